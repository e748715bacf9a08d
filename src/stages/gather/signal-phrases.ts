import { type CompiledPhrase, compilePhrase } from '../../domain/phrase.ts';
import { indexPhrases, type PhraseIndex } from '../../domain/phrase-index.ts';
import { type Check, type Facet, type Rubric, rubricChecks } from '../../domain/rubric.ts';

/** A phrase of the rubric with what it says where it matches. */
export interface SignalPhrase {
  check: Check;
  /** Null for the phrases of `partly` and `not`. */
  facet: Facet | null;
  shows: 'supports' | 'partly' | 'not';
  phrase: CompiledPhrase;
}

export interface SignalPhrases {
  list: readonly SignalPhrase[];
  index: PhraseIndex;
}

const prepared = new WeakMap<Rubric, SignalPhrases>();

/** The rubric's phrases, compiled once. Throws an error that names check and phrase where one is wrong. */
export function signalPhrases(rubric: Rubric): SignalPhrases {
  const known = prepared.get(rubric);
  if (known !== undefined) return known;
  const list = rubricChecks(rubric).flatMap(({ check }) => phrasesOf(check));
  const made = { list, index: indexPhrases(list.map(({ phrase }) => phrase)) };
  prepared.set(rubric, made);
  return made;
}

function phrasesOf(check: Check): SignalPhrase[] {
  const { facets, partly, not } = check.signals;
  const compiled = (source: string): CompiledPhrase => {
    try {
      return compilePhrase(source);
    } catch (error) {
      throw new Error(`check ${check.id}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return [
    ...facets.flatMap((facet) =>
      facet.phrases.map((source): SignalPhrase => ({ check, facet, shows: 'supports', phrase: compiled(source) })),
    ),
    ...partly.map((source): SignalPhrase => ({ check, facet: null, shows: 'partly', phrase: compiled(source) })),
    ...not.map((source): SignalPhrase => ({ check, facet: null, shows: 'not', phrase: compiled(source) })),
  ];
}
