import type { ContextId, EntryType, Layer, PriceKind } from './closed-lists.ts';
import type { Rubric } from './rubric.ts';
import { spdxSpelling } from './spdx-spelling.ts';
import { entryTypeWords, priceWords } from './vendor-words.ts';

/** What a catalogue is filtered by, as its addresses call it. */
export const facets = ['layer', 'category', 'price', 'licence', 'type', 'passes'] as const;
export type Facet = (typeof facets)[number];

const sortings = ['match', 'inpact', 'goals', 'name', 'fresh'] as const;
export type Sorting = (typeof sortings)[number];

/** What somebody asked of the catalogue. Equal addresses ask the same. */
export interface CatalogueQuery {
  /** What was typed into the search box; empty for nothing. */
  words: string;
  layer: Layer[];
  category: string[];
  price: PriceKind[];
  licence: string[];
  type: EntryType[];
  /** Contexts that a product passes, all of them. */
  passes: ContextId[];
  /** `match` is the order of a search, and by name where nothing is searched. */
  sort: Sorting;
  view: 'cards' | 'table';
  /** From 1. */
  page: number;
  /** The past time that is looked at, as it was written; empty for now. */
  asOf: string;
}

/** What was asked, and the parts of the address that mean nothing here, as `name=value`. */
export interface ReadCatalogueQuery {
  query: CatalogueQuery;
  unknown: string[];
}

/** Longer than anybody types; what is beyond is left out. */
const longestWords = 200;
/** Beyond any catalogue, and short enough to stay a whole number. */
const lastPage = 99_999;
/** Licences are free text of at most sixty characters where a product is described; more is no product's. */
const longestLicence = 60;
/** Licences that are offered and taken at once: each stands again in every link of the page, and nobody reads a longer list. */
export const mostLicences = 24;

/** Every other facet has a list of its own, which bounds it. */
const mostOf: Partial<Record<Facet, number>> = { licence: mostLicences };

/** Reads the query of an address. What it cannot mean is left out and named. */
export function readCatalogueQuery(params: URLSearchParams, { stack }: Pick<Rubric, 'stack'>): ReadCatalogueQuery {
  const unknown: string[] = [];
  const known = {
    layer: new Set(stack.layers.map(({ id }) => id)),
    category: new Set(stack.layers.flatMap(({ categories }) => categories.map(({ id }) => id))),
    price: new Set(Object.keys(priceWords)),
    type: new Set(Object.keys(entryTypeWords)),
    passes: new Set(stack.contexts.map(({ id }) => id)),
  };
  const chosen = <T extends string>(name: Facet, isKnown: (value: string) => boolean): T[] => {
    const values = [...new Set(params.getAll(name))].filter((value) => value !== '').sort();
    const known = values.filter((value): value is T => isKnown(value)).slice(0, mostOf[name]);
    const taken = new Set<string>(known);
    for (const value of values) if (!taken.has(value)) unknown.push(`${name}=${value.slice(0, 40)}`);
    return known;
  };
  const listed = <T extends string>(name: keyof typeof known): T[] =>
    chosen<T>(name, (value) => (known[name] as Set<string>).has(value));
  const single = <T extends string>(name: string, values: readonly T[], otherwise: T): T => {
    const value = params.get(name) ?? '';
    const found = values.find((each) => each === value);
    if (!found && value !== '') unknown.push(`${name}=${value.slice(0, 40)}`);
    return found ?? otherwise;
  };
  const query: CatalogueQuery = {
    words: (params.get('q') ?? '').trim().replace(/\s+/g, ' ').slice(0, longestWords).trim(),
    layer: listed('layer'),
    category: listed('category'),
    price: listed('price'),
    licence: [...new Set(chosen('licence', (value) => value.length <= longestLicence).map(spdxSpelling))],
    type: listed('type'),
    passes: listed('passes'),
    sort: single('sort', sortings, 'match'),
    view: single('view', ['cards', 'table'], 'cards'),
    page: pageOf(params.get('page') ?? '', unknown),
    asOf: params.get('as-of') ?? '',
  };
  return { query, unknown };
}

function pageOf(text: string, unknown: string[]): number {
  if (text === '') return 1;
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number >= 1) return Math.min(number, lastPage);
  unknown.push(`page=${text.slice(0, 40)}`);
  return 1;
}

/** The query of an address that asks this: `?layer=L4&sort=inpact`, or nothing; always in the same order. */
export function catalogueAddress(query: CatalogueQuery): string {
  const params = new URLSearchParams();
  if (query.words !== '') params.set('q', query.words);
  for (const facet of facets) for (const value of query[facet].toSorted()) params.append(facet, value);
  if (query.sort !== 'match') params.set('sort', query.sort);
  if (query.view !== 'cards') params.set('view', query.view);
  if (query.page > 1) params.set('page', String(query.page));
  if (query.asOf !== '') params.set('as-of', query.asOf);
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
