import type { AsOf } from '../../../actions/as-of.ts';
import { type CatalogueQuery, catalogueAddress } from '../../../domain/catalogue-query.ts';
import type { ChosenCards } from '../../../domain/chosen-cards.ts';
import type { Rubric } from '../../../domain/rubric.ts';

/** What the catalogue shows: the answer to a query, and how its addresses are made. */
export interface CatalogueShown {
  query: CatalogueQuery;
  chosen: ChosenCards;
  /** Parts of the address that mean nothing here. */
  unknown: readonly string[];
  rubric: Rubric;
  /** Prefix of links to our pages: empty on a server. */
  base: string;
  /** The past time that is shown; null for now. */
  moment: AsOf | null;
}

/** The address of the catalogue with some of the query changed; back to its first page unless a page is named. */
export function addressWith({ query, base }: CatalogueShown, change: Partial<CatalogueQuery>): string {
  return `${base}/${catalogueAddress({ ...query, page: 1, ...change })}`;
}
