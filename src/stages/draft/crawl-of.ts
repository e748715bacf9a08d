import type { Analysis } from '../../domain/analysis.ts';
import type { Evidence } from '../../domain/evidence.ts';

/** What an analysis says of the crawl that it was read from, its pages in order of address; why one failed is for reviewers. */
export function crawlOf({ crawl: { startedAt, endedBy, pages } }: Evidence): Analysis['crawl'] {
  return {
    startedAt,
    endedBy,
    pages: pages
      .map(({ reason: _reason, ...page }) => page)
      .sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0)),
  };
}
