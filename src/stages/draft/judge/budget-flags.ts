import type { Dimension } from '../../../domain/rubric.ts';
import { joined } from '../phrasing.ts';
import type { FlagOn } from './flag-on.ts';

/** What the budget left undone of a dimension: its decisions, or the further looks at those in dispute. */
export interface Unpaid {
  dimension: Dimension;
  /** The sentence of the cap that was reached. */
  reason: string;
  wanted: 'decisions' | 'looks';
}

/** One flag for each cap that was reached, naming all dimensions that it ended; of one dimension alone, the flag is on it. */
export function budgetFlags(unpaid: readonly Unpaid[]): FlagOn[] {
  const reasons = [...new Set(unpaid.map(({ reason }) => reason))].sort();
  return reasons.map((reason) => flagFor(unpaid.filter((one) => one.reason === reason)));
}

function flagFor(those: readonly Unpaid[]): FlagOn {
  const undecided = namesOf(those, 'decisions');
  const unlooked = namesOf(those, 'looks');
  const told = [
    ...(undecided.length > 0
      ? [`${joined(undecided)} ${undecided.length === 1 ? 'was' : 'were'} decided by the offline analyst alone.`]
      : []),
    ...(unlooked.length > 0
      ? [`${joined(unlooked)}: the analysts disagree and fewer than three replies of the model could be compared.`]
      : []),
    those[0]?.reason ?? '',
  ];
  const isUndecided = undecided.length > 0;
  return {
    kind: isUndecided ? 'thin-evidence' : 'analysts-disagree',
    severity: isUndecided ? 'warns' : 'notes',
    on: those.length === 1 ? (those[0]?.dimension.id ?? '') : 'frameworks',
    message: told.join(' '),
  };
}

function namesOf(those: readonly Unpaid[], wanted: Unpaid['wanted']): string[] {
  return those.filter((one) => one.wanted === wanted).map(({ dimension }) => dimension.name);
}
