import type { CorpusPage, Passage } from '../../domain/corpus.ts';
import { vanishedOutcomes } from '../../domain/page-outcome-words.ts';
import type { PageNow, SiteNow } from '../../domain/quote-fates.ts';
import type { Snapshot } from '../../domain/snapshot.ts';

/** A page of the reading now, with its stored text. */
export interface TextNow {
  page: CorpusPage;
  text: string;
}

/** A reading as far as its texts are read. */
export interface ReadingNow {
  snapshot: Snapshot;
  pages: readonly TextNow[];
  passages: readonly Passage[];
}

/** The reading as quotes are looked for in it. `known` are addresses that earlier readings knew of. */
export function siteNow(
  { snapshot, pages, passages }: ReadingNow,
  known: readonly string[],
): Pick<SiteNow, 'pages' | 'unread'> {
  const places = placesByPage(passages);
  return {
    pages: pages.map((page, index) => pageNow(page, () => places.get(index) ?? [])),
    unread: unreadIn(snapshot, known),
  };
}

/** Addresses of which this reading says nothing: tried in vain, or not reached before a budget ended the crawl. */
function unreadIn({ pages, endedBy }: Snapshot, known: readonly string[]): Set<string> {
  const said = new Set<string>();
  const unread = new Set<string>();
  for (const { url, finalUrl, outcome } of pages) {
    const read = outcome === 'captured' || outcome === 'not-modified' || vanishedOutcomes.has(outcome);
    for (const each of [url, finalUrl]) (read ? said : unread).add(each);
  }
  for (const each of said) unread.delete(each);
  if (endedBy === 'done') return unread;
  return new Set([...unread, ...known.filter((url) => !said.has(url))]);
}

function pageNow({ page, text }: TextNow, places: () => readonly PassagePlace[]): PageNow {
  const { url, title, pageDigest, textDigest, fetchedAt, flags } = page;
  return {
    url,
    title,
    pageDigest,
    textDigest,
    fetchedAt,
    text,
    isOld: flags.includes('old-version'),
    passageAt: (at) => places().find(({ start, end }) => start <= at && at < end)?.id ?? '',
  };
}

interface PassagePlace {
  id: string;
  start: number;
  end: number;
}

function placesByPage(passages: readonly Passage[]): ReadonlyMap<number, PassagePlace[]> {
  const byPage = new Map<number, PassagePlace[]>();
  for (const { id, places } of passages) {
    for (const { page, start, end } of places) {
      const those = byPage.get(page);
      if (those === undefined) byPage.set(page, [{ id, start, end }]);
      else those.push({ id, start, end });
    }
  }
  return byPage;
}
