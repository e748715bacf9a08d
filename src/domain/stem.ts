import { stopWords } from './stop-words.ts';

/** A word without its commonest endings, so that `scaling`, `scales` and `scaled` meet. Rough on purpose. */
export function stem(word: string): string {
  if (/\d/.test(word) || word.length < 4) return word;
  const single = word.replace(/ies$/, 'y').replace(/([^s])s$/, '$1');
  if (single.length < 5) return single;
  return single
    .replace(/(?:ation|ating|ated|ate)$/, 'at')
    .replace(/(?:ing|ed|er|ment|ly)$/, '')
    .replace(/e$/, '')
    .replace(/([bdgklmnprt])\1$/, '$1');
}

const stems = new Map<string, string>();
/** Documentation of one product holds some ten thousand different words; beyond this the memory is emptied. */
const rememberAtMost = 50_000;

/** The terms of a list of lower-case words: stems without the small words. */
export function termsOf(words: readonly string[]): string[] {
  if (stems.size > rememberAtMost) stems.clear();
  const terms: string[] = [];
  for (const word of words) {
    if (word.length < 2 || stopWords.has(word)) continue;
    const known = stems.get(word);
    const term = known ?? stem(word);
    if (known === undefined) stems.set(word, term);
    terms.push(term);
  }
  return terms;
}
