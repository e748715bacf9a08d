import { findQuote, verifySlice } from '../../domain/quote-gate.ts';

export interface Span {
  page: number;
  start: number;
  end: number;
  quote: string;
}

export interface Mutant {
  kind: string;
  quote: string;
  accepted: () => boolean;
}

/** Ways in which a quote is doctored, as far as this span allows each; all of them must be refused. */
export function mutantsOf(from: { pages: string[]; span: Span; other: Span; index: number }): Mutant[] {
  const { pages, span, other, index } = from;
  const text = pages[span.page] ?? '';
  const proposed = (kind: string, quote: string): Mutant[] =>
    quote === span.quote ? [] : [{ kind, quote, accepted: () => findQuote(text, quote).ok }];
  const words = span.quote.split(' ');
  const at = (index * 13) % Math.max(1, words.length - 1);
  const swapped = [...words];
  [swapped[at], swapped[at + 1]] = [words[at + 1] ?? '', words[at] ?? ''];
  const letter = span.quote.search(/[aeo]/);
  const lookAlike: Record<string, string> = { a: '\u0430', e: '\u0435', o: '\u043e' };
  const half = Math.floor(words.length / 2);
  const otherWords = other.quote.split(' ');
  const mutants = [
    ...proposed('word swapped', swapped.join(' ')),
    ...(/\bnot /.test(span.quote) ? proposed('not dropped', span.quote.replace(/\bnot /, '')) : []),
    ...(/\d/.test(span.quote)
      ? proposed(
          'digit changed',
          span.quote.replace(/\d/, (digit) => String((Number(digit) + 5) % 10)),
        )
      : []),
    ...proposed(
      'halves joined',
      [...words.slice(0, half), ...otherWords.slice(Math.floor(otherWords.length / 2))].join(' '),
    ),
    ...(letter === -1
      ? []
      : proposed(
          'homoglyph',
          `${span.quote.slice(0, letter)}${lookAlike[span.quote[letter] ?? '']}${span.quote.slice(letter + 1)}`,
        )),
  ];
  const elsewhere = pages[(span.page + 1) % pages.length] ?? '';
  if (!elsewhere.includes(span.quote)) {
    const accepted = () => findQuote(elsewhere, span.quote).ok || verifySlice(span, elsewhere).ok;
    mutants.push({ kind: 'other page', quote: span.quote, accepted });
  }
  // Cut before the negation, or after the first of two sentences of which the second takes the first back.
  const cut = span.quote.search(/,? (but|unless|except|not) | However,/);
  if (cut > 25) {
    const clipped = { start: span.start, end: span.start + cut, quote: span.quote.slice(0, cut) };
    mutants.push({ kind: 'clipped negation', quote: clipped.quote, accepted: () => verifySlice(clipped, text).ok });
  }
  return mutants;
}
