import { type CatalogueQuery, type Facet, facets, type Sorting } from './catalogue-query.ts';
import type { FrameworkCard, ListedPublication } from './publication-card.ts';
import type { Rubric } from './rubric.ts';
import { spdxSpelling } from './spdx-spelling.ts';

/** A condition of a query: what was searched, or one facet. */
export type Condition = 'words' | Facet;

/** One page of what a query asks for, and what its filters would give. */
export interface ChosenCards {
  shown: readonly ListedPublication[];
  /** All that fit, in the order asked for. */
  fitting: readonly ListedPublication[];
  /** How many fit the query. */
  total: number;
  /** How many there are, whatever was asked. */
  all: number;
  page: number;
  pages: number;
  /** How many fit where a value is chosen beside everything else that was asked; values that no product has are left out. */
  counts: Readonly<Record<Facet, ReadonlyMap<string, number>>>;
  /** How many fit without one condition, of those that were set. */
  without: ReadonlyMap<Condition, number>;
}

/** Products on a page: two dozen cards fill two or three screens in rows of two, three or four; a line of a table is short. */
const pageSize: Record<CatalogueQuery['view'], number> = { cards: 24, table: 50 };

/**
 * What a query asks for of these cards, which come by name. `found` are the products that say the words, by rank; null where
 * no words were asked for. Values of one facet add up (this or that), facets narrow each other, and every context asked for
 * must be passed.
 */
export function chosenCards(
  cards: readonly ListedPublication[],
  query: CatalogueQuery,
  { stack }: Pick<Rubric, 'stack'>,
  found: ReadonlyMap<string, number> | null,
): ChosenCards {
  const asked = new Map(facets.map((facet) => [facet, new Set<string>(query[facet])]));
  const counted: Record<Facet, Map<string, number>> = {
    ...{ layer: new Map(), category: new Map(), price: new Map(), licence: new Map(), type: new Map() },
    passes: new Map(stack.contexts.map(({ id }) => [id, 0])),
  };
  const without = new Map<Condition, number>(
    (['words', ...facets] as const).filter((each) => isSet(query, each)).map((each) => [each, 0]),
  );
  const fitting: ListedPublication[] = [];
  for (const card of cards) {
    const values = valuesOf(card);
    const failing: Condition[] = found && !found.has(card.slug) ? ['words'] : [];
    for (const facet of facets) {
      const wanted = asked.get(facet);
      if (wanted && wanted.size > 0 && !fits(facet, values[facet], wanted)) failing.push(facet);
      if (failing.length > 1) break;
    }
    if (failing.length > 1) continue;
    const [only] = failing;
    if (only === undefined) fitting.push(card);
    for (const facet of facets) {
      // A context more narrows what is passed; a value more of any other facet adds to it.
      const isCounted = only === undefined || (only === facet && facet !== 'passes');
      if (isCounted) for (const value of values[facet]) add(counted[facet], value);
    }
    for (const condition of without.keys()) {
      if (only === undefined || only === condition) without.set(condition, (without.get(condition) ?? 0) + 1);
    }
  }
  const size = pageSize[query.view];
  const pages = Math.max(1, Math.ceil(fitting.length / size));
  const page = Math.min(query.page, pages);
  const sorted = inOrder(fitting, query.sort, found);
  return {
    ...{
      shown: sorted.slice((page - 1) * size, page * size),
      fitting: sorted,
      total: fitting.length,
      all: cards.length,
    },
    ...{ page, pages, counts: counted, without },
  };
}

/** Whether a query sets a condition. */
export function isSet(query: CatalogueQuery, condition: Condition): boolean {
  return condition === 'words' ? query.words !== '' : query[condition].length > 0;
}

function valuesOf({ card }: ListedPublication): Record<Facet, readonly string[]> {
  return {
    layer: [card.layer],
    category: [card.category],
    price: [card.price.kind],
    licence: [spdxSpelling(card.licence)],
    type: [card.entryType],
    passes: card.contexts.filter(({ inpact, goals }) => inpact.pass && goals.pass).map(({ id }) => id),
  };
}

function fits(facet: Facet, values: readonly string[], wanted: ReadonlySet<string>): boolean {
  if (facet !== 'passes') return values.some((value) => wanted.has(value));
  const passed = new Set(values);
  return [...wanted].every((value) => passed.has(value));
}

function add(counts: Map<string, number>, value: string): void {
  counts.set(value, (counts.get(value) ?? 0) + 1);
}

/** Of equal ones the order of the list, which is by name. */
function inOrder(
  cards: readonly ListedPublication[],
  sort: Sorting,
  found: ReadonlyMap<string, number> | null,
): readonly ListedPublication[] {
  if (sort === 'name' || (sort === 'match' && !found)) return cards;
  const before: Record<Exclude<Sorting, 'name'>, (a: ListedPublication, b: ListedPublication) => number> = {
    match: (a, b) => (found?.get(b.slug) ?? 0) - (found?.get(a.slug) ?? 0),
    inpact: (a, b) => byPoints(a.card.inpact, b.card.inpact),
    goals: (a, b) => byPoints(a.card.goals, b.card.goals),
    fresh: (a, b) => Date.parse(b.card.readAt) - Date.parse(a.card.readAt),
  };
  return cards.toSorted(before[sort]);
}

/**
 * By points, most first: what was not assessed adds none, so that nothing leads by what nobody could read. Of equal points
 * the greater share of what was assessed comes first.
 */
function byPoints(a: FrameworkCard, b: FrameworkCard): number {
  const share = ({ total, max }: FrameworkCard): number => (max === 0 ? 0 : total / max);
  return b.total - a.total || share(b) - share(a);
}
