import type { CheckResult } from '../../../domain/analysis.ts';
import { checksOf } from '../../../domain/edit-places.ts';
import type { Evidence, Quote } from '../../../domain/evidence.ts';
import { normalise } from '../../../domain/normalise.ts';
import type { Rubric } from '../../../domain/rubric.ts';
import type { PublishedBaseline } from '../../../domain/run.ts';
import { type QuoteFate, quoteKey, type SiteChanges } from '../../../domain/site-changes.ts';
import { offlineResults } from '../offline-results.ts';

/** A published decision that the changed pages put in doubt. */
export interface Touched {
  path: string;
  was: CheckResult;
  /** Its quotes that no longer stand as they did. */
  fates: QuoteFate[];
  /** The new sentence that may decide it otherwise, where no old quote was touched. */
  fresh: Quote | null;
  /** Why the same pages are read otherwise, where a new version of Assay decides it otherwise; a sentence. */
  turned?: string;
}

/** Fates that open what rests on the quote. A moved quote says what it said; a page not read says nothing. */
const opening: ReadonlySet<QuoteFate['fate']> = new Set<QuoteFate['fate']>(['reworded', 'limited', 'gone']);

/** Whether a quote's fate puts in doubt what rests on it. */
export function opens({ fate }: QuoteFate): boolean {
  return opening.has(fate);
}

/** The fate of each place that is cited and does not simply stand. */
export function fatesByKey({ quotes }: SiteChanges): Map<string, QuoteFate> {
  return new Map(quotes.map((fate) => [quoteKey(fate.before), fate]));
}

/**
 * The decisions that a change touches: those that rest on a quote which is gone, reworded or taken back, and those that
 * the offline analyst makes otherwise now because of a sentence that was not there before.
 */
export function touchedChecks(
  evidence: Evidence & { changes: SiteChanges },
  published: PublishedBaseline,
  rubric: Rubric,
): Touched[] {
  const fates = fatesByKey(evidence.changes);
  const come = freshSentences(evidence.changes);
  const offered = new Map(evidence.checks.map(({ check, quotes }) => [check, quotes]));
  const readNow = new Map(
    [...offlineResults(evidence, rubric).values()].flatMap(({ checks }) => checks.map((check) => [check.id, check])),
  );
  return checksOf(published.analysis).flatMap(({ path, check: was }): Touched[] => {
    const own = was.citations.flatMap((citation) => fates.get(quoteKey(citation)) ?? []).filter(opens);
    const quotes = (offered.get(was.id) ?? []).filter(({ citation }) => come.has(normalise(citation.quote)));
    const is = readNow.get(was.id);
    const decidesNow = is !== undefined && is.offline.decision !== was.offline.decision;
    const denies = was.decision === 'met' && quotes.some(({ stance }) => stance === 'contradicts');
    const fresh = decidesNow || denies ? (deciding(quotes, is) ?? null) : null;
    return own.length > 0 || fresh ? [{ path, was, fates: own, fresh }] : [];
  });
}

/** Sentences that were not there before, in the form that quotes are compared in. */
function freshSentences({ sentences }: SiteChanges): ReadonlySet<string> {
  return new Set(
    sentences.flatMap(({ kind, after, meaning }) => {
      const isNew = kind === 'added' || (kind === 'reworded' && meaning.some((each) => each !== 'wording'));
      return isNew && after ? [normalise(after.text)] : [];
    }),
  );
}

/** The new quote that the decision rests on, or else the first that denies it. */
function deciding(quotes: readonly Quote[], is: CheckResult | undefined): Quote | undefined {
  const cited = new Set((is?.offline.citations ?? []).map(quoteKey));
  return (
    quotes.find(({ citation }) => cited.has(quoteKey(citation))) ??
    quotes.find(({ stance }) => stance === 'contradicts')
  );
}
