import type { Analysis, CheckResult } from './analysis.ts';
import type { DecisionValue } from './closed-lists.ts';
import { decisionWords } from './decision-words.ts';

/**
 * Changes a decision and says how in words; null where a change comes without a reason. The sentence beside
 * it goes unless another one is given: it was written for another decision. A person who decided has answered the flag
 * that two analysts disagree.
 */
export function applyDecision(
  analysis: Analysis,
  { path, check }: { path: string; check: CheckResult },
  asked: { decision: DecisionValue; why?: string; reason: string },
): string | null {
  const was = check.decision;
  const changed = was !== asked.decision;
  if (changed && asked.reason === '') return null;
  const wrote = asked.why !== undefined && asked.why !== check.why;
  const cleared = changed && !wrote && check.why !== '';
  check.decision = asked.decision;
  if (wrote) check.why = asked.why ?? '';
  else if (cleared) check.why = '';
  if (asked.decision === 'no-evidence') check.citations = [];
  if (changed || asked.reason !== '') {
    analysis.flags = analysis.flags.filter(({ kind, target }) => kind !== 'analysts-disagree' || target !== path);
  }
  if (changed)
    return `${check.id}: from ${decisionWords[was]} to ${decisionWords[asked.decision]}${cleared ? '; its sentence cleared' : ''}`;
  return wrote ? `${check.id}: sentence rewritten` : `${check.id}: confirmed as ${decisionWords[was]}`;
}

/** A decision without a quote does not exist, whoever made it. */
export function settleCheck(check: CheckResult): void {
  if (check.citations.length > 0 || check.decision === 'no-evidence') return;
  check.decision = 'no-evidence';
  check.why = '';
}
