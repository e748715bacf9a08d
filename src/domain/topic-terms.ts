import { toWords } from './phrase-unit.ts';
import type { Check } from './rubric.ts';
import { termsOf } from './stem.ts';

const known = new WeakMap<Check, ReadonlySet<string>>();

/** The terms of a check's short queries: what a sentence on its topic would hold. */
export function topicTerms(check: Check): ReadonlySet<string> {
  const terms = known.get(check) ?? new Set(check.search.flatMap((query) => termsOf(toWords(query).words)));
  known.set(check, terms);
  return terms;
}
