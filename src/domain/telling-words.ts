import type { PhraseUnit } from './phrase-unit.ts';
import { stopWords } from './stop-words.ts';

/** Words of a fragment: enough to tell two products apart, short enough to be read at a glance. */
const mostWords = 6;
/** Fewer plain words than this say the same of every product. */
const leastWords = 3;

/**
 * The words of a stretch that make it this product's: without small words at its ends, at most six words where the
 * stretch was not marked by hand, and widened to what follows where it is too general ("changes", "the").
 */
export function tellingWords(unit: PhraseUnit, stretch: { start: number; end: number }, isWhole: boolean): string {
  const inside = unit.words.flatMap((_, at) =>
    (unit.starts[at] ?? 0) >= stretch.start && (unit.starts[at] ?? 0) < stretch.end ? [at] : [],
  );
  let first = inside[0];
  let last = inside.at(-1);
  if (first === undefined || last === undefined) return unit.text.slice(stretch.start, stretch.end);
  const isSmall = (at: number) => stopWords.has(unit.words[at] ?? '');
  while (first < last && isSmall(first)) first += 1;
  if (isWhole) while (last > first && runsBetween(unit, first, last) > mostWords) last -= 1;
  if (isGeneral(unit, first, last)) last = widened(unit, first, last);
  while (first < last && isSmall(first)) first += 1;
  while (last > first && isSmall(last)) last -= 1;
  const end = Math.max(unit.ends[last] ?? 0, last === inside.at(-1) ? stretch.end : 0);
  return unit.text.slice(unit.starts[first], end);
}

/** Names, numbers and code tell by themselves; a few plain words do not. */
function isGeneral(unit: PhraseUnit, first: number, last: number): boolean {
  const shown = unit.text.slice(unit.starts[first], unit.ends[last]);
  if (/[\d_]|\p{Ll}\p{Lu}|\p{Lu}{2}/u.test(shown) || /\s\p{Lu}/u.test(shown)) return false;
  if (first > 0 && /^\p{Lu}/u.test(shown)) return false;
  const content = unit.words.slice(first, last + 1).filter((word) => !stopWords.has(word));
  return content.length < leastWords;
}

/** To the right up to six words in all, never over a mark. */
function widened(unit: PhraseUnit, first: number, last: number): number {
  let end = last;
  while (end + 1 < unit.words.length && runsBetween(unit, first, end + 1) <= mostWords) {
    const between = unit.text.slice(unit.ends[end], unit.starts[end + 1]);
    if (!/^[\s\-'’`"]+$/.test(between)) break;
    end += 1;
  }
  return end;
}

function runsBetween(unit: PhraseUnit, first: number, last: number): number {
  return (unit.runs[last] ?? 0) - (unit.runs[first] ?? 0) + 1;
}
