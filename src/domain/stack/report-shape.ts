import type { Citation, Claim } from '../analysis.ts';
import type { FrameworkId, Layer, RiskSeverity } from '../closed-lists.ts';
import type { GapSeverity } from '../rubric.ts';
import type { ProductName, StackCandidate } from './stack-candidate.ts';
import type { StackFill } from './stack-fill.ts';
import type { StackProblem } from './stack-problem.ts';
import type { StackState } from './stack-state.ts';

/** The place of a category in the stack. */
export interface StackSlot {
  category: string;
  name: string;
  layer: Layer;
  role: string;
  /** Under this state. */
  severity: GapSeverity;
  /** Why the severity is what it is, such as "healthcare raises it to critical"; empty where it always is. */
  because: string;
  /** What stands in it; null while it is open. */
  filled: (StackCandidate & { by: 'person' | 'fill' }) | null;
  /** Products of the category in the catalogue, and those that pass. */
  candidates: number;
  passing: number;
}

export interface StackLayer {
  id: Layer;
  name: string;
  slots: StackSlot[];
}

/** A needed slot that is open. */
export type StackGap = Pick<StackSlot, 'category' | 'name' | 'layer' | 'because' | 'candidates' | 'passing'> & {
  severity: Exclude<GapSeverity, 'not-required'>;
};

/** How many needed slots of a severity there are, and how many are filled. */
export interface Coverage {
  needed: number;
  filled: number;
}

/** The lowest level of a dimension over the stack, and who has it. */
export interface StackDimension {
  id: string;
  letter: string;
  name: string;
  framework: FrameworkId;
  /** Null where a product was not assessed in it. */
  level: number | null;
  max: number;
  share: number;
  causes: ProductName[];
}

export interface StackRisk extends ProductName {
  severity: RiskSeverity;
  risk: Claim;
  mitigation: Claim;
}

/** What the documents of `by` say about `of`: the name as it stands there, and where. */
export interface IntegrationSide {
  by: ProductName;
  of: ProductName;
  name: string;
  citations: Citation[];
}

/** Two products of the stack that documents join: by both vendors' documents, or by one vendor's. */
export interface StackIntegration {
  products: [ProductName, ProductName];
  sides: 1 | 2;
  /** One a side that says so. */
  says: IntegrationSide[];
}

/** Whether every product of the stack passes the context. */
export interface StackContext {
  id: string;
  name: string;
  needs: { inpact: number; goals: number };
  /** Null while nothing stands in the stack. */
  passes: boolean | null;
  failing: (ProductName & { why: string[] })[];
}

/** Everything about a stack that a page, an export or a program shows. */
export interface StackReport {
  state: StackState;
  /** Placed products that are not in the catalogue, or not in that category. */
  problems: StackProblem[];
  /** L1 to L7. */
  layers: StackLayer[];
  coverage: Coverage & { bySeverity: Record<StackGap['severity'], Coverage> };
  /** By severity, then in the order in which the industry closes layers. */
  gaps: StackGap[];
  /** All eleven, in the rubric's order; empty while nothing stands. */
  dimensions: StackDimension[];
  /** Those of them with the smallest share. */
  weakest: StackDimension[];
  /** Critical first. */
  risks: StackRisk[];
  integrations: StackIntegration[];
  context: StackContext | null;
  /** Why each was chosen; null unless the state asks to be filled. */
  fill: StackFill | null;
  /** Standing products whose details were not handed in: nothing is said of their risks and integrations. */
  unread: ProductName[];
}
