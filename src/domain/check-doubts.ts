import type { Analysis, CheckResult } from './analysis.ts';
import { briefQuote } from './brief-quote.ts';
import { decisionWords } from './decision-words.ts';
import { deniedBySupport } from './denied-by-support.ts';
import { placeOfQuote } from './edit.ts';
import { checksOf } from './edit-places.ts';
import type { Evidence, Quote } from './evidence.ts';
import { type Stakes, stakesOf } from './stakes.ts';

/** A reason to look at a check that no flag of the draft gives. */
export interface CheckDoubt {
  path: string;
  message: string;
  weight: number;
}

/** Heavier weighs what raises a score without ground: readers build on it, and nobody misses what stands too low. */
const weights = {
  /** Decided above what the offline analyst found. */
  raised: 270,
  raisedFromDenial: 320,
  lowered: 180,
  /** It rests on a quote that denies it. */
  onDenial: 310,
  /** Contradicted by quotes that all speak for it: what readers see proves the opposite of what they are told. */
  deniedBySupport: 310,
  /** It rests only on quotes that the search for this check did not bring up. */
  untraced: 265,
  /** A passage of the vendor's own pages that says otherwise; more, the more it says beside what speaks for it. */
  contradicting: 220,
  contradictingAsMuch: 40,
  contradictingFew: 20,
  /** Met beside a passage that narrows it. */
  limiting: 60,
  /** Half of a decision is left to the person, whoever drafted. */
  partly: 30,
};
/** What hangs on a check moves it among doubts of its kind; it never makes a doubt of another kind. */
const perLevel = 6;
const perContext = 4;
const mostAtStake = 30;
/** Where no more than these speak for a check, one that speaks against it is as good as they are. */
const fewQuotes = 2;

/** What makes a decision on a check doubtful by the quotes and decisions at hand, each with what hangs on it. */
export function checkDoubts(analysis: Analysis, evidence: Evidence | null): CheckDoubt[] {
  const settled = new Set(
    analysis.flags.filter(({ kind }) => kind === 'analysts-disagree').map(({ target }) => target),
  );
  const offered = new Map(evidence?.checks.map(({ check, quotes }) => [check, quotes]));
  return checksOf(analysis).flatMap(({ path, check }) => {
    const quotes = offered.get(check.id) ?? [];
    const found = [
      ...(settled.has(path) ? [] : apart(check)),
      ...(evidence === null ? [] : groundless(check, quotes)),
      ...besides(check, quotes),
      ...(check.decision === 'partly' ? [{ message: half, weight: weights.partly }] : []),
    ];
    if (found.length === 0) return [];
    const stake = atStake(stakesOf(analysis, path));
    return found.map(({ message, weight }, at) => ({ path, message, weight: at === 0 ? weight + stake : weight }));
  });
}

type Found = Omit<CheckDoubt, 'path'>;

const half = 'Partly met: read whether what is missing matters here.';

function apart({ decision, offline }: CheckResult): Found[] {
  if (decision === offline.decision) return [];
  const message = `Decided ${decisionWords[decision]}; to the offline analyst it was ${decisionWords[offline.decision]}.`;
  const rises = worth[decision] > worth[offline.decision];
  if (!rises) return [{ message, weight: weights.lowered }];
  return [{ message, weight: offline.decision === 'contradicted' ? weights.raisedFromDenial : weights.raised }];
}

const worth = { met: 2, partly: 1, 'no-evidence': 0, contradicted: 0 } as const;

/** Whether what a check is decided by was brought up for it, and says what was decided. */
function groundless(check: CheckResult, quotes: readonly Quote[]): Found[] {
  const opposed = deniedBySupport(check, quotes);
  if (opposed !== null) return [{ message: opposed, weight: weights.deniedBySupport }];
  if (check.citations.length === 0 || worth[check.decision] === 0) return [];
  const places = new Set(check.citations.map(placeOfQuote));
  const known = quotes.filter(({ citation }) => places.has(placeOfQuote(citation)));
  const denial = known.find(({ stance }) => stance === 'contradicts');
  if (denial && !known.some(({ stance }) => stance === 'supports')) {
    const message = `It rests on a passage that says otherwise: “${briefQuote(denial.citation.quote)}”`;
    return [{ message, weight: weights.onDenial }];
  }
  if (known.length > 0) return [];
  return [
    { message: 'Its quotes were chosen by hand: read whether they answer the question.', weight: weights.untraced },
  ];
}

/**
 * What the pages say against a check that is met, and beside its quotes. To cite a denial puts it before the readers and
 * does not answer it, so it counts as before; where it stands alone, the check rests on it and `groundless` says so.
 */
function besides(check: CheckResult, quotes: readonly Quote[]): Found[] {
  const cited = new Set(check.citations.map(placeOfQuote));
  const isCited = ({ citation }: Quote) => cited.has(placeOfQuote(citation));
  const left = quotes.filter((quote) => !isCited(quote));
  const denials = quotes.filter(({ stance }) => stance === 'contradicts');
  const own = quotes.some((quote) => quote.stance === 'supports' && isCited(quote)) ? denials.find(isCited) : undefined;
  const against = own ?? denials.find((quote) => !isCited(quote));
  if (against && worth[check.decision] > 0) {
    const message = `${own ? 'One of its quotes' : 'A passage'} says otherwise: “${briefQuote(against.citation.quote)}”`;
    return [{ message, weight: weightAgainst(against, quotes) }];
  }
  // What only stands near the topic limits something else as a rule; it is offered beside the check all the same.
  const limits = left.find(({ stance, hedged, lane }) => stance === 'limits' && !hedged && lane !== 'search');
  if (!limits || check.decision !== 'met') return [];
  return [{ message: `A passage narrows it: “${briefQuote(limits.citation.quote)}”`, weight: weights.limiting }];
}

/** A long page of features brings up words that deny something else; what is worded as plainly as the support is a dispute. */
function weightAgainst(against: Quote, quotes: readonly Quote[]): number {
  const support = quotes.filter(({ stance, lane }) => stance === 'supports' && lane !== 'search');
  const best = Math.max(0, ...support.map(({ score }) => score));
  const share = best <= 0 ? 1 : Math.min(1, Math.max(0, against.score / best));
  const few = support.length <= fewQuotes ? weights.contradictingFew : 0;
  return weights.contradicting + weights.contradictingAsMuch * share + few;
}

function atStake({ levels, contexts }: Stakes): number {
  return Math.min(mostAtStake, levels * perLevel + contexts * perContext);
}
