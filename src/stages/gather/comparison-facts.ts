import { comparedProduct } from '../../domain/compared-product.ts';
import { comparesProducts } from '../../domain/compares-products.ts';
import { comparisonWords } from '../../domain/comparison-words.ts';
import { toWords } from '../../domain/phrase-unit.ts';
import type { FactOffer } from './fact-offer.ts';
import { unitWorth } from './offer.ts';
import type { ReadUnit } from './read-unit.ts';

/** It leans on the sentence before, which a reader of one quote does not see. */
const leaning =
  /^(?:this|that|these|those|it|they|both|the same|in addition|still|also|however|for example|further|to compare|there)\b|\b(?:these|those|above|below|following)\b/i;
/** A longer quote is read by nobody who compares. */
const mostWords = 45;

/**
 * Of a page, the products that it sets against this one, by a heading ("Brook vs. Pond") or, where the page compares, by a
 * sentence ("choose between Brook and Pond"), each with the sentences that name it: those that say when to take which first.
 */
export function comparisonFacts(units: readonly ReadUnit[]): FactOffer[] {
  const first = units[0];
  if (!first) return [];
  const isOwn = (name: string) => {
    const { words } = toWords(name);
    return words.length > 0 && words.every((word) => first.phrase.ownName.has(word));
  };
  const ofPage = comparesProducts(first.page.title)
    ? units.flatMap(({ phrase }) => comparedProduct(phrase.text, isOwn) ?? [])
    : [];
  // A heading stands above many units.
  const known = new Map<string, string | null>();
  const inLine = (line: string) => {
    const name = known.get(line) ?? (known.has(line) ? null : comparedProduct(line, isOwn));
    known.set(line, name);
    return name ?? [];
  };
  return units.flatMap((unit) => {
    const { phrase, passage, page } = unit;
    const names = [...[page.title, ...passage.headings].flatMap(inLine), ...ofPage];
    const name = names.find((each) => phrase.text.includes(each));
    if (name === undefined || phrase.kind === 'code' || phrase.kind === 'row') return [];
    const isWhole = phrase.words.length <= mostWords && /^\p{Lu}/u.test(phrase.text) && !leaning.test(phrase.text);
    return isWhole ? [{ kind: 'comparison', name, unit, score: worth(unit) }] : [];
  });
}

function worth(unit: ReadUnit): number {
  const { text, words, ownName } = unit.phrase;
  return (
    unitWorth(unit) +
    (comparisonWords.choosing.test(text) ? 3 : 0) +
    (comparisonWords.contrasting.test(text) ? 1 : 0) +
    (words.some((word) => ownName.has(word)) ? 1.5 : 0)
  );
}
