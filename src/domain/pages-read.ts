import type { Analysis } from './analysis.ts';

/**
 * The addresses whose text an analysis was read from, sorted, as quotes and searches name them: pages that the host gave, that
 * are as they were, and those that could not be read this time and stand as an earlier run read them. Everything that says
 * "pages read" means these. Addresses that were asked for are more: some hold no text, lead to one page, or are translations.
 * Records from before this was marked count every page that came.
 */
export function pagesRead({ crawl: { pages } }: { crawl: Pick<Analysis['crawl'], 'pages'> }): string[] {
  return pages.flatMap(({ url, digest, readAt = url }) => (digest === null || readAt === null ? [] : readAt)).sort();
}
