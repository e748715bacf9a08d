import { sha256 } from '../../domain/digest.ts';
import type { Page } from '../../domain/snapshot.ts';
import type { Crawl } from './crawl.ts';
import type { FinishedPage } from './finish-page.ts';
import { keepEarlier } from './keep-earlier.ts';
import { keepReading } from './keep-reading.ts';
import { normalUrl, pageKey } from './normal-url.ts';
import { oldVersionPrefix } from './old-version.ts';
import type { Verdict } from './page-outcome.ts';

/** What the pages settled so far say about each other. */
export interface Settled {
  /** Address by digest of the body. */
  byDigest: Map<string, string>;
  /** Page keys of pages that were read. */
  read: Set<string>;
  /** How many pages named each address as their canonical one. */
  canonicals: Map<string, number>;
  /** How many pages below a version's folder turned out to repeat the current ones. */
  oldVersions: Map<string, number>;
}

export function nothingSettled(): Settled {
  return { byDigest: new Map(), read: new Set(), canonicals: new Map(), oldVersions: new Map() };
}

/** Sites that name one page as the canonical one of many have a mistake in their template. */
const mostOfOneCanonical = 5;
/** So many pages of a version say that they repeat the current ones: the others will too, and are not asked for. */
const enoughOfOneVersion = 3;

/** Compares a page with those before it, keeps its body if it stands on its own, and gives its final form. */
export async function settlePage(finished: FinishedPage, settled: Settled, crawl: Crawl): Promise<Page> {
  const { page, body, text } = finished;
  const other = readElsewhere(finished, settled, crawl);
  if (other) return withoutBody(page, other);
  if (body === null && page.outcome !== 'not-modified')
    return keepReading(keepEarlier(page, finished.known, crawl.tools.clock.now()), null, crawl.tools);

  const digest = body ? sha256(body) : page.bodyDigest;
  const twin = digest === null ? undefined : settled.byDigest.get(digest);
  if (twin) return withoutBody(page, movedTo('is byte for byte the same as', twin));
  if (digest !== null) settled.byDigest.set(digest, page.finalUrl);
  settled.read.add(pageKey(page.finalUrl));
  settled.read.add(pageKey(page.url));
  const bodyDigest = body ? await crawl.tools.bodies.keep(body) : page.bodyDigest;
  return keepReading({ ...page, bodyDigest }, text, crawl.tools);
}

/** Its text is another page's. */
function withoutBody({ reading: _, ...page }: Page, verdict: Verdict): Page {
  return { ...page, ...verdict, bodyDigest: null, links: [] };
}

/** A page that redirects to, or names as canonical, a page that the crawl reads under its own address. */
function readElsewhere({ page, canonical }: FinishedPage, settled: Settled, crawl: Crawl): Verdict | null {
  const received = page.outcome === 'captured' || page.outcome === 'not-modified';
  const redirected = page.outcome !== 'moved' && pageKey(page.finalUrl) !== pageKey(page.url);
  if (redirected && page.status !== null && !crawl.frontier.claim(page.finalUrl))
    return movedTo('redirects to', page.finalUrl);
  if (!received || canonical === null) return null;

  const target = normalUrl(canonical, page.finalUrl);
  if (target === null || !crawl.scope.holds(target) || pageKey(target) === pageKey(page.finalUrl)) return null;
  // Not the front page, and not for a page that a person named: both are signs of a template mistake.
  if (page.depth === 0 || new URL(target).pathname === '/') return null;
  const named = (settled.canonicals.get(target) ?? 0) + 1;
  settled.canonicals.set(target, named);
  if (named > mostOfOneCanonical) return null;
  crawl.frontier.add({ url: target, depth: page.depth });
  const readThere = settled.read.has(pageKey(target)) || crawl.frontier.awaits(target);
  if (!readThere) return null;
  closeOldVersion(oldVersionPrefix(page.finalUrl, target), settled, crawl);
  return movedTo('names as its own address', target);
}

function closeOldVersion(prefix: string | null, settled: Settled, crawl: Crawl): void {
  if (prefix === null) return;
  const count = (settled.oldVersions.get(prefix) ?? 0) + 1;
  settled.oldVersions.set(prefix, count);
  if (count !== enoughOfOneVersion) return;
  const { length } = crawl.frontier.close(prefix);
  const text = `Pages below ${prefix} repeat the current ones, so ${length} of them were not asked for.`;
  crawl.tools.journal.note({ kind: 'note', text, detail: { prefix, dropped: length } });
}

function movedTo(how: string, url: string): Verdict {
  return { outcome: 'moved', reason: `The page ${how} ${url.slice(0, 300)}, which is read there.` };
}
