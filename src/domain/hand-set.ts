import type { Analysis } from './analysis.ts';
import type { Baseline } from './run.ts';

/** A document in which persons may have set decisions and written words. */
export interface HandSet {
  analysis: Analysis;
  /** Checks whose decision or quotes a person set. */
  checks: readonly string[];
  /** Which document it is, to be put after "in". */
  from: string;
  /** Cited addresses that were missing at the reading before this one as well. */
  missing: readonly string[];
}

/**
 * What a whole new draft takes decisions and words of persons from: the draft that waits, which holds those of what is
 * published too, or else what is published. Null where there is neither.
 */
export function handSetOf({ waiting, published }: Pick<Baseline, 'waiting' | 'published'>): HandSet | null {
  if (waiting) {
    const { analysis, handSet: checks } = waiting;
    return { analysis, checks, from: 'the draft before this one', missing: published?.missing ?? [] };
  }
  if (!published) return null;
  const { analysis, handSet: checks, version, missing } = published;
  return { analysis, checks, from: `version ${version}`, missing };
}
