import type { PageText } from '../../domain/page-text.ts';
import type { KnownPage } from '../../domain/run.ts';
import type { Page } from '../../domain/snapshot.ts';
import type { Crawl } from './crawl.ts';
import { normalUrl } from './normal-url.ts';
import { type Verdict, verdictOfText } from './page-outcome.ts';
import { bodyStart, refreshTarget } from './page-signs.ts';
import { type ReceivedType, receivedType } from './received-type.ts';
import type { Visit } from './visit-page.ts';

/** A page with its outcome, before it is compared with the others of the crawl and its body kept. */
export interface FinishedPage {
  page: Page;
  /** Set for `captured`. */
  body: Uint8Array | null;
  canonical: string | null;
  /** What was read of it, for `captured` and `thin`. */
  text: PageText | null;
  /** The page as an earlier run received it. */
  known: KnownPage | null;
  cause: string;
}

/** More links than this are a sitemap or a trap; either way the first ones come from the main navigation. */
const mostLinks = 500;

/** Reads a visited page's text and decides its outcome. Needs no network, so it runs while the next page is fetched. */
export async function finishPage(visit: Visit, crawl: Crawl): Promise<FinishedPage> {
  const { answer, candidate } = visit;
  const type = answer ? receivedType(answer.headers['content-type'], answer.body, answer.url) : null;
  const draft = { visit, type, fetchedAt: crawl.tools.clock.now().toISOString() };
  if (visit.verdict || answer === null || type === null) {
    const verdict = visit.verdict ?? { outcome: 'failed', reason: 'There was no answer.' };
    return {
      page: pageOf({ ...draft, verdict, links: [] }),
      body: null,
      canonical: null,
      text: null,
      known: visit.known,
      cause: visit.cause,
    };
  }
  if (type.unreadable !== null) {
    const verdict: Verdict = { outcome: 'unsupported-type', reason: type.unreadable };
    return {
      page: pageOf({ ...draft, verdict, links: [] }),
      body: null,
      canonical: null,
      text: null,
      known: visit.known,
      cause: '',
    };
  }
  const read = await crawl.tools.reader.read({
    url: answer.url,
    contentType: type.contentType,
    charset: type.charset,
    body: answer.body,
  });
  const start = bodyStart(answer.body);
  // A source is what a person named: it stands even where the host sends it for every unknown address.
  const nonsense = candidate.depth === 0 ? null : visit.nonsense;
  // A file that holds no text is a fault of the file and not of its host.
  const verdict: Verdict =
    read.text === null && type.contentType === 'application/pdf'
      ? { outcome: 'unsupported-type', reason: read.reason }
      : verdictOfText({ url: answer.url, start, headers: answer.headers, read, nonsense });
  const links = linksOf(read.text, refreshTarget(start, answer.url), crawl);
  return {
    page: pageOf({ ...draft, verdict, links }),
    body: verdict.outcome === 'captured' ? answer.body : null,
    canonical: read.text?.canonical ?? null,
    text: verdict.outcome === 'captured' || verdict.outcome === 'thin' ? read.text : null,
    known: visit.known,
    cause: '',
  };
}

function linksOf(text: PageText | null, refresh: string | null, { scope }: Crawl): string[] {
  const links = new Set<string>();
  for (const link of [...(refresh ? [refresh] : []), ...(text?.links ?? [])]) {
    const url = normalUrl(link);
    if (url !== null && scope.holds(url)) links.add(url);
    if (links.size >= mostLinks) break;
  }
  return [...links];
}

function pageOf(from: {
  visit: Visit;
  type: ReceivedType | null;
  fetchedAt: string;
  verdict: Verdict;
  links: string[];
}): Page {
  const { visit, type, verdict } = from;
  const { answer, known } = visit;
  const unchanged = verdict.outcome === 'not-modified' ? known : null;
  return {
    url: visit.candidate.url,
    finalUrl: unchanged?.finalUrl ?? visit.finalUrl,
    outcome: verdict.outcome,
    reason: verdict.reason,
    status: answer?.status ?? null,
    contentType: unchanged ? unchanged.contentType : (type?.contentType ?? null),
    charset: unchanged?.charset ?? type?.charset ?? null,
    etag: answer?.headers.etag ?? unchanged?.etag ?? null,
    lastModified: answer?.headers['last-modified'] ?? unchanged?.lastModified ?? null,
    bodyDigest: unchanged?.bodyDigest ?? null,
    ...(unchanged?.reading ? { reading: unchanged.reading } : {}),
    bytes: answer?.body.byteLength ?? 0,
    milliseconds: visit.milliseconds,
    depth: visit.candidate.depth,
    links: unchanged?.links ?? from.links,
    fetchedAt: from.fetchedAt,
  };
}
