import { isKnownSystem, outsideSystem } from './outside-system.ts';
import { isTelling } from './telling-noun.ts';

interface Own {
  name: string;
  category: string;
}

/** Languages and operating systems carry everything and hand on no control of their own. */
const carriers = /^(?:python|java|node\.js|go|rust|linux|windows|macos|ubuntu)$/i;

/**
 * The outside systems that passages name, of those that the documentation treats as integrations and those that are known
 * anyway, sorted; and whether the passages are free of any word that could be the name of another one.
 */
export function platformsNamed(
  quotes: readonly string[],
  integrated: readonly string[],
  own: Own,
): { names: string[]; isClear: boolean } {
  const texts = quotes.map((quote) => ` ${quote.split(/[^\p{L}\p{N}.+-]+/u).join(' ')} `.replace(/\. /g, ' '));
  const listed = integrated
    .flatMap((name) => outsideSystem(name, own) || [])
    .filter((name) => texts.some((text) => text.includes(` ${name} `)));
  const names = [...new Set([...listed, ...quotes.flatMap((quote) => knownIn(quote, own))])].sort();
  return { names, isClear: names.length === 0 && !quotes.some((quote) => mayName(quote, own)) };
}

/** Names in capitals, longest first within a run of them. One word alone at a sentence's start may be any word: "Go", "Spring". */
function knownIn(quote: string, own: Own): string[] {
  return sentencesOf(quote).flatMap((words) => {
    const found: string[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const run = runAt(words, at);
      const ends = run.map((_word, index) => run.length - index);
      const length = ends.find((count) => {
        const name = run.slice(0, count).join(' ');
        return (
          (at > 0 || run.length > 1) && isKnownSystem(name) && !carriers.test(name) && outsideSystem(name, own) !== ''
        );
      });
      if (length === undefined) continue;
      found.push(run.slice(0, length).join(' '));
      at += length - 1;
    }
    return found;
  });
}

/** The words in capitals from this place on. */
function runAt(words: readonly string[], at: number): string[] {
  const rest = words.slice(at);
  const end = rest.findIndex((word) => !/^\p{Lu}/u.test(word));
  return end === -1 ? rest : rest.slice(0, end);
}

function mayName(quote: string, own: Own): boolean {
  return sentencesOf(quote).some((words) =>
    words.some((word, at) => {
      if (isKnownSystem(word)) return word.toLowerCase() !== own.name.toLowerCase();
      const isName = at === 0 ? /\p{Lu}.*\p{Lu}/u.test(word) : /\p{Lu}/u.test(word);
      return isName && isTelling(word, { label: '', product: own.name });
    }),
  );
}

function sentencesOf(quote: string): string[][] {
  return quote
    .split(/(?<=[.!?:;])\s+|\n+/)
    .map((line) => line.split(/[\s,;:()“”"]+/).map((word) => word.replace(/^\P{L}+|[^\p{L}\p{N}+#]+$/gu, '')))
    .map((words) => words.filter((word) => word !== ''));
}
