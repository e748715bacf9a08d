import type { Joint, ProductName } from './stack-candidate.ts';
import type { StackState } from './stack-state.ts';

/** Why a product was chosen for a slot. */
export interface FillChoice extends ProductName {
  category: string;
  /** Products of the category; those of them that pass; those of these that keep the weakest link of what is filled in. */
  candidates: number;
  passing: number;
  keeping: number;
  joints: Joint[];
  /** One or two sentences. */
  reason: string;
}

/** The needed slots filled with the best that pass, what was placed kept. */
export interface StackFill {
  /** `best`: no other filling is better by the order of docs/stack-builder.md. `not-proven-best`: the work was cut short. */
  proof: 'best' | 'not-proven-best';
  /** In the rubric's order. */
  choices: FillChoice[];
  /** Needed categories that stay open. */
  open: string[];
  /** The state in which the choices are placed by hand, to be kept and shared. */
  kept: StackState;
}
