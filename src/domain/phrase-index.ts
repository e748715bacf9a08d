import type { CompiledPhrase } from './phrase.ts';
import type { PhraseUnit } from './phrase-unit.ts';

/** Finds the phrases that a unit may match, by words that it must hold, without trying them all. */
export interface PhraseIndex {
  /** Positions in the list the index was made of, ascending; each at most once. */
  candidates(unit: PhraseUnit): number[];
}

/** Prefixes are looked up by the beginnings of a word, from this length on. */
const shortestPrefix = 2;

/** An index over phrases. The words of a language repeat, so what a word leads to is worked out once. */
export function indexPhrases(phrases: readonly CompiledPhrase[]): PhraseIndex {
  const whole = new Map<string, number[]>();
  const beginnings = new Map<string, number[]>();
  const always: number[] = [];
  phrases.forEach(({ anchors }, position) => {
    const usable = anchors.filter((anchor) => anchor.length >= shortestPrefix || !anchor.endsWith('*'));
    if (usable.length === 0 || usable.length < anchors.length) always.push(position);
    else
      for (const anchor of new Set(usable)) {
        const [map, key] = anchor.endsWith('*') ? [beginnings, anchor.slice(0, -1)] : [whole, anchor];
        map.set(key, [...(map.get(key) ?? []), position]);
      }
  });
  const longestPrefix = Math.max(0, ...[...beginnings.keys()].map((key) => key.length));
  const known = new Map<string, readonly number[]>();
  const leadsTo = (word: string): readonly number[] => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const found = [...(whole.get(word) ?? [])];
    for (let length = 1; length <= Math.min(word.length, longestPrefix); length += 1) {
      found.push(...(beginnings.get(word.slice(0, length)) ?? []));
    }
    known.set(word, found);
    return found;
  };
  return {
    candidates(unit) {
      const found = new Set(always);
      for (const word of unit.words) for (const position of leadsTo(word)) found.add(position);
      return [...found].sort((a, b) => a - b);
    },
  };
}
