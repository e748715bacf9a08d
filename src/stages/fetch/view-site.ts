import type { ReadingScope } from '../../domain/reading-scope.ts';
import type { SiteView } from '../../domain/site-view.ts';
import type { Crawl } from './crawl.ts';
import { crawlFailure } from './crawl-failure.ts';
import { pageKey } from './normal-url.ts';
import { pageDescription } from './page-description.ts';
import { type ReadSource, readPlan, type UnpricedPlan } from './read-plan.ts';
import { finishOrFail, visitOrFail } from './unexpected.ts';

/** Enough of the text to say what a product is. */
const beginningCharacters = 1_200;
/** Pages read beyond a front page that says nothing, and how many addresses they are chosen from. */
const mostFurther = 3;
const mostKnown = 300;
const introduction =
  /(overview|introduction|\bintro\b|about|what-?is|readme|architecture|getting-?started|quick-?start|concepts)/i;
/** Addresses that are shown of those that would be read. */
const mostShown = 12;

/** A site as a crawl that only plans sees it. */
export interface PlannedSite {
  /** What the site says of itself, on the page that a person named. */
  site: SiteView;
  plan: UnpricedPlan;
}

/** Looks at a site and plans a crawl of it, with one reading of its sources. Throws for nothing that a network does. */
export async function viewSite(scope: Pick<ReadingScope, 'sources'>, crawl: Crawl): Promise<PlannedSite> {
  const { plan, sources } = await readPlan(crawl);
  return { plan, site: await siteOf(scope, { plan, sources }, crawl) };
}

async function siteOf(
  scope: Pick<ReadingScope, 'sources'>,
  { plan, sources }: { plan: UnpricedPlan; sources: ReadSource[] },
  crawl: Crawl,
): Promise<SiteView> {
  const named = pageKey(scope.sources[0] ?? '');
  const front = sources.find(({ visit }) => pageKey(visit.candidate.url) === named) ?? sources[0];
  // A front page of links and pictures is usual; the crawl goes on from it, so the look does too.
  const isThin = front?.finished.page.outcome === 'thin';
  const page = front?.finished.text ?? null;
  if (!front || page === null || (isThin && plan.picked.length === 0)) return unseen(scope.sources[0] ?? '', front);
  const text = isThin ? await furtherText(plan, page.text, crawl) : page.text;
  return {
    kind: 'seen',
    url: front.visit.finalUrl,
    title: page.title.slice(0, 200),
    description: front.visit.answer ? pageDescription(front.visit.answer.body, front.finished.page.charset) : '',
    beginning: text.slice(0, beginningCharacters),
    plan: {
      read: plan.read,
      asked: plan.sources.length + plan.picked.length,
      found: plan.found,
      first: [...plan.sources.map(({ url }) => url), ...plan.picked].slice(0, mostShown),
      leftOut: plan.leftOut,
      elsewhere: plan.elsewhere,
      seconds: plan.estimate.seconds,
    },
  };
}

/** The beginnings of the pages that tell a newcomer what the product is, before the front page's few words. */
async function furtherText(plan: UnpricedPlan, front: string, crawl: Crawl): Promise<string> {
  const texts: string[] = [];
  for (const url of introductions(plan.picked)) {
    if (crawl.http.secondsLeft() <= 0) break;
    const candidate = { url, host: new URL(url).host, depth: 1, score: 0 };
    const { text } = await finishOrFail(await visitOrFail(candidate, crawl), crawl);
    if (!text) continue;
    // Most pages begin with their title anyway.
    const title = text.text.startsWith(text.title) ? '' : `${text.title}\n`;
    texts.push(title + text.text.slice(0, beginningCharacters / mostFurther));
  }
  return [...texts, front].join('\n\n');
}

function introductions(picked: readonly string[]): string[] {
  const telling = picked.slice(0, mostKnown).filter((url) => introduction.test(new URL(url).pathname));
  telling.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return telling.slice(0, mostFurther);
}

/** In the words in which a whole crawl would say it. */
function unseen(url: string, source: ReadSource | undefined): SiteView {
  const page = source?.finished.page;
  const failure = crawlFailure({
    url,
    finalUrl: page?.finalUrl ?? url,
    outcome: page?.outcome ?? 'failed',
    status: page?.status ?? null,
    reason: page?.reason ?? 'There was no answer.',
    cause: source?.finished.cause ?? '',
  });
  return { kind: 'unseen', cause: failure.code, reason: failure.reason, advice: failure.advice };
}
