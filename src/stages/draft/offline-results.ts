import type { CheckResult } from '../../domain/analysis.ts';
import type { CheckEvidence, Evidence } from '../../domain/evidence.ts';
import { nearMisses } from '../../domain/near-misses.ts';
import { decideOffline } from '../../domain/offline-decision.ts';
import { type Check, type Dimension, type Rubric, rubricChecks } from '../../domain/rubric.ts';

/** Every check as the analyst without a model decides it, by dimension id, in rubric order. */
export function offlineResults(
  evidence: Evidence,
  rubric: Rubric,
): Map<string, { dimension: Dimension; checks: CheckResult[] }> {
  const byCheck = new Map(evidence.checks.map((item) => [item.check, item]));
  const results = new Map<string, { dimension: Dimension; checks: CheckResult[] }>();
  for (const { dimension, check } of rubricChecks(rubric)) {
    const own = results.get(dimension.id) ?? { dimension, checks: [] };
    const found = byCheck.get(check.id) ?? { check: check.id, quotes: [], searched: [] };
    own.checks.push(resultOf(check, found, { isNear: nearMisses(evidence, check.id).length > 0 }));
    results.set(dimension.id, own);
  }
  return results;
}

function resultOf(check: Check, evidence: CheckEvidence, near: { isNear: boolean }): CheckResult {
  const { decision, why, quotes } = decideOffline(check, evidence, near);
  const citations = quotes.map(({ citation }) => citation);
  // A decision without a quote does not exist, whoever makes it.
  const stands = citations.length > 0 ? decision : 'no-evidence';
  return {
    id: check.id,
    decision: stands,
    why,
    citations,
    searched: [...evidence.searched].sort(),
    offline: { decision: stands, citations },
  };
}
