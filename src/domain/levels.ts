import type { ContextResult, Raise } from './analysis.ts';
import type { DecisionValue } from './closed-lists.ts';
import type { Framework, Stack } from './rubric.ts';

/** What the decisions on a dimension's checks come to. */
export interface DimensionLevel {
  id: string;
  status: 'assessed' | 'not-assessed';
  /** Null where no check could be decided. */
  level: number | null;
  max: number;
}

export interface FrameworkTotal {
  total: number;
  /** Of the assessed dimensions only, so that "18 of 24" is fair to what could not be judged. */
  max: number;
  assessed: number;
  of: number;
  /** Null unless every dimension was assessed. */
  band: string | null;
}

/** What of a dimension counts: its checks by id. */
export interface Counted {
  id: string;
  checks: readonly { id: string }[];
}

/** A framework's table from checks met to level. */
export type LevelTable = Pick<Framework, 'id' | 'levels'>;

/** The decision on each check by check id; one that is absent counts as `no-evidence`. */
export type Decisions = ReadonlyMap<string, DecisionValue>;

/** The level of a dimension by the framework's table. Without any decided check there is none. */
export function dimensionLevel(framework: LevelTable, dimension: Counted, decisions: Decisions): DimensionLevel {
  const max = Math.max(...framework.levels);
  const decided = dimension.checks.some(({ id }) => (decisions.get(id) ?? 'no-evidence') !== 'no-evidence');
  if (!decided) return { id: dimension.id, status: 'not-assessed', level: null, max };
  const level = framework.levels[metIn(dimension, decisions)];
  if (level === undefined)
    throw new Error(`${framework.id} has no level for ${metIn(dimension, decisions)} checks met`);
  return { id: dimension.id, status: 'assessed', level, max };
}

/** Total, scale and band over the dimensions of a framework. */
export function frameworkTotal(framework: Framework, levels: readonly DimensionLevel[]): FrameworkTotal {
  const assessed = levels.filter(({ level }) => level !== null);
  const total = assessed.reduce((sum, { level }) => sum + (level ?? 0), 0);
  const max = assessed.reduce((sum, dimension) => sum + dimension.max, 0);
  const isComplete = assessed.length === levels.length && levels.length > 0;
  return {
    total,
    max,
    assessed: assessed.length,
    of: levels.length,
    band: isComplete ? bandOf(framework, total) : null,
  };
}

function bandOf(framework: Framework, total: number): string | null {
  const highestFirst = [...framework.bands].sort((a, b) => b.from - a.from);
  return highestFirst.find(({ from }) => total >= from)?.name ?? null;
}

/**
 * Whether each context's two thresholds are passed, independently of each other. Null where the framework was not
 * assessed as a whole: an incomplete total neither passes nor fails.
 */
export function contextResults(
  stack: Stack,
  totals: { inpact: FrameworkTotal; goals: FrameworkTotal },
): ContextResult[] {
  const passes = ({ total, assessed, of }: FrameworkTotal, needs: number): boolean | null =>
    assessed < of ? null : total >= needs;
  return stack.contexts.map(({ id, inpact, goals }) => ({
    id,
    inpact: { needs: inpact, pass: passes(totals.inpact, inpact) },
    goals: { needs: goals, pass: passes(totals.goals, goals) },
  }));
}

/** For each dimension under its top: the checks that are not met, the next level, and how many of them unlock it. */
export function raises(framework: LevelTable & { dimensions: readonly Counted[] }, decisions: Decisions): Raise[] {
  return framework.dimensions.flatMap((dimension): Raise[] => {
    const { level } = dimensionLevel(framework, dimension, decisions);
    const met = metIn(dimension, decisions);
    const reached = framework.levels.findIndex((each, count) => count > met && each > (level ?? 0));
    const nextLevel = framework.levels[reached];
    if (reached === -1 || nextLevel === undefined) return [];
    const checks = dimension.checks.filter(({ id }) => decisions.get(id) !== 'met').map(({ id }) => id);
    return [{ dimension: dimension.id, level, nextLevel, needs: reached - met, checks }];
  });
}

function metIn(dimension: Counted, decisions: Decisions): number {
  return dimension.checks.filter(({ id }) => decisions.get(id) === 'met').length;
}
