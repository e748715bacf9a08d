import type { CheckResult, FrameworkResult } from '../../domain/analysis.ts';
import { type Decisions, dimensionLevel, frameworkTotal } from '../../domain/levels.ts';
import type { Framework } from '../../domain/rubric.ts';
import { absence } from './claims.ts';

/** A framework's levels and totals from the decisions on its checks; its rationales are still to be written. */
export function frameworkFrom(
  framework: Framework,
  checks: ReadonlyMap<string, CheckResult>,
  decisions: Decisions,
): FrameworkResult {
  const levels = framework.dimensions.map((dimension) => dimensionLevel(framework, dimension, decisions));
  return {
    ...frameworkTotal(framework, levels),
    dimensions: framework.dimensions.map((dimension, index) => {
      const level = levels[index];
      if (!level) throw new Error(`no level was computed for ${dimension.id}`);
      return { ...level, rationale: absence('', []), checks: dimension.checks.map(({ id }) => decided(id, checks)) };
    }),
  };
}

function decided(id: string, checks: ReadonlyMap<string, CheckResult>): CheckResult {
  const result = checks.get(id);
  if (!result) throw new Error(`no decision was made on ${id}`);
  return result;
}
