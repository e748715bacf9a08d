import type { StackProduct } from '../../../src/domain/stack/stack-product.ts';
import type { StackQuestion } from '../../../src/domain/stack/stack-question.ts';

/** What docs/stack-builder.md says, done in the plainest way: every filling is looked at. Shares no code with the solver. */

type Product = StackProduct;

interface Slot {
  id: string;
  severity: string;
}

/** The severities of all categories under a state. */
export function plainSlots({ state, rubric }: StackQuestion): Slot[] {
  const raised = rubric.stack.industries.find(({ id }) => id === state.industry)?.raises ?? [];
  return rubric.stack.layers
    .flatMap(({ categories }) => categories)
    .map(({ id, severity, only }) => {
      if (raised.includes(id)) return { id, severity: 'critical' };
      return { id, severity: only !== '' && !state.conditions.includes(only) ? 'not-required' : severity };
    });
}

const whole = ({ inpact, goals }: Product['card']) => inpact.assessed === inpact.of && goals.assessed === goals.of;

/** Whether a product meets one constraint by itself. */
export function meets(product: Product, constraint: string, { state, rubric }: StackQuestion): boolean {
  const { card, slug } = product;
  if (constraint === 'context') {
    const needs = rubric.stack.contexts.find(({ id }) => id === state.context);
    return !needs || (whole(card) && card.inpact.total >= needs.inpact && card.goals.total >= needs.goals);
  }
  if (constraint === 'least-inpact')
    return card.inpact.assessed === card.inpact.of && card.inpact.total >= (state.leastInpact ?? 0);
  if (constraint === 'least-goals')
    return card.goals.assessed === card.goals.of && card.goals.total >= (state.leastGoals ?? 0);
  if (constraint === 'open-source') return card.licence !== 'BUSL-1.1';
  if (constraint === 'price') return state.prices.includes(card.price.kind);
  if (constraint.startsWith('out:')) return slug !== constraint.slice(4);
  if (constraint.startsWith('in:')) {
    const pin = state.placed.find(({ category }) => `in:${category}` === constraint);
    return card.category !== pin?.category || slug === pin.slug;
  }
  return true;
}

/** The ids of a state's constraints. */
export function constraintsOf({ state }: StackQuestion): string[] {
  return [
    ...(state.context ? ['context'] : []),
    ...(state.leastInpact === null ? [] : ['least-inpact']),
    ...(state.leastGoals === null ? [] : ['least-goals']),
    ...(state.openSource ? ['open-source'] : []),
    ...(state.prices.length > 0 ? ['price'] : []),
    ...(state.linked ? ['linked'] : []),
    ...state.excluded.map((slug) => `out:${slug}`),
    ...state.placed.map(({ category }) => `in:${category}`),
  ];
}

const bare = (name: string): string => name.toLowerCase().replace(/^apache /, '');

/** Whether the documents of one product name another. */
function names(one: Product, other: Product): boolean {
  return one.card.integrates.some((name) => bare(name) === bare(other.card.name) || name === other.slug);
}

/** How many vendors' documents join two products of different categories. */
export function sides(a: Product, b: Product): number {
  if (a.card.category === b.card.category) return 0;
  return (names(a, b) ? 1 : 0) + (names(b, a) ? 1 : 0);
}

function shareOf({ card }: Product): number {
  return Math.min(...[...card.inpact.dimensions, ...card.goals.dimensions].map(({ level, max }) => (level ?? 0) / max));
}

const sum = (numbers: number[]): number => numbers.reduce((a, b) => a + b, 0);

/** The best filling: a slug or null for each open category. */
export function bruteForceFill(question: StackQuestion): Map<string, string | null> {
  const { products, state } = question;
  const slots = plainSlots(question);
  const placed = products.filter(({ slug, card }) =>
    state.placed.some((pin) => pin.slug === slug && pin.category === card.category),
  );
  const open = slots.filter(
    ({ id, severity }) => severity !== 'not-required' && !placed.some(({ card }) => card.category === id),
  );
  const asks = constraintsOf(question).filter((constraint) => !constraint.startsWith('in:'));
  const choices = open.map(({ id }): (Product | null)[] => [
    null,
    ...products.filter(
      (each) => each.card.category === id && asks.every((constraint) => meets(each, constraint, question)),
    ),
  ]);

  let best: { worth: number[]; slugs: (string | null)[] } | null = null;
  for (const filling of combinations(choices)) {
    const chosen = filling.filter((each) => each !== null);
    const stack = [...placed, ...chosen];
    if (state.linked && chosen.some((each) => !stack.some((other) => sides(each, other) > 0))) continue;
    const count = (severity: string): number =>
      filling.filter((each, at) => each && open[at]?.severity === severity).length;
    const pairs = stack.flatMap((a, at) => stack.slice(at + 1).map((b) => sides(a, b)));
    const worth = [
      count('critical'),
      count('high'),
      count('medium'),
      count('low'),
      Math.min(1, ...chosen.map(shareOf)),
      sum(pairs),
      sum(stack.map(({ card }) => card.inpact.total)),
      sum(stack.map(({ card }) => card.goals.total)),
    ];
    const slugs = filling.map((each) => each?.slug ?? null);
    if (best === null || isBetter({ worth, slugs }, best)) best = { worth, slugs };
  }
  return new Map(open.map(({ id }, at) => [id, best?.slugs[at] ?? null]));
}

function isBetter(one: { worth: number[]; slugs: (string | null)[] }, other: typeof one): boolean {
  for (const [at, worth] of one.worth.entries()) {
    if (worth !== other.worth[at]) return worth > (other.worth[at] ?? 0);
  }
  for (const [at, slug] of one.slugs.entries()) {
    const there = other.slugs[at] ?? null;
    if (slug !== there) return slug !== null && (there === null || slug < there);
  }
  return false;
}

function* combinations<T>(lists: T[][]): Generator<T[]> {
  const [first, ...rest] = lists;
  if (!first) {
    yield [];
    return;
  }
  for (const item of first) for (const others of combinations(rest)) yield [item, ...others];
}

/**
 * Whether a slot, or with null everything that is needed or placed, can be filled under some constraints: every filling of
 * every slot is looked at, the empty one too. For a slot alone, what was placed elsewhere stands whether it passes or not.
 */
export function bruteForcePossible(question: StackQuestion, slot: string | null, kept: readonly string[]): boolean {
  const { products, state } = question;
  const pinOf = (category: string): Product | undefined =>
    products.find(({ slug, card }) =>
      state.placed.some((pin) => pin.slug === slug && pin.category === category && card.category === category),
    );
  const passes = (each: Product): boolean => kept.every((constraint) => meets(each, constraint, question));
  const there = plainSlots(question).filter(
    ({ id, severity }) => severity !== 'not-required' || pinOf(id) !== undefined || id === slot,
  );
  const inCategory = (id: string): Product[] => products.filter(({ card }) => card.category === id);
  const choices = there.map(({ id }): (Product | null)[] => {
    if (slot === null) return inCategory(id).length === 0 ? [null] : inCategory(id).filter(passes);
    if (id === slot) return inCategory(id).filter(passes);
    return [null, ...inCategory(id).filter((each) => passes(each) || each === pinOf(id))];
  });
  for (const filling of combinations(choices)) {
    const chosen = filling.filter((each) => each !== null);
    if (!kept.includes('linked')) return true;
    const asked = slot === null ? chosen : chosen.filter(({ card }) => card.category === slot);
    if (asked.every((each) => chosen.some((other) => sides(each, other) > 0))) return true;
  }
  return false;
}

/** The size of the smallest set of constraints under which it is not possible; null where it is under all of them. */
export function bruteForceClash(question: StackQuestion, slot: string | null): number | null {
  const constraints = constraintsOf(question);
  if (bruteForcePossible(question, slot, constraints)) return null;
  const clashing = subsets(constraints).filter((kept) => !bruteForcePossible(question, slot, kept));
  return Math.min(...clashing.map(({ length }) => length));
}

function subsets<T>(items: readonly T[]): T[][] {
  let all: T[][] = [[]];
  for (const item of items) all = all.flatMap((each) => [each, [...each, item]]);
  return all;
}
