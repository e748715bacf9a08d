import type { CrawlEnd, PageOutcome } from '../../domain/closed-lists.ts';
import type { Page } from '../../domain/snapshot.ts';
import { type Crawl, stopIfCancelled } from './crawl.ts';
import { crawlSentence } from './crawl-sentence.ts';
import type { FinishedPage } from './finish-page.ts';
import type { Candidate } from './frontier.ts';
import { keepEarlier } from './keep-earlier.ts';
import { pageKey } from './normal-url.ts';
import { seedAround } from './seed-around.ts';
import { nothingSettled, type Settled, settlePage } from './settle-page.ts';
import { finishOrFail, visitOrFail } from './unexpected.ts';
import type { Visit } from './visit-page.ts';

export interface CrawlResult {
  pages: Page[];
  endedBy: CrawlEnd;
  /** What the network reported for each page that got no answer, by address. */
  causes: ReadonlyMap<string, string>;
}

/** Hosts of one vendor that are asked at the same time. */
const mostHosts = 4;
/** Requests for pages that turn out to be of no use count less than read ones, but not nothing. */
const triesPerPage = 3;
/** Addresses of a dead host that are listed one by one. */
const mostDropped = 40;

const isRead: Partial<Record<PageOutcome, true>> = { captured: true, 'not-modified': true };
const isFollowed: Partial<Record<PageOutcome, true>> = { ...isRead, thin: true, 'needs-javascript': true };
const isTrouble: Partial<Record<PageOutcome, true>> = { failed: true, 'timed-out': true, blocked: true };

interface Progress {
  crawl: Crawl;
  settled: Settled;
  pages: Page[];
  causes: Map<string, string>;
  /** Hosts and folders whose sitemaps were read. */
  seeded: Set<string>;
  reads: number;
  tries: number;
}

/**
 * Reads pages, best first, until nothing is left or a budget is spent. In rounds: while a round's pages are fetched, the
 * texts of the round before are read, and their links count from the next round on. So the order depends on what the
 * pages say and never on which thread was faster.
 */
export async function crawlSite(crawl: Crawl): Promise<CrawlResult> {
  const progress: Progress = {
    crawl,
    settled: nothingSettled(),
    pages: [],
    causes: new Map(),
    seeded: new Set(),
    reads: 0,
    tries: 0,
  };
  let reading: Promise<FinishedPage[]> = Promise.resolve([]);
  let inReading = 0;
  for (;;) {
    const batch = nextBatch(progress, inReading);
    if (batch.length === 0 && inReading === 0) break;
    const [visits] = await Promise.all([
      Promise.all(batch.map((candidate) => visitOrFail(candidate, crawl))),
      reading.then((finished) => settle(finished, progress)),
    ]);
    stopIfCancelled(crawl.tools.signal);
    inReading = visits.length;
    reading = Promise.all(visits.map((visit) => finishOrFail(visit, crawl)));
    if (visits.some(isSource)) {
      // Sitemaps and the front page's links belong to one round, so that the best pages of both come first.
      await settle(await reading, progress);
      await seedAround(visits, crawl, progress.seeded);
      stopIfCancelled(crawl.tools.signal);
      inReading = 0;
      reading = Promise.resolve([]);
    }
  }
  const endedBy = endOf(progress);
  if (endedBy === 'time' || endedBy === 'bytes') keepUnasked(progress);
  sumUp(endedBy, progress);
  return { pages: progress.pages, endedBy, causes: progress.causes };
}

function nextBatch(progress: Progress, inReading: number): Candidate[] {
  const { crawl, reads, tries } = progress;
  const { budgets } = crawl.run;
  const batch: Candidate[] = [];
  const perHost = new Map<string, number>();
  const isFree = (host: string): boolean => {
    const count = perHost.get(host) ?? 0;
    return count < budgets.perHost && (count > 0 || perHost.size < mostHosts);
  };
  while (
    reads + inReading + batch.length < budgets.pages &&
    tries + batch.length < budgets.pages * triesPerPage &&
    crawl.http.bytesLeft() > 0 &&
    crawl.http.secondsLeft() > 0
  ) {
    const candidate = crawl.frontier.take(isFree);
    if (!candidate) break;
    perHost.set(candidate.host, (perHost.get(candidate.host) ?? 0) + 1);
    batch.push(candidate);
  }
  progress.tries += batch.length;
  return batch;
}

async function settle(finished: FinishedPage[], progress: Progress): Promise<void> {
  const { crawl } = progress;
  for (const one of finished) {
    const page = await settlePage(one, progress.settled, crawl);
    record(page, one.cause, progress);
    // What is known of a page that could not be read names its neighbours still.
    if (isFollowed[page.outcome] || page.bodyDigest !== null) {
      for (const url of page.links) crawl.frontier.add({ url, depth: page.depth + 1 });
    }
    const { origin, host } = new URL(page.url);
    if (!isTrouble[page.outcome]) crawl.hosts.answered(host);
    else if (page.status !== 403 && page.status !== 401 && crawl.hosts.failed(host)) leave(origin, progress);
  }
  if (finished.length === 0) return;
  const about = Math.min(crawl.run.budgets.pages, progress.reads + crawl.frontier.size);
  // Where nothing was read and nothing is left, what came of the pages says it all.
  if (about === 0) return;
  crawl.tools.journal.note({
    kind: 'progress',
    text: `${progress.reads} of about ${about} ${about === 1 ? 'page' : 'pages'}`,
    detail: { read: progress.reads, about, tried: progress.pages.length },
  });
}

function record(page: Page, cause: string, progress: Progress): void {
  progress.pages.push(page);
  if (cause !== '') progress.causes.set(page.url, cause);
  if (isRead[page.outcome]) progress.reads += 1;
  progress.crawl.tools.journal.note({
    kind: 'page',
    text: page.reason === '' ? `${page.outcome}: ${page.url}` : `${page.outcome}: ${page.url} ${page.reason}`,
    detail: {
      url: page.url,
      outcome: page.outcome,
      status: page.status,
      milliseconds: page.milliseconds,
      bytes: page.bytes,
      depth: page.depth,
      cached: page.outcome === 'not-modified',
    },
  });
}

/** What came of the crawl as a whole: what ended it, how the pages came out, what was left out and why. */
function sumUp(endedBy: CrawlEnd, { crawl, pages }: Progress): void {
  const byOutcome: Partial<Record<PageOutcome, number>> = {};
  for (const { outcome } of pages) byOutcome[outcome] = (byOutcome[outcome] ?? 0) + 1;
  const { bytes, seconds } = crawl.run.budgets;
  const spent = { bytes: bytes - crawl.http.bytesLeft(), seconds: Math.round(seconds - crawl.http.secondsLeft()) };
  const leftOut = crawl.frontier.leftOut();
  const text = crawlSentence({ endedBy, byOutcome, leftOut, ...spent });
  crawl.tools.journal.note({ kind: 'note', text, detail: { endedBy, byOutcome, leftOut, ...spent } });
}

/** Stops asking a host that is down, and says for each of its waiting pages that it was not asked for. */
function leave(origin: string, progress: Progress): void {
  const { host } = new URL(origin);
  const dropped = progress.crawl.frontier.close(`${origin}/`);
  if (dropped.length === 0) return;
  const reason = `Not asked for: ${host} had failed several pages in a row.`;
  for (const { url, depth } of dropped.slice(0, mostDropped)) {
    progress.pages.push(notAsked({ url, depth, outcome: 'failed', reason }, progress.crawl));
  }
  progress.crawl.tools.journal.note({
    kind: 'note',
    text: `${host} failed several pages in a row, so its ${dropped.length} waiting pages were left.`,
    detail: { host, dropped: dropped.length },
  });
}

/** Pages of the run before that this one had no time or room to ask for: a slow day takes nothing away from a product. */
function keepUnasked({ crawl, pages }: Progress): void {
  const tried = new Set(pages.map((page) => pageKey(page.url)));
  const reason = 'The run ended before this page was asked for.';
  for (const [key, { url }] of crawl.known) {
    if (!tried.has(key)) pages.push(notAsked({ url, depth: 0, outcome: 'timed-out', reason }, crawl));
  }
}

function notAsked(page: Pick<Page, 'url' | 'depth' | 'outcome' | 'reason'>, crawl: Crawl): Page {
  const now = crawl.tools.clock.now();
  const blank = { status: null, contentType: null, charset: null, etag: null, lastModified: null, bodyDigest: null };
  const nothing = { bytes: 0, milliseconds: 0, links: [], fetchedAt: now.toISOString() };
  return keepEarlier(
    { ...page, ...blank, ...nothing, finalUrl: page.url },
    crawl.known.get(pageKey(page.url)) ?? null,
    now,
  );
}

function isSource(visit: Visit): boolean {
  return visit.candidate.depth === 0;
}

function endOf({ crawl, reads, tries }: Progress): CrawlEnd {
  const { budgets } = crawl.run;
  if (crawl.http.secondsLeft() <= 0) return 'time';
  if (crawl.http.bytesLeft() <= 0) return 'bytes';
  const spent = reads >= budgets.pages || tries >= budgets.pages * triesPerPage;
  if (spent && crawl.frontier.more) return 'pages';
  return crawl.frontier.tooDeep ? 'depth' : 'done';
}
