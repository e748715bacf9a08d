import type { StackCandidate } from '../../../domain/stack/stack-candidate.ts';
import type { StackClash } from '../../../domain/stack/stack-clash.ts';
import type { StackProblem } from '../../../domain/stack/stack-problem.ts';
import type { StackProduct } from '../../../domain/stack/stack-product.ts';
import type { StackReport } from '../../../domain/stack/stack-report.ts';
import type { StackRubric } from '../../../domain/stack/stack-rubric.ts';
import type { StackState } from '../../../domain/stack/stack-state.ts';

/** Everything that the Stack Builder shows of one state, on a server or in a browser that has the catalogue. */
export interface StackShown {
  report: StackReport;
  /** What of the address could not be followed. */
  problems: readonly StackProblem[];
  /** Of the slot that is looked at, best first; empty where none is. */
  candidates: readonly StackCandidate[];
  /** Why that slot, or with none the whole stack, cannot be filled; null where it can. */
  clash: StackClash | null;
  /** What was chosen from: the whole catalogue, or of one with real products those and the invented ones that are placed. */
  products: readonly StackProduct[];
  /** Invented products that were left out of these, by category. */
  aside: ReadonlyMap<string, number>;
  rubric: StackRubric;
  /** The address of a state on this page. */
  address: (state: StackState) => string;
  /** Prefix of links to our other pages. */
  base: string;
  /** Addresses of the same stack, to be kept or handed on; null for a form that is not served here. */
  taken: { link: string; markdown: string | null; json: string | null };
}
