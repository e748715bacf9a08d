import { stemOf } from '../../../domain/claim-clause.ts';
import { type Rubric, rubricChecks } from '../../../domain/rubric.ts';
import { stopWords } from '../../../domain/stop-words.ts';

/** Shorter plain words tell no product from another. */
const shortest = 4;

const known = new WeakMap<Rubric, ReadonlySet<string>>();

/** Stems of the words that the rubric itself is written in: they are said of every product. */
export function rubricStems(rubric: Rubric): ReadonlySet<string> {
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
    ...(check.risk ? [check.risk.cause, check.risk.effect, check.risk.mitigation] : []),
    check.poc.test,
    ...(check.watch ? [check.watch.signal, check.watch.why] : []),
  ]);
  const places = rubric.stack.layers.flatMap(({ name, categories }) => [
    name,
    ...categories.flatMap((category) => [category.name, category.role, category.upstream, category.downstream]),
  ]);
  const stems = new Set([...texts, ...places].flatMap((text) => wordsOf(text).map(stemOf)));
  known.set(rubric, stems);
  return stems;
}

/**
 * The words of a text that are particular: they stand in one of the quotes, and are a name, a number, an identifier, or a
 * word that the rubric does not use of its own accord.
 */
export function particularWords(text: string, quotes: readonly string[], rubric: Rubric): string[] {
  const usual = rubricStems(rubric);
  const quoted = new Set(quotes.flatMap((quote) => wordsOf(quote).map(stemOf)));
  const names = new Set(quotes.flatMap((quote) => wordsOf(quote).filter(isName)).map((word) => word.toLowerCase()));
  return wordsOf(text).filter((word) => {
    const small = word.toLowerCase();
    if (names.has(small)) return true;
    const stem = stemOf(word);
    return quoted.has(stem) && small.length >= shortest && !stopWords.has(small) && !usual.has(stem);
  });
}

/** By its shape: two capitals, a digit, a mark of code. */
function isName(word: string): boolean {
  return /\p{Lu}.*\p{Lu}|\d|\p{Ll}\p{Lu}|[_./-]\p{Lu}/u.test(word);
}

function wordsOf(text: string): string[] {
  return (text.match(/[\p{L}\p{N}][\p{L}\p{N}_.'’-]*/gu) ?? []).flatMap((word) => [
    word.replace(/[.'’-]+$/, ''),
    // A hyphened word counts by its parts as well: "role-based".
    ...(word.includes('-') ? word.split('-').filter(Boolean) : []),
  ]);
}
