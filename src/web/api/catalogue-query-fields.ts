import { z } from 'zod';
import { type CatalogueQuery, facets, readCatalogueQuery } from '../../domain/catalogue-query.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { Refused } from '../../errors.ts';

const listed = z.string().max(400).optional();

/** What the catalogue can be asked: words, filters and an order. Several values of one filter are parted by commas. */
export const CatalogueFields = z.object({
  q: z.string().max(200).optional(),
  layer: listed,
  category: listed,
  price: listed,
  licence: listed,
  type: listed,
  passes: listed,
  sort: z.enum(['match', 'inpact', 'goals', 'name', 'fresh']).optional(),
});

/** What was asked of the catalogue; null where nothing was. Throws `Refused` (422) for values that it does not know. */
export function askedOfCatalogue(fields: z.infer<typeof CatalogueFields>, rubric: Rubric): CatalogueQuery | null {
  const params = new URLSearchParams();
  for (const name of ['q', 'sort'] as const) if (fields[name]) params.set(name, fields[name]);
  for (const name of facets) for (const value of fields[name]?.split(',') ?? []) params.append(name, value.trim());
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
