import { type CompiledPhrase, rarest } from './phrase.ts';
import type { PhraseUnit } from './phrase-unit.ts';

/** Finds the phrases that a unit may match, by words that it must hold, without trying them all. */
export interface PhraseIndex {
  /** Positions in the list the index was made of, ascending; each at most once. */
  candidates(unit: PhraseUnit): number[];
}

/** What one word of the documentation leads to. */
interface Leads {
  /** Numbers of the required words that it is, or begins like. */
  words: readonly number[];
  /** Positions of phrases whose rarest set holds one of them. */
  phrases: readonly number[];
}

/** An index over phrases. The words of a language repeat, so what a word leads to is worked out once. */
export function indexPhrases(phrases: readonly CompiledPhrase[]): PhraseIndex {
  const numbers = new Map<string, number>();
  const numberOf = (word: string): number => {
    const number = numbers.get(word) ?? numbers.size;
    numbers.set(word, number);
    return number;
  };
  const required = phrases.map((phrase) => phrase.required.map((set) => set.map(numberOf)));
  const byWord = new Map<number, number[]>();
  const always: number[] = [];
  phrases.forEach((phrase, position) => {
    const entry = rarest(phrase.required);
    if (entry === null) always.push(position);
    for (const word of new Set(entry)) {
      const number = numberOf(word);
      byWord.set(number, [...(byWord.get(number) ?? []), position]);
    }
  });
  const longest = Math.max(0, ...[...numbers.keys()].map((word) => word.length));
  const known = new Map<string, Leads>();
  const leadsOf = (word: string): Leads => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const keys = [word];
    for (let length = 1; length <= Math.min(word.length, longest); length += 1) keys.push(`${word.slice(0, length)}*`);
    const words = keys.flatMap((key) => numbers.get(key) ?? []);
    const leads = { words, phrases: words.flatMap((number) => byWord.get(number) ?? []) };
    known.set(word, leads);
    return leads;
  };
  return {
    candidates(unit) {
      const held = new Set<number>();
      const found = new Set(always);
      for (const word of unit.words) {
        const leads = leadsOf(word);
        for (const number of leads.words) held.add(number);
        for (const position of leads.phrases) found.add(position);
      }
      const holdsAll = (position: number) =>
        (required[position] ?? []).every((set) => set.some((number) => held.has(number)));
      return [...found].filter(holdsAll).sort((a, b) => a - b);
    },
  };
}
