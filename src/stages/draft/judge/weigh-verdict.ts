import type { DecisionValue } from '../../../domain/closed-lists.ts';
import { toWords } from '../../../domain/phrase-unit.ts';
import type { Check } from '../../../domain/rubric.ts';
import { termsOf } from '../../../domain/stem.ts';
import { topicTerms } from '../../../domain/topic-terms.ts';
import type { Offered } from './offered-quotes.ts';
import type { Verdict } from './read-judge-reply.ts';

/** Why a quote alone cannot make a check met. */
export type Reservation = 'denied' | 'hedged' | 'old-version' | 'marketing';

/** What stands of a model's decision on one check. */
export interface Ruling {
  check: string;
  decision: DecisionValue;
  rests: readonly Offered[];
  why: string;
  /** What the model had decided, where code decided less; null where its decision stands. */
  said: DecisionValue | null;
  /** Why a `met` became `partly`; null otherwise. */
  reservation: Reservation | null;
}

/**
 * The decision that the quotes named can carry: none without a quote, `partly` where every quote of a `met` is reserved.
 * Code only ever weakens: no quote makes a decision stronger than the model's.
 */
export function weighVerdict({ check, decision, text: why, evidence }: Verdict, offered: readonly Offered[]): Ruling {
  const rests = evidence.flatMap((number) => offered[number - 1] ?? []).filter((quote) => !isSuspect(quote));
  if (decision === 'no-evidence') return { check, decision, rests: [], why, said: null, reservation: null };
  if (rests.length === 0) return { check, decision: 'no-evidence', rests, why, said: decision, reservation: null };
  if (decision !== 'met') return { check, decision, rests, why, said: null, reservation: null };
  const reservations = rests.flatMap((quote) => reservationOf(quote, check) ?? []);
  if (reservations.length < rests.length) return { check, decision, rests, why, said: null, reservation: null };
  const reservation = reservations.find((each) => each !== 'denied') ?? 'denied';
  return { check, decision: 'partly', rests, why, said: 'met', reservation };
}

/** Of the words that a check is searched by, so many make it likely that a quote is about it; one alone means anything. */
const leastTerms = 2;

/**
 * Whether the decision leaves a trace in words: a quote that it rests on was also found by words for this check and
 * supports it there, or holds words that the check is searched by.
 */
export function isTraced({ rests }: Pick<Ruling, 'rests'>, check: Check): boolean {
  return rests.some(({ readings, citation }) => {
    const own = readings.get(check.id) ?? [];
    if (own.some(({ lane, stance }) => lane !== 'harvest' && stance === 'supports')) return true;
    const terms = new Set(termsOf(toWords(citation.quote).words));
    return [...topicTerms(check)].filter((term) => terms.has(term)).length >= leastTerms;
  });
}

/** Never offered; looked at once more, because a level must not hang on one filter. */
function isSuspect({ readings }: Offered): boolean {
  return [...readings.values()].flat().some(({ flags }) => flags.includes('injection-suspect'));
}

function reservationOf({ readings }: Offered, check: string): Reservation | null {
  const own = readings.get(check);
  // What denies another check may well show this one; what is a preview there is a preview here.
  if (own?.every(({ stance }) => stance !== 'supports')) return 'denied';
  const all = own ?? [...readings.values()].flat();
  if (all.every(({ hedged }) => hedged)) return 'hedged';
  if (all.every(({ flags }) => flags.includes('old-version'))) return 'old-version';
  return all.every(({ flags }) => flags.includes('marketing')) ? 'marketing' : null;
}
