import type { ContextId, PriceKind } from '../closed-lists.ts';

/** A product in the slot of its category. */
export interface Placement {
  category: string;
  slug: string;
}

/** What a person has chosen: the whole of it stands in the address (`stackAddress`), in canonical order. */
export interface StackState {
  /** An industry of the rubric; `default` where none was chosen. */
  industry: string;
  /** The thresholds that every product has to pass; null for none. */
  context: ContextId | null;
  /** Ids of conditions that hold, in the rubric's order; see `stackConditions`. */
  conditions: readonly string[];
  /** Least INPACT and GOALS totals of the person's own, beside those of the context. */
  leastInpact: number | null;
  leastGoals: number | null;
  openSource: boolean;
  /** Price kinds that are welcome; empty for any. */
  prices: readonly PriceKind[];
  /** Only products that a documented integration joins to another of the stack. */
  linked: boolean;
  /** One a category, in the rubric's order. */
  placed: readonly Placement[];
  /** Slugs that may not be chosen, in code-unit order. */
  excluded: readonly string[];
  /** Whether the needed slots that are open are filled with the best that pass. */
  fill: boolean;
  /** A day or an instant, as it was asked for; null for what is published today. */
  asOf: string | null;
  /** The category that is looked at; no choice of the stack depends on it. */
  slot: string | null;
}

/** Nothing chosen yet. */
export const emptyStack: StackState = {
  industry: 'default',
  context: null,
  conditions: [],
  leastInpact: null,
  leastGoals: null,
  openSource: false,
  prices: [],
  linked: false,
  placed: [],
  excluded: [],
  fill: false,
  asOf: null,
  slot: null,
};
