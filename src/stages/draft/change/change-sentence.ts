import type { CheckResult } from '../../../domain/analysis.ts';
import { decisionWords } from '../../../domain/decision-words.ts';
import { type MeaningKind, meaningSentences } from '../../../domain/meaning-words.ts';
import type { QuoteFate } from '../../../domain/site-changes.ts';

/** What happened to a quote, after "its quote". */
const fateWords: Readonly<Record<QuoteFate['fate'], string>> = {
  moved: 'stands on another page now',
  reworded: 'reads otherwise now',
  limited: 'is taken back or narrowed by a sentence beside it',
  gone: 'is no longer on its page',
  unread: 'stands on a page that could not be read this time',
  'page-gone': 'stands on a page that is missing for the first time',
};

/** What became of the quotes that something rests on, a sentence each; `vanished` are the addresses without a page now. */
export function fatesSentence(fates: readonly QuoteFate[], vanished: ReadonlySet<string>): string {
  const subject = fates.length > 1 ? 'A quote of it' : 'Its quote';
  return fates
    .map(({ fate, meaning, before: { url } }) => {
      const became = fate === 'gone' && vanished.has(url) ? pageGone : fateWords[fate];
      return `${subject} ${became}${inWhat(meaning)}.`;
    })
    .join(' ');
}

/** Two readings agree by then: until they do, quotes of a page that is missing stand. */
const pageGone = 'stood on a page that is missing, and was missing at the reading before';

/** What a change does to a decision, as a sentence. */
export function decisionSentence(was: CheckResult, is: CheckResult): string {
  return was.decision === is.decision
    ? `The decision stays ${decisionWords[is.decision]}.`
    : `The decision goes from ${decisionWords[was.decision]} to ${decisionWords[is.decision]}.`;
}

function inWhat(meaning: readonly MeaningKind[]): string {
  const told = meaning.map((kind) => meaningSentences[kind]);
  return told.length > 0 ? ` (${told.join('; ')})` : '';
}
