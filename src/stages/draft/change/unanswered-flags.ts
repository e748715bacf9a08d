import type { Analysis, Flag } from '../../../domain/analysis.ts';
import type { Unanswered } from '../decide-checks.ts';
import { pathOf } from '../path-of.ts';

/** One flag a dimension that the model gave no answer on: what stands in its place is not the model's. */
export function unansweredFlags(unanswered: readonly Unanswered[], analysis: Analysis, isUpgrade: boolean): Flag[] {
  return unanswered.map(({ dimension: { id, name }, reason }) => ({
    kind: 'thin-evidence',
    severity: 'warns',
    target: pathOf(id, analysis),
    message: isUpgrade
      ? `${name} was not read anew: the model gave no answer on it, so its decisions stand as published. ${reason}`
      : `What is open of ${name} was decided by the offline analyst alone. ${reason}`,
  }));
}
