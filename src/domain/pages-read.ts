import type { Analysis } from './analysis.ts';

/**
 * The addresses whose text an analysis was read from, sorted: pages that the host gave, that are as they were, and those that
 * could not be read this time and stand as an earlier run read them. Everything that says "pages read" means these; addresses
 * that were asked for are more, because some hold no text.
 */
export function pagesRead({ crawl: { pages } }: { crawl: Pick<Analysis['crawl'], 'pages'> }): string[] {
  return pages
    .filter(({ digest }) => digest !== null)
    .map(({ url }) => url)
    .sort();
}
