import type { Claim } from './analysis.ts';

/**
 * On how many pages something was looked for in vain, of `read` that the document was read from: never fewer than are named.
 * Those carried on from before the number was kept name pages that this reading may not have had.
 */
export function pagesSearched({ searched, searchedOf }: Pick<Claim, 'searched' | 'searchedOf'>, read: number): number {
  return Math.max(searchedOf ?? read, searched.length);
}
