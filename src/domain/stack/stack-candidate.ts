import type { FrameworkTotal } from '../levels.ts';
import type { ConstraintId } from './stack-constraint.ts';

/** A product by its name. */
export interface ProductName {
  slug: string;
  name: string;
}

/** The smallest level of a product as a share of its maximum, over both frameworks. */
export interface WeakestLink {
  /** From 0 to 1; 0 where a dimension was not assessed. */
  share: number;
  /** The first such dimension in the rubric's order. */
  dimension: string;
  /** Null where it was not assessed. */
  level: number | null;
  max: number;
}

/** A constraint that a product does not meet, in words with figures. */
export interface Failing {
  constraint: ConstraintId;
  text: string;
}

/** A documented integration with a product that stands: 2 where both vendors' documents name the other, else 1. */
export interface Joint extends ProductName {
  sides: 1 | 2;
}

/** A product that could stand in a slot, or does. */
export interface StackCandidate extends ProductName {
  category: string;
  version: number;
  /** Whether it belongs to nobody: there to try Assay with. */
  invented: boolean;
  licence: string;
  price: string;
  inpact: FrameworkTotal;
  goals: FrameworkTotal;
  weakest: WeakestLink;
  passes: boolean;
  /** Empty where it passes. */
  fails: Failing[];
  /** With what stands in the other slots. */
  joints: Joint[];
}
