import { isInvented } from '../invented.ts';
import { type RecentlyUsed, recentlyUsed } from '../recently-used.ts';
import type { StackProduct } from './stack-product.ts';
import type { StackState } from './stack-state.ts';

/** States that place different invented products; more than a person tries at a time. */
const mostKept = 8;
const known = new WeakMap<readonly StackProduct[], RecentlyUsed<readonly StackProduct[]>>();

/**
 * The products that a stack is chosen from. Nobody can run an invented product: as soon as a real one is published they are
 * left out, but for those that the state places or excludes, which an address may name. The same list for the same products and placements, so that what is worked
 * out about a list is found again.
 */
export function stackChoice<T extends StackProduct>(
  products: readonly T[],
  { placed, excluded }: Pick<StackState, 'placed' | 'excluded'>,
): readonly T[] {
  const isReal = ({ card }: T): boolean => !isInvented(card.homepage);
  if (!products.some(isReal) || products.every(isReal)) return products;
  const chosen = new Set([...placed.map(({ slug }) => slug), ...excluded]);
  const mine = products.filter((product) => !isReal(product) && chosen.has(product.slug)).map(({ slug }) => slug);
  const lists = (known.get(products) as RecentlyUsed<readonly T[]> | undefined) ?? recentlyUsed<readonly T[]>(mostKept);
  known.set(products, lists);
  const key = mine.join(' ');
  const seen = lists.get(key);
  if (seen) return seen;
  const list = products.filter((product) => isReal(product) || chosen.has(product.slug));
  lists.set(key, list, 1);
  return list;
}
