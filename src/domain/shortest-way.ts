import type { DimensionResult, FrameworkResult } from './analysis.ts';

/** So many further checks met in a dimension, and the level that gives. */
export interface RaiseStep {
  dimension: string;
  from: number;
  to: number;
  checks: number;
}

interface Way {
  cost: number;
  gain: number;
  steps: RaiseStep[];
}

/** A check weighs more than any number of dimensions, and a dimension more than any number of checks half there. */
const weights = { check: 1000, dimension: 10, halfThere: 1 } as const;

/**
 * The fewest further checks that would bring a framework's total to what is needed, dimension by dimension; of ways with
 * equally many checks one through few dimensions, and there through checks that are met in part already. Empty where the total
 * is reached; null where a dimension was not assessed, because then nobody knows the total.
 */
export function shortestWay(
  levels: readonly number[],
  { dimensions, total }: Pick<FrameworkResult, 'dimensions' | 'total'>,
  needs: number,
): RaiseStep[] | null {
  if (dimensions.some(({ level }) => level === null)) return null;
  // The best way to each gain, over the dimensions seen so far; what gains more than needed counts as just enough.
  const wanted = Math.max(0, needs - total);
  let best = new Map<number, Way>([[0, { cost: 0, gain: 0, steps: [] }]]);
  for (const dimension of dimensions) {
    const next = new Map(best);
    for (const way of best.values()) {
      for (const option of optionsOf(levels, dimension)) {
        const gain = Math.min(wanted, way.gain + option.step.to - option.step.from);
        const cost = way.cost + option.cost;
        if (cost < (next.get(gain)?.cost ?? Number.POSITIVE_INFINITY)) {
          next.set(gain, { cost, gain, steps: [...way.steps, option.step] });
        }
      }
    }
    best = next;
  }
  return best.get(wanted)?.steps ?? null;
}

/** Each number of further checks of a dimension that gives a higher level. */
function optionsOf(
  levels: readonly number[],
  { id, level, checks }: DimensionResult,
): { cost: number; step: RaiseStep }[] {
  const from = level ?? 0;
  const met = checks.filter(({ decision }) => decision === 'met').length;
  const partly = checks.filter(({ decision }) => decision === 'partly').length;
  return Array.from({ length: checks.length - met }, (_, more) => more + 1).flatMap((more) => {
    const to = levels[met + more];
    if (to === undefined || to <= from) return [];
    const cost = more * weights.check + weights.dimension - Math.min(more, partly) * weights.halfThere;
    return [{ cost, step: { dimension: id, from, to, checks: more } }];
  });
}
