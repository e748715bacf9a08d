import type { AsOf } from '../../../actions/as-of.ts';
import type { MissingProduct } from '../../../actions/compared.ts';
import { type CompareQuery, compareAddress } from '../../../domain/compare-query.ts';
import type { Publication } from '../../../domain/publication.ts';
import type { ListedPublication } from '../../../domain/publication-card.ts';
import type { Rubric } from '../../../domain/rubric.ts';
import type { Reading } from '../reading.ts';

/** A product in a comparison, with what its quotes need to be shown. */
export interface ComparedProduct {
  publication: Publication;
  reading: Reading;
}

/** What a comparison shows. */
export interface ComparedShown {
  query: CompareQuery;
  products: readonly ComparedProduct[];
  missing: readonly MissingProduct[];
  beyond: readonly ListedPublication[];
  offers: readonly ListedPublication[];
  rubric: Rubric;
  /** Prefix of links to our pages: empty on a server. */
  base: string;
  /** The past time that is shown; null for now. */
  moment: AsOf | null;
}

/** The address of a comparison of these products instead. */
export function comparedAddress({ query, base }: ComparedShown, slugs: string[]): string {
  return `${base}/compare${compareAddress({ ...query, slugs, add: '' })}`;
}

/** The names of the products in their order. */
export function namesOf({ products }: Pick<ComparedShown, 'products'>): string[] {
  return products.map(({ publication }) => publication.analysis.vendor.name);
}
