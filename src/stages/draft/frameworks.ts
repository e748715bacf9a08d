import type { Analysis, CheckResult, FrameworkResult } from '../../domain/analysis.ts';
import type { Framework, Rubric } from '../../domain/rubric.ts';
import { absence } from './claims.ts';

export function frameworkFrom(framework: Framework, checks: readonly CheckResult[]): FrameworkResult {
  const top = Math.max(...framework.levels);
  const dimensions = framework.dimensions.map((dimension) => {
    const own = dimension.checks.flatMap(({ id }) => checks.find((check) => check.id === id) ?? []);
    const decided = own.some(({ decision }) => decision !== 'no-evidence');
    const met = own.filter(({ decision }) => decision === 'met').length;
    return {
      id: dimension.id,
      status: decided ? ('assessed' as const) : ('not-assessed' as const),
      level: decided ? (framework.levels[met] ?? 1) : null,
      max: top,
      rationale: absence('', []),
      checks: own,
    };
  });
  const assessed = dimensions.filter(({ status }) => status === 'assessed');
  const total = assessed.reduce((sum, { level }) => sum + (level ?? 0), 0);
  const complete = assessed.length === dimensions.length;
  return {
    total,
    max: assessed.length * top,
    assessed: assessed.length,
    of: dimensions.length,
    band: complete ? (framework.bands.find(({ from }) => total >= from)?.name ?? null) : null,
    dimensions,
  };
}

export function contextsOf({ inpact, goals }: Analysis['frameworks'], { stack }: Rubric): Analysis['contexts'] {
  const passes = (result: FrameworkResult, needs: number) =>
    result.assessed === result.of ? result.total >= needs : null;
  return stack.contexts.map((context) => ({
    id: context.id,
    inpact: { needs: context.inpact, pass: passes(inpact, context.inpact) },
    goals: { needs: context.goals, pass: passes(goals, context.goals) },
  }));
}

export function raisesOf(frameworks: Analysis['frameworks'], rubric: Rubric): Analysis['raise'] {
  return (['inpact', 'goals'] as const).flatMap((id) =>
    frameworks[id].dimensions.flatMap((dimension) => {
      const open = dimension.checks.filter(({ decision }) => decision !== 'met').map((check) => check.id);
      const met = dimension.checks.length - open.length;
      const { levels } = rubric[id];
      const now = levels[met] ?? 1;
      const next = levels.findIndex((level, count) => count > met && level > now);
      if (next < 0) return [];
      return [
        {
          dimension: dimension.id,
          level: dimension.level,
          nextLevel: levels[next] ?? now,
          needs: next - met,
          checks: open,
        },
      ];
    }),
  );
}
