import { isInvented } from '../invented.ts';
import { type RecentlyUsed, recentlyUsed } from '../recently-used.ts';
import type { StackProduct } from './stack-product.ts';
import type { StackState } from './stack-state.ts';

/** The products that a stack is chosen from, and how many invented ones were left out, by category. */
export interface StackChoice<T extends StackProduct> {
  products: readonly T[];
  aside: ReadonlyMap<string, number>;
}

/** States that place different invented products; more than a person tries at a time. */
const mostKept = 8;
const known = new WeakMap<readonly StackProduct[], RecentlyUsed<StackChoice<StackProduct>>>();

const nothing: ReadonlyMap<string, number> = new Map();

/**
 * The products that a stack is chosen from. Nobody can run an invented product: as soon as a real one is published they are
 * left out, but for those that the state places or excludes, which an address may name. The same list for the same products and placements, so that what is worked
 * out about a list is found again.
 */
export function stackChoice<T extends StackProduct>(
  products: readonly T[],
  { placed, excluded }: Pick<StackState, 'placed' | 'excluded'>,
): StackChoice<T> {
  const isReal = ({ card }: T): boolean => !isInvented(card.homepage);
  if (!products.some(isReal) || products.every(isReal)) return { products, aside: nothing };
  const chosen = new Set([...placed.map(({ slug }) => slug), ...excluded]);
  const mine = products.filter((product) => !isReal(product) && chosen.has(product.slug)).map(({ slug }) => slug);
  const choices =
    (known.get(products) as RecentlyUsed<StackChoice<T>> | undefined) ?? recentlyUsed<StackChoice<T>>(mostKept);
  known.set(products, choices);
  const key = mine.join(' ');
  const seen = choices.get(key);
  if (seen) return seen;
  const stays = (product: T): boolean => isReal(product) || chosen.has(product.slug);
  const aside = new Map<string, number>();
  for (const product of products) {
    const { category } = product.card;
    if (!stays(product)) aside.set(category, (aside.get(category) ?? 0) + 1);
  }
  const choice = { products: products.filter(stays), aside };
  choices.set(key, choice, 1);
  return choice;
}
