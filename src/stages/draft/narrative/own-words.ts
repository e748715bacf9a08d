import { stemOf } from '../../../domain/claim-clause.ts';
import { type Rubric, rubricChecks } from '../../../domain/rubric.ts';
import { stopWords } from '../../../domain/stop-words.ts';

/** Shorter plain words tell no product from another. */
const shortest = 4;

interface Usual {
  stems: ReadonlySet<string>;
  /** Two content words in a row. */
  pairs: ReadonlySet<string>;
}

const known = new WeakMap<Rubric, Usual>();

/** The words and pairs of words that the rubric itself is written in: they are said of every product. */
function usualWords(rubric: Rubric): Usual {
  const kept = known.get(rubric);
  if (kept) return kept;
  const texts = rubricChecks(rubric).flatMap(({ dimension, check }) => [
    dimension.name,
    dimension.asks,
    check.label,
    check.question,
    check.counts,
    check.excludes,
    check.strength,
    check.limitation,
    ...(check.risk ? [check.risk.effect, check.risk.mitigation] : []),
    check.poc.test,
    ...(check.watch ? [check.watch.signal, check.watch.why] : []),
  ]);
  const places = rubric.stack.layers.flatMap(({ name, categories }) => [
    name,
    ...categories.flatMap((category) => [category.name, category.role, category.upstream, category.downstream]),
  ]);
  const all = [...texts, ...places];
  const usual = {
    stems: new Set(all.flatMap((text) => wordsOf(text).map(stemOf))),
    pairs: new Set(all.flatMap(pairsOf)),
  };
  known.set(rubric, usual);
  return usual;
}

/**
 * The words of a text that are particular: they stand in one of the quotes, and are a name, a number, an identifier, or a
 * word or a pair of words that the rubric does not use of its own accord.
 */
export function particularWords(
  text: string,
  quotes: readonly string[],
  of: { rubric: Rubric; product: string },
): string[] {
  const usual = usualWords(of.rubric);
  const own = new Set(wordsOf(of.product).map((word) => word.toLowerCase()));
  const quotedPairs = new Set(quotes.flatMap(pairsOf).filter((pair) => !usual.pairs.has(pair)));
  const quoted = new Set(quotes.flatMap((quote) => wordsOf(quote).map(stemOf)));
  const names = new Set(quotes.flatMap(namesOf).map((word) => word.toLowerCase()));
  const inPairs = new Set(
    pairsOf(text)
      .filter((pair) => quotedPairs.has(pair))
      .flatMap((pair) => pair.split(' ')),
  );
  return wordsOf(text).filter((word) => {
    const small = word.toLowerCase();
    // The product's own name tells nothing of it.
    if (own.has(small)) return false;
    if (names.has(small)) return true;
    const stem = stemOf(word);
    if (inPairs.has(stem)) return true;
    return quoted.has(stem) && small.length >= shortest && !stopWords.has(small) && !usual.stems.has(stem);
  });
}

/** Names by their shape, words with a capital inside a sentence, and calls such as `interrupt()`. */
function namesOf(quote: string): string[] {
  const inside = [...quote.matchAll(/(?<=[\p{Ll}\p{N},;] )\p{Lu}[\p{L}\p{N}-]+|[\p{L}\p{N}_]+(?=\(\))/gu)].map(
    ([word]) => word,
  );
  return [...wordsOf(quote).filter(isName), ...inside];
}

/** By its shape: two capitals, a digit, a mark of code. */
function isName(word: string): boolean {
  return /\p{Lu}.*\p{Lu}|\d|\p{Ll}\p{Lu}|[_./-]\p{Lu}/u.test(word);
}

/** Stems of words that stand side by side, small words at neither end. */
function pairsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}-]/gu) ?? [];
  return words.flatMap((word, index) => {
    const next = words[index + 1] ?? '';
    const isPlain = [word, next].every((each) => /^[\p{L}\p{N}]{3,}$/u.test(each) && !stopWords.has(each));
    return isPlain ? [`${stemOf(word)} ${stemOf(next)}`] : [];
  });
}

function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{N}][\p{L}\p{N}_.'’-]*/gu) ?? []).flatMap((word) => [
    word.replace(/[.'’-]+$/, ''),
    // A hyphened word counts by its parts as well: "role-based".
    ...(word.includes('-') ? word.split('-').filter(Boolean) : []),
  ]);
}
