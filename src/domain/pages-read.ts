import type { Analysis } from './analysis.ts';

/**
 * How many pages an analysis was read from: those that the host gave, or said to be as they were. Everything that says "pages
 * read" means this; addresses that were asked for are more, because some hold no text or are gone.
 */
export function pagesRead({ crawl }: Pick<Analysis, 'crawl'>): number {
  return crawl.pages.filter(({ outcome }) => outcome === 'captured' || outcome === 'not-modified').length;
}
