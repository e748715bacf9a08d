import type { CrawlPlan } from '../../domain/crawl-plan.ts';
import type { Crawl } from './crawl.ts';
import type { FinishedPage } from './finish-page.ts';
import type { Candidate } from './frontier.ts';
import { openAddresses } from './open-addresses.ts';
import { seedAround } from './seed-around.ts';
import { nothingSettled, settlePage } from './settle-page.ts';
import { surelyRead } from './surely-read.ts';
import { finishOrFail, visitOrFail } from './unexpected.ts';
import type { Visit } from './visit-page.ts';

/** Pages about what the rubric asks for that vendors like to put on hosts of their own. */
const besideDocumentation = /\b(security|trust|status|pricing|sla|compliance|privacy)\b/i;
const mostElsewhere = 20;
/** Probes of a host beside its pages: rules, sitemaps, llms.txt, an address that does not exist. */
const probesPerHost = 5;

/** A plan before anybody says what a model would cost. */
export type UnpricedPlan = Omit<CrawlPlan, 'estimate'> & { estimate: Pick<CrawlPlan['estimate'], 'seconds'> };

/** A source as it was read for the plan. */
export interface ReadSource {
  visit: Visit;
  finished: FinishedPage;
}

/**
 * What a crawl would read: its sources, their links and the lists that their hosts keep, ranked and cut as the crawl does
 * it. Pages that only links deeper in lead to are not in it. Reads a handful of addresses, as far as the crawl's time goes.
 */
export async function readPlan(crawl: Crawl): Promise<{ plan: UnpricedPlan; sources: ReadSource[] }> {
  const sources: CrawlPlan['sources'] = [];
  const read: ReadSource[] = [];
  const settled = nothingSettled();
  let milliseconds = 0;
  for (const candidate of drain(crawl).filter(({ depth }) => depth === 0)) {
    const visit = await visitOrFail(candidate, crawl);
    const finished = await finishOrFail(visit, crawl);
    const page = await settlePage(finished, settled, crawl);
    milliseconds += page.milliseconds;
    read.push({ visit, finished });
    sources.push({ url: page.url, outcome: page.outcome, reason: page.reason });
    for (const url of page.links) crawl.frontier.add({ url, depth: 1 });
    await seedAround([visit], crawl, new Set());
  }
  const { open: waiting, barred } = await openAddresses(drain(crawl), crawl);
  const { pages } = crawl.run.budgets;
  const readAlready = sources.filter(({ outcome }) => outcome === 'captured').length;
  const room = Math.max(0, pages - readAlready);
  const picked = waiting.slice(0, room).map(({ url }) => url);
  const beyond = waiting.slice(room).map(({ url }) => url);
  const leftOut = [...crawl.frontier.leftOut(), ...barred];
  if (beyond.length > 0) leftOut.push({ reason: 'budget', count: beyond.length, examples: beyond.slice(0, 3) });
  const plan: UnpricedPlan = {
    sources,
    found:
      sources.length +
      waiting.length +
      leftOut.reduce((sum, { reason, count }) => sum + (reason === 'budget' ? 0 : count), 0),
    read: {
      least: Math.min(pages, readAlready + surelyRead(waiting, crawl).length),
      most: readAlready + picked.length,
      full: readAlready + picked.length >= pages,
    },
    picked,
    leftOut,
    elsewhere: elsewhereIn(waiting, crawl.run.vendor.sources),
    estimate: { seconds: secondsFor(picked, milliseconds / Math.max(1, sources.length), crawl) },
  };
  return { plan, sources: read };
}

function drain({ frontier }: Crawl): Candidate[] {
  const all: Candidate[] = [];
  for (;;) {
    const next = frontier.take(() => true);
    if (next === null) return all;
    all.push(next);
  }
}

function elsewhereIn(candidates: Candidate[], sources: readonly string[]): string[] {
  const own = new Set(sources.map((source) => new URL(source).host));
  const found = candidates.filter(
    ({ url, host }) => !own.has(host) && besideDocumentation.test(url.replace(/[-_.]/g, ' ')),
  );
  return found.slice(0, mostElsewhere).map(({ url }) => url);
}

/** Hosts are asked side by side, pages of a host one after the other, each so long after the last answer as the host asks. */
function secondsFor(picked: string[], perPage: number, crawl: Crawl): number {
  const counts = new Map<string, number>();
  for (const url of picked) counts.set(new URL(url).origin, (counts.get(new URL(url).origin) ?? 0) + 1);
  let longest = 0;
  for (const [origin, count] of counts) {
    const each = crawl.http.delayOf(new URL(origin).host) + perPage / 1000;
    longest = Math.max(longest, (count + probesPerHost) * each);
  }
  return Math.ceil(longest);
}
