import type { StackProduct } from './stack-product.ts';
import type { StackRubric } from './stack-rubric.ts';
import type { StackState } from './stack-state.ts';

/** A catalogue and what is asked of it. */
export interface StackQuestion {
  readonly products: readonly StackProduct[];
  /** Invented products that were left out of these, by category; none where it is absent. */
  readonly aside?: ReadonlyMap<string, number>;
  readonly state: StackState;
  readonly rubric: StackRubric;
}
