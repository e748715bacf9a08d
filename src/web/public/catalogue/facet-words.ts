import type { CatalogueQuery, Facet, Sorting } from '../../../domain/catalogue-query.ts';
import { licenceWords } from '../../../domain/licence-words.ts';
import type { Rubric } from '../../../domain/rubric.ts';
import { entryTypeWords, priceWords } from '../../../domain/vendor-words.ts';
import { categoryName, contextName, layerName } from '../reading.ts';

/** What a facet is called over its values. */
export const facetNames: Readonly<Record<Facet, string>> = {
  layer: 'Layer',
  passes: 'Meets the levels for',
  category: 'Category',
  price: 'Price',
  type: 'Kind',
  licence: 'Licence',
};

/** What the orders are called. */
export const sortingNames: Readonly<Record<Sorting, string>> = {
  match: 'Best match',
  inpact: 'INPACT',
  goals: 'GOALS',
  name: 'Name',
  fresh: 'Read last',
};

/** A value of a facet as people read it. */
export function facetValue(rubric: Rubric, facet: Facet, value: string): string {
  const words: Readonly<Record<Facet, () => string>> = {
    layer: () => layerName(rubric, value),
    passes: () => contextName(rubric, value),
    category: () => categoryName(rubric, value),
    price: () => priceWords[value as keyof typeof priceWords] ?? value,
    type: () => entryTypeWords[value as keyof typeof entryTypeWords] ?? value,
    licence: () => licenceWords(value),
  };
  return words[facet]();
}

/** The order that is in force: a search without an order of its own is by match, the rest by name. */
export function sortingOf({ sort, words }: CatalogueQuery): Sorting {
  return sort === 'match' && words === '' ? 'name' : sort;
}
