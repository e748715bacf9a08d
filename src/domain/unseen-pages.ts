import type { Analysis } from './analysis.ts';
import type { CrawlEnd, PageOutcome } from './closed-lists.ts';
import { vanishedOutcomes } from './page-outcome-words.ts';
import { citedOnce } from './quote-fates.ts';

/** A crawl as far as it says which pages were seen. */
interface Seen {
  pages: readonly { url: string; finalUrl?: string; outcome: PageOutcome }[];
  endedBy: CrawlEnd;
}

/**
 * Said behind how a reading ended, of the cited pages that it did not see: their quotes stand all the same. Empty where it
 * saw all of them, or nothing is published.
 */
export function unseenPages(published: Analysis | undefined, { pages, endedBy }: Seen): string[] {
  if (!published) return [];
  const outcomes = new Map<string, PageOutcome>();
  for (const { url, finalUrl = url, outcome } of pages) {
    for (const each of [url, finalUrl]) if (!wasSeen(outcomes.get(each))) outcomes.set(each, outcome);
  }
  const cited = new Set(citedOnce(published).map(({ url }) => url));
  const unseen = [...cited].filter((url) => !wasSeen(outcomes.get(url)));
  const missing = unseen.filter((url) => {
    const outcome = outcomes.get(url);
    return outcome === undefined ? endedBy === 'done' : vanishedOutcomes.has(outcome);
  }).length;
  const unread = unseen.length - missing;
  return [
    ...(unread > 0 ? [`${citedPages(unread, 'could not be read this time')} stand.`] : []),
    ...(missing > 0 ? [`${citedPages(missing, 'went missing')} stand until the next reading agrees.`] : []),
  ];
}

/** Of how a reading ended, what `unseenPages` says in it; empty where it says nothing. */
export function saidUnseen(progress: string): string {
  return /(?:^|(?<=\. ))(?:One cited page|\d+ cited pages) .*$/.exec(progress)?.[0] ?? '';
}

function wasSeen(outcome: PageOutcome | undefined): boolean {
  return outcome === 'captured' || outcome === 'not-modified';
}

function citedPages(count: number, what: string): string {
  return count === 1 ? `One cited page ${what}; its quotes` : `${count} cited pages ${what}; their quotes`;
}
