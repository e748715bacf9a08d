import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CheckResult, DimensionResult } from '../../src/domain/analysis.ts';
import { DecisionValue } from '../../src/domain/closed-lists.ts';
import { shortestWay } from '../../src/domain/shortest-way.ts';

const tables = [
  [1, 1, 2, 3, 4, 5, 6],
  [1, 2, 2, 3, 4, 4, 5],
] as const;

const decided: Omit<CheckResult, 'id' | 'decision'> = {
  why: '',
  citations: [],
  searched: [],
  offline: { decision: 'no-evidence', citations: [] },
};

function dimension(id: string, levels: readonly number[], decisions: readonly DecisionValue[]): DimensionResult {
  const met = decisions.filter((decision) => decision === 'met').length;
  const rationale = { text: '', kind: 'judgement', origin: 'offline', citations: [], searched: [] } as const;
  return {
    id,
    status: 'assessed',
    level: levels[met] ?? 1,
    max: Math.max(...levels),
    rationale: { ...rationale, citations: [], searched: [] },
    checks: decisions.map((decision, at) => ({ ...decided, id: `${id}.${at}`, decision })),
  };
}

const framework = fc
  .tuple(
    fc.constantFrom(...tables),
    fc.array(fc.array(fc.constantFrom(...DecisionValue.options), { minLength: 6, maxLength: 6 }), {
      minLength: 1,
      maxLength: 4,
    }),
  )
  .map(([levels, all]) => {
    const dimensions = all.map((decisions, at) => dimension(`d${at}`, levels, decisions));
    return { levels, dimensions, total: dimensions.reduce((sum, { level }) => sum + (level ?? 0), 0) };
  });

/** The fewest further checks of every way there is to meet more of them. */
function fewestByTrying(
  levels: readonly number[],
  dimensions: readonly DimensionResult[],
  needs: number,
): number | null {
  let fewest: number | null = null;
  const walk = (at: number, total: number, spent: number): void => {
    const here = dimensions[at];
    if (!here) {
      if (total >= needs && (fewest === null || spent < fewest)) fewest = spent;
      return;
    }
    const met = here.checks.filter(({ decision }) => decision === 'met').length;
    for (let more = 0; met + more <= 6; more += 1) walk(at + 1, total + (levels[met + more] ?? 0), spent + more);
  };
  walk(0, 0, 0);
  return fewest;
}

describe('The shortest way to a total', () => {
  it('takes as few further checks as trying every way does, and adds up to what is needed', () => {
    fc.assert(
      fc.property(framework, fc.integer({ min: 0, max: 26 }), ({ levels, dimensions, total }, needs) => {
        const way = shortestWay(levels, { dimensions, total }, needs);
        const fewest = fewestByTrying(levels, dimensions, needs);
        expect(way === null ? null : way.reduce((sum, { checks }) => sum + checks, 0)).toBe(fewest);
        if (way) expect(total + way.reduce((sum, { from, to }) => sum + to - from, 0)).toBeGreaterThanOrEqual(needs);
      }),
      { numRuns: 300 },
    );
  });

  it('is none where a dimension was not assessed: nobody knows the total', () => {
    const levels = tables[0];
    const known = dimension('a', levels, ['met', 'met', 'met', 'met', 'met', 'met']);
    const open = { ...known, id: 'b', level: null, status: 'not-assessed' as const };
    expect(shortestWay(levels, { dimensions: [known, open], total: 6 }, 3)).toBeNull();
    expect(shortestWay(levels, { dimensions: [known], total: 6 }, 3)).toEqual([]);
  });

  it('goes through checks that are met in part already, where equally many would do', () => {
    const levels = tables[0];
    const far = dimension('far', levels, ['met', 'no-evidence', 'met', 'met', 'met', 'met']);
    const near = dimension('near', levels, ['met', 'partly', 'met', 'met', 'met', 'met']);
    expect(shortestWay(levels, { dimensions: [far, near], total: 10 }, 11)?.map((step) => step.dimension)).toEqual([
      'near',
    ]);
  });
});
