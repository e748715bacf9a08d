import type { DecisionValue } from '../../../domain/closed-lists.ts';
import type { Disagreement, Finding } from '../../../domain/cross-check.ts';
import type { Dimension } from '../../../domain/rubric.ts';
import { thingOf } from '../check-words.ts';
import { capitalised } from '../phrasing.ts';
import type { FlagOn } from './flag-on.ts';
import type { Voted } from './majority.ts';
import type { Reservation } from './weigh-verdict.ts';

/** A check with what either analyst decided. */
export interface Looked extends Voted {
  offline: DecisionValue;
}

/** What a reviewer should do about each disagreement on a check. */
const advice: Record<Exclude<Disagreement, 'level-gap'>, string> = {
  'met-without-lexical-trace':
    'None of its quotes is worded as the rubric expects, so read whether they answer the question by themselves.',
  'missed-positive': 'Signals of the rubric stand in the offline quotes, so read whether those answer the question.',
  'missed-risk': 'A sentence that denies it stands in the offline quotes, so read that one before approving.',
};

const reserved: Record<Reservation, string> = {
  denied: 'deny it or limit it',
  hedged: 'state it with a reservation',
  'old-version': 'are about an old version',
  marketing: 'stand on marketing pages',
};

/** Where the analysts differ, or the model's replies do: one flag a check, and one for levels far apart. */
export function disagreementFlags(
  dimension: Dimension,
  looked: readonly Looked[],
  { findings, levels }: { findings: readonly Finding[]; levels: Record<'model' | 'offline', number | null> },
): FlagOn[] {
  const gap = findings.some(({ kind }) => kind === 'level-gap');
  const shown = (level: number | null) => (level === null ? 'no level' : `level ${level}`);
  const apart: FlagOn = {
    kind: 'analysts-disagree',
    severity: 'warns',
    on: dimension.id,
    message: `${dimension.name}: the model's decisions come to ${shown(levels.model)}, the offline analyst's to ${shown(levels.offline)}. Read its checks one by one.`,
  };
  return [...(gap ? [apart] : []), ...looked.flatMap((check) => onCheck(check, findings))];
}

function onCheck({ ruling: { check, decision }, votes, offline }: Looked, findings: readonly Finding[]): FlagOn[] {
  const isSplit = new Set(votes).size > 1;
  if (decision === offline && !isSplit) return [];
  const finding = findings.find(({ on }) => on === check)?.kind;
  const todo = finding && finding !== 'level-gap' ? advice[finding] : 'Read the quotes of both.';
  const model = isSplit ? `${spread(votes)}, so it counts as ${decision}` : `the model says ${decision}`;
  return [
    {
      kind: 'analysts-disagree',
      severity: decision !== offline && (decision === 'met' || offline === 'met') ? 'warns' : 'notes',
      on: check,
      message: `${thing(check)}: ${model}; the offline analyst says ${offline}. ${todo}`,
    },
  ];
}

const counts = ['none', 'one', 'two', 'three'];

/** `two of three replies said met, one partly`. */
function spread(votes: readonly DecisionValue[]): string {
  const tally = [...new Set(votes)]
    .map((decision) => ({ decision, count: votes.filter((vote) => vote === decision).length }))
    .sort((a, b) => b.count - a.count);
  return tally
    .map(({ decision, count }, index) =>
      index === 0
        ? `${counts[count]} of ${counts[votes.length]} replies said ${decision}`
        : `${counts[count]} ${decision}`,
    )
    .join(', ');
}

/** Where code decided less than the model did. */
export function weakenedFlags(looked: readonly Looked[]): FlagOn[] {
  return looked.flatMap(({ ruling: { check, said, reservation } }): FlagOn[] => {
    if (said === null) return [];
    if (reservation === null) {
      const message = `${thing(check)}: the model says ${said} and names no quote that was offered, so it counts as no evidence.`;
      return [{ kind: 'quote-refused', severity: 'warns', on: check, message }];
    }
    return [
      {
        kind: 'claim-stronger-than-quote',
        severity: reservation === 'denied' ? 'warns' : 'notes',
        on: check,
        message: `${thing(check)}: the model says met, and all the quotes it names ${reserved[reservation]}, so it counts as partly.`,
      },
    ];
  });
}

/** A dimension that the model had no part in. `reason` is a sentence. */
export function fellBack({ id, name }: Dimension, reason: string): FlagOn {
  return {
    kind: 'thin-evidence',
    severity: 'warns',
    on: id,
    message: `${name} was decided by the offline analyst alone. ${reason}`,
  };
}

/** Further replies that were wanted and did not come. `reason` is a sentence. */
export function fewerReplies({ id, name }: Dimension, reason: string): FlagOn {
  return {
    kind: 'analysts-disagree',
    severity: 'notes',
    on: id,
    message: `${name}: the analysts disagree and fewer than three replies of the model could be compared. ${reason}`,
  };
}

export function numbersDropped({ id, name }: Dimension, count: number): FlagOn {
  return {
    kind: 'quote-refused',
    severity: 'warns',
    on: id,
    message: `For ${name} the model named ${count} quote number(s) or check(s) that were not offered; they were dropped.`,
  };
}

function thing(check: string): string {
  return capitalised(thingOf({ check: { id: check, label: check } }));
}
