import type { Check } from '../../domain/rubric.ts';
import { termsOf } from '../../domain/stem.ts';
import { topicTerms } from '../../domain/topic-terms.ts';
import type { ReadUnit } from './read-unit.ts';

/** What a title or heading on the topic, and each word on it in the sentence, add to a quote's worth. */
const headingWorth = 0.8;
const wordWorth = 0.25;
const mostWords = 3;

const scopeTerms = new WeakMap<object, ReadonlySet<string>>();

/** How near a unit is to what a check asks, by the words of the check's queries: tells apart sentences that match alike. */
export function topicWorth({ phrase }: ReadUnit, check: Check): number {
  const wanted = topicTerms(check);
  const above = scopeTerms.get(phrase.scope) ?? new Set(phrase.scope.flatMap(({ words }) => termsOf(words)));
  scopeTerms.set(phrase.scope, above);
  const held = new Set(termsOf(phrase.words).filter((term) => wanted.has(term)));
  const isOnTopic = [...above].some((term) => wanted.has(term));
  return (isOnTopic ? headingWorth : 0) + Math.min(mostWords, held.size) * wordWorth;
}
