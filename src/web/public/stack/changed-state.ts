import { stackAddress } from '../../../domain/stack/stack-address.ts';
import type { StackRubric } from '../../../domain/stack/stack-rubric.ts';
import { emptyStack, type Placement, type StackState } from '../../../domain/stack/stack-state.ts';

/** The state with a product in the slot of its category, in place of what stood there; it is no longer left out. */
export function withPlaced(state: StackState, placement: Placement, { stack }: StackRubric): StackState {
  const order = stack.layers.flatMap(({ categories }) => categories.map(({ id }) => id));
  const others = state.placed.filter(({ category }) => category !== placement.category);
  const placed = [...others, placement].sort((a, b) => order.indexOf(a.category) - order.indexOf(b.category));
  return { ...state, placed, excluded: state.excluded.filter((slug) => slug !== placement.slug) };
}

/** The state with a slot emptied of what a person placed there. */
export function withoutPlaced(state: StackState, category: string): StackState {
  return { ...state, placed: state.placed.filter((placement) => placement.category !== category) };
}

/** The state in which a product may not be chosen, and is not placed. */
export function withExcluded(state: StackState, slug: string): StackState {
  const placed = state.placed.filter((placement) => placement.slug !== slug);
  return { ...state, placed, excluded: [...new Set([...state.excluded, slug])].sort() };
}

/** The state in which a product that was left out may be chosen again. */
export function withoutExcluded(state: StackState, slug: string): StackState {
  return { ...state, excluded: state.excluded.filter((each) => each !== slug) };
}

/** Whether nothing is asked of the stack yet; one product may stand in it, as an analysis leads here. */
export function isUnasked(state: StackState): boolean {
  const rest = { ...state, asOf: null, placed: state.placed.slice(1) };
  return stackAddress(rest) === stackAddress(emptyStack);
}
