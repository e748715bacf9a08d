import fc from 'fast-check';
import type { PriceKind } from '../../../src/domain/closed-lists.ts';
import type { FrameworkCard } from '../../../src/domain/publication-card.ts';
import type { StackProduct } from '../../../src/domain/stack/stack-product.ts';
import type { StackQuestion } from '../../../src/domain/stack/stack-question.ts';
import type { StackRubric } from '../../../src/domain/stack/stack-rubric.ts';
import { emptyStack } from '../../../src/domain/stack/stack-state.ts';

/** A rubric of five categories: one of each severity, one under a condition, one that an industry raises. */
export const smallRubric: StackRubric = {
  digest: 'f'.repeat(64),
  version: 1,
  inpact: {
    name: 'INPACT',
    dimensions: [dimension('inpact.instant', 'I', 'Instant'), dimension('inpact.natural', 'N', 'Natural')],
  },
  goals: {
    name: 'GOALS',
    dimensions: [dimension('goals.governance', 'G', 'Governance'), dimension('goals.solid', 'S', 'Solid')],
  },
  stack: {
    version: 1,
    layers: [
      {
        id: 'L1',
        name: 'Storage',
        categories: [category('vector', 'critical'), category('warehouse', 'high', 'analytics')],
      },
      { id: 'L2', name: 'Fabric', categories: [category('bus', 'medium')] },
      { id: 'L5', name: 'Governance', categories: [category('policy', 'high')] },
      {
        id: 'L7',
        name: 'Orchestration',
        categories: [category('testing', 'low'), category('ingestion', 'not-required')],
      },
    ],
    contexts: [
      { id: 'healthcare', name: 'Healthcare', inpact: 7, goals: 6 },
      { id: 'internal', name: 'Internal tools', inpact: 5, goals: 4 },
    ],
    industries: [
      { id: 'default', name: 'Any industry', order: ['L5', 'L1', 'L4', 'L3', 'L6', 'L2', 'L7'], raises: [] },
      {
        id: 'healthcare',
        name: 'Healthcare',
        order: ['L5', 'L6', 'L1', 'L4', 'L3', 'L7', 'L2'],
        raises: ['warehouse', 'testing'],
      },
    ],
  },
};

function dimension(id: string, letter: string, name: string) {
  return { id, letter, name };
}

function category(id: string, severity: 'critical' | 'high' | 'medium' | 'low' | 'not-required', only = '') {
  return { id, name: id, severity, only, role: '', upstream: '', downstream: '' };
}

export const smallCategories = smallRubric.stack.layers.flatMap(({ categories }) => categories.map(({ id }) => id));

interface Drawn {
  category: string;
  levels: (number | null)[];
  licence: string;
  price: 'free-oss' | 'paid';
  /** Which products its documents name, by place, and in which way. */
  names: { of: number; as: 'name' | 'slug' | 'apache' | 'unknown' }[];
}

/** A product of a few facts. */
export function product(place: number, drawn: Drawn): StackProduct {
  const [instant, natural, governance, solid] = drawn.levels;
  return {
    slug: slugOf(place),
    version: 1,
    card: {
      name: nameOf(place),
      layer:
        smallRubric.stack.layers.find(({ categories }) => categories.some(({ id }) => id === drawn.category))?.id ??
        'L1',
      category: drawn.category,
      licence: drawn.licence,
      price: { kind: drawn.price, note: '' },
      homepage: `https://${slugOf(place)}.test/`,
      inpact: framework(6, [
        ['inpact.instant', instant ?? null],
        ['inpact.natural', natural ?? null],
      ]),
      goals: framework(5, [
        ['goals.governance', governance ?? null],
        ['goals.solid', solid ?? null],
      ]),
      integrates: drawn.names.map(({ of, as }) => wayOf[as](of)),
    },
  };
}

// Slugs are out of the order of names and places, so that no order stands in for another.
const slugs = ['mole', 'adder', 'zebra', 'crow', 'lynx', 'bear', 'yak', 'eel', 'newt', 'ibis', 'fox', 'wren'];
const slugOf = (place: number): string => `${slugs[place % slugs.length]}-db`;
// Every third product is an Apache project, whose documents and those of others leave that out at times.
const nameOf = (place: number): string => (place % 3 === 0 ? `Apache Product ${place}` : `Product ${place}`);
const wayOf: Record<Drawn['names'][number]['as'], (place: number) => string> = {
  name: nameOf,
  slug: slugOf,
  apache: (place) => (place % 3 === 0 ? `Product ${place}` : `apache product ${place}`),
  unknown: (place) => `Product ${place} Cloud`,
};

function framework(most: number, levels: [id: string, level: number | null][]): FrameworkCard {
  const assessed = levels.flatMap(([, level]) => (level === null ? [] : [level]));
  return {
    total: assessed.reduce((sum, level) => sum + level, 0),
    max: assessed.length * most,
    assessed: assessed.length,
    of: levels.length,
    band: null,
    dimensions: levels.map(([id, level]) => ({ id, level, max: most })),
  };
}

const level = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 2, max: 5 }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

const products = fc
  .array(
    fc.record({
      category: fc.constantFrom(...smallCategories),
      levels: fc.array(level, { minLength: 4, maxLength: 4 }),
      licence: fc.constantFrom('Apache-2.0', 'MIT', 'BUSL-1.1'),
      price: fc.constantFrom('free-oss' as const, 'paid' as const),
      names: fc.array(
        fc.record({
          of: fc.nat({ max: slugs.length - 1 }),
          as: fc.constantFrom('name' as const, 'name' as const, 'slug' as const, 'apache' as const, 'unknown' as const),
        }),
        { maxLength: 4 },
      ),
    }),
    { maxLength: slugs.length },
  )
  .map((drawn) => drawn.map((each, place) => product(place, each)));

const sometimes = <T>(arbitrary: fc.Arbitrary<T>, otherwise: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(otherwise) }, { weight: 1, arbitrary });

/** A small catalogue and a state with any mix of constraints, placements and exclusions. */
export const smallQuestion: fc.Arbitrary<StackQuestion> = products.chain((all) => {
  const slugsThere = all.map(({ slug }) => slug);
  const some =
    slugsThere.length === 0
      ? fc.constant<string[]>([])
      : fc.uniqueArray(fc.constantFrom(...slugsThere), { maxLength: 3 });
  return fc
    .record({
      industry: sometimes(fc.constant('healthcare'), 'default'),
      context: sometimes(fc.constantFrom('healthcare' as const, 'internal' as const), null),
      conditions: sometimes(fc.constant<string[]>(['analytics']), []),
      leastInpact: sometimes(fc.integer({ min: 4, max: 8 }), null),
      leastGoals: sometimes(fc.integer({ min: 4, max: 8 }), null),
      openSource: sometimes(fc.constant(true), false),
      prices: sometimes(fc.constant<PriceKind[]>(['free-oss']), []),
      linked: fc.boolean(),
      placed: sometimes(some, []),
      excluded: sometimes(some, []),
    })
    .map(({ placed, excluded, ...rest }) => ({
      products: all,
      rubric: smallRubric,
      state: {
        ...emptyStack,
        ...rest,
        placed: smallCategories.flatMap((id) => {
          const there = all.find(({ slug, card }) => placed.includes(slug) && card.category === id);
          return there ? [{ category: id, slug: there.slug }] : [];
        }),
        excluded: [...excluded].sort(),
      },
    }));
});
