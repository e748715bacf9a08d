import type { CheckResult } from '../../domain/analysis.ts';
import { decisionWords } from '../../domain/decision-words.ts';
import { checksOf } from '../../domain/edit-places.ts';
import type { PublishedBaseline } from '../../domain/run.ts';
import type { FlagOn } from './judge/flag-on.ts';

/**
 * The decisions with those that a person made in what is published put back, quotes and all; where the analyst decides
 * otherwise now, that is a flag for the reviewer and changes nothing by itself.
 */
export function keepHandSet(
  checks: readonly CheckResult[],
  published: PublishedBaseline | undefined,
): { checks: CheckResult[]; flags: FlagOn[] } {
  if (!published) return { checks: [...checks], flags: [] };
  const byHand = new Map(
    checksOf(published.analysis).flatMap(({ check }) =>
      published.handSet.includes(check.id) ? [[check.id, check] as const] : [],
    ),
  );
  const flags: FlagOn[] = [];
  const kept = checks.map((now) => {
    const set = byHand.get(now.id);
    if (!set || set.decision === now.decision) return now;
    flags.push({
      on: now.id,
      kind: 'analysts-disagree',
      severity: 'warns',
      message: `A reviewer decided this as ${decisionWords[set.decision]} in version ${published.version}; the analyst reads it as ${decisionWords[now.decision]}. It stays as it was decided until you decide otherwise.`,
    });
    const { decision, why, citations } = set;
    return { ...now, decision, why, citations };
  });
  return { checks: kept, flags };
}
