import type { Evidence, Quote } from '../../domain/evidence.ts';
import { lowered } from './phrasing.ts';

/** More than this reads as a sentence inside a sentence. */
const mostWords = 7;

const edge = new Set(
  `a an the this that these those its their your our my his her any all some each every such both either neither and or but nor so yet of to in on at by for from with into onto over under as than then if when while where which who whom whose it they we you i is are was were be been being has have had do does did can could may might will would shall should must not also only just very more most there here via per about between within during using use used let lets based`.split(
    /\s+/,
  ),
);

/**
 * Words that stand with a capital in the middle of a quoted sentence: names, whose capital must be kept when they are
 * moved. A word that also stands in small letters somewhere is no name (headings are written in capitals).
 */
export function properNames(evidence: Evidence, own: string): ReadonlySet<string> {
  const names = new Set<string>(own.split(/\s+/));
  const small = new Set<string>();
  const quotes = [
    ...evidence.checks.flatMap(({ quotes }) => quotes.map(({ citation }) => citation.quote)),
    ...evidence.facts.map(({ citation }) => citation.quote),
  ];
  for (const quote of quotes) {
    for (const [word] of quote.matchAll(/(?<=[\p{Ll},] )\p{Lu}[\p{Ll}]+(?![\p{L}])/gu)) names.add(word);
    for (const [word] of quote.matchAll(/(?<![\p{L}])\p{Ll}{2,}(?![\p{L}])/gu)) small.add(word);
  }
  for (const { name } of evidence.facts) for (const word of name.split(/\s+/)) if (word) names.add(word);
  for (const name of [...names]) if (small.has(name.toLowerCase()) && !own.includes(name)) names.delete(name);
  return names;
}

/**
 * The found words of a quote as they can stand inside a sentence: no leading or trailing function words or punctuation,
 * at most seven words, the capital of a sentence's first word taken away. Empty when nothing fit to print is left.
 */
export function foundWords(quote: Pick<Quote, 'found' | 'citation'>, names: ReadonlySet<string>): string {
  const words = quote.found
    .replace(/\s+/g, ' ')
    .replace(/[`*_]{2,}|`/g, '')
    .trim()
    .split(' ')
    .filter(Boolean);
  const short = trimmed(words).slice(0, mostWords);
  const text = balanced(
    trimmed(short)
      .join(' ')
      .replace(/^[^\p{L}\p{N}/$<("“-]+|[^\p{L}\p{N}%)"”*+#/-]+$/gu, ''),
  );
  if (!/\p{L}{2}|\d/u.test(text) || /[<>{}|[\]]|https?:|\n/.test(text)) return '';
  return lowered(text, names);
}

function trimmed(words: readonly string[]): string[] {
  const bare = (word: string | undefined) => (word ?? '').toLowerCase().replace(/[^\p{L}\p{N}'-]/gu, '');
  let start = 0;
  let end = words.length;
  while (start < end && (edge.has(bare(words[start])) || bare(words[start]) === '')) start += 1;
  while (end > start && (edge.has(bare(words[end - 1])) || bare(words[end - 1]) === '')) end -= 1;
  return words.slice(start, end);
}

/** Half a pair of brackets or quote marks, left over by trimming, goes. */
function balanced(text: string): string {
  let out = text;
  for (const [open, close] of [
    ['(', ')'],
    ['“', '”'],
  ] as const) {
    if (out.split(open).length !== out.split(close).length) out = out.split(open).join('').split(close).join('');
  }
  if ((out.split('"').length - 1) % 2 === 1) out = out.split('"').join('');
  return out.replace(/\s+/g, ' ').trim();
}
