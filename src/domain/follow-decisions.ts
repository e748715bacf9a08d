import type { Analysis, DimensionResult, Flag, FrameworkResult } from './analysis.ts';
import { canonicalJson } from './digest.ts';
import { movedFlags, type PublishedLevels } from './level-moves.ts';
import { contextResults, dimensionLevel, frameworkTotal, raises } from './levels.ts';
import { lint } from './lint.ts';
import type { Framework, Rubric } from './rubric.ts';
import { staleFlags } from './stale-statements.ts';
import { thinFlags } from './thin-flags.ts';

/** What an edited document is computed against. */
export interface EditGround {
  /** The document that was edited. */
  before: Analysis;
  /** Of the publication that stands; empty where there is none. */
  published: PublishedLevels;
  rubric: Rubric;
}

/**
 * The edited document with everything that follows from its decisions computed afresh: levels, totals, bands, contexts,
 * what would raise the score, and the flags that code can tell by looking at the document. A flag that a person resolved
 * does not come back by itself, and one that no longer holds goes.
 */
export function followDecisions(edited: Analysis, { before, published, rubric }: EditGround): Analysis {
  const inpact = counted(edited.frameworks.inpact, rubric.inpact);
  const goals = counted(edited.frameworks.goals, rubric.goals);
  const computed: Analysis = {
    ...edited,
    frameworks: { inpact, goals },
    contexts: contextResults(rubric.stack, { inpact, goals }),
    raise: [...raised(inpact, rubric.inpact), ...raised(goals, rubric.goals)],
  };
  const moved = movedFlags(followedFlags(computed, before), computed, { before, published });
  const flags = staleFlags(moved, computed, { before, rubric });
  return { ...computed, flags: [...flags, ...lint(computed, rubric)] };
}

function counted(result: FrameworkResult, framework: Framework): FrameworkResult {
  const levels = result.dimensions.map((dimension) => dimensionLevel(framework, dimension, decisionsOf([dimension])));
  const dimensions = result.dimensions.map((dimension, index) => ({ ...dimension, ...levels[index] }));
  return { ...frameworkTotal(framework, levels), dimensions };
}

function raised({ dimensions }: FrameworkResult, { id, levels }: Framework) {
  return raises({ id, levels, dimensions }, decisionsOf(dimensions));
}

function decisionsOf(dimensions: readonly DimensionResult[]) {
  return new Map(dimensions.flatMap(({ checks }) => checks.map(({ id, decision }) => [id, decision] as const)));
}

function followedFlags(computed: Analysis, before: Analysis): Flag[] {
  const was = thinFlags(before);
  const is = thinFlags(computed);
  const gone = new Set(was.filter((flag) => !holds(is, flag)).map(canonicalJson));
  const come = is.filter((flag) => !holds(was, flag));
  const kept = computed.flags.filter((flag) => flag.kind !== 'lint' && !gone.has(canonicalJson(flag)));
  return [...kept, ...come];
}

function holds(flags: readonly Flag[], flag: Flag): boolean {
  const wanted = canonicalJson(flag);
  return flags.some((other) => canonicalJson(other) === wanted);
}
