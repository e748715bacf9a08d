import { z } from 'zod';
import { type CatalogueQuery, type Facet, facets, readCatalogueQuery } from '../../domain/catalogue-query.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { Refused } from '../../errors.ts';

const listed = z
  .string()
  .max(400)
  .optional()
  .describe('one value, or several parted by commas or by repeating the parameter');

/** What the catalogue can be asked: words, filters and an order. A filter may stand more than once. */
export const CatalogueFields = z.object({
  q: z.string().max(200).optional(),
  layer: listed,
  category: listed,
  price: listed,
  licence: z
    .string()
    .max(400)
    .optional()
    .describe(
      'as a product states it; several by repeating the parameter, or parted by commas without a space after them: "MIT, Apache-2.0" is one',
    ),
  type: listed,
  passes: listed,
  sort: z.enum(['match', 'inpact', 'goals', 'name', 'fresh']).optional(),
});

/** What was asked of the catalogue; null where nothing was. Throws `Refused` (422) for values that it does not know. */
export function askedOfCatalogue(search: URLSearchParams, rubric: Rubric): CatalogueQuery | null {
  const params = new URLSearchParams();
  for (const name of ['q', 'sort']) if (search.get(name)) params.set(name, search.get(name) ?? '');
  for (const facet of facets) for (const value of valuesOf(search, facet)) params.append(facet, value);
  if (params.size === 0) return null;
  const { query, unknown } = readCatalogueQuery(params, rubric);
  if (unknown.length === 0) return query;
  throw new Refused({
    status: 422,
    code: 'unknown-filter',
    message: `The catalogue does not know ${unknown.join(', ')}.`,
    advice: 'The lines of the unfiltered list hold the values that there are.',
    details: unknown.map((each) => ({ path: each.split('=')[0] ?? each, message: `${each} is not known` })),
  });
}

/** Licences hold commas themselves, so that one which stands beside others is taken as it is written. */
function valuesOf(search: URLSearchParams, facet: Facet): string[] {
  const given = search.getAll(facet);
  if (facet !== 'licence') return given.flatMap((value) => value.split(',')).map((value) => value.trim());
  return given.length > 1 ? given : given.flatMap((value) => value.split(/,(?!\s)/));
}
