import type { ProductName } from './stack-candidate.ts';
import type { ConstraintId } from './stack-constraint.ts';
import type { StackState } from './stack-state.ts';

/** One constraint of a clash, and what the stack would be without it. */
export interface ClashPart {
  constraint: ConstraintId;
  /** As a noun phrase with its figures, such as "healthcare: INPACT 28 and GOALS 20". */
  text: string;
  /** The state without it. */
  without: StackState;
  /** Products of the blocked slots that would pass then, best first: the first few, and how many there are. */
  letsIn: (ProductName & { category: string })[];
  letsInCount: number;
  /** Whether everything that was asked for is possible then; null where the work ran out before that was found out. */
  possible: boolean | null;
  /** What dropping it lets in, as one sentence. */
  effect: string;
}

/** The smallest set of constraints that cannot all be met; without any one of them this set could be. */
export interface StackClash {
  /** The category that was asked about; null for the whole stack. */
  slot: string | null;
  /**
   * `not-proven-smallest`: the work was cut short; what is named clashes, and a smaller set may too. `not-known`: it was cut
   * short before anything was found, and nothing is named.
   */
  proof: 'smallest' | 'not-proven-smallest' | 'not-known';
  /** Categories in which nothing passes; empty where each could be filled, but not all at once. */
  blocked: string[];
  /** Empty where the catalogue has no product of the category at all, and where nothing is known. */
  parts: ClashPart[];
  /** The clash as one or two sentences. */
  text: string;
}
