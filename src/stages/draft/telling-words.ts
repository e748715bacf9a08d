import type { Decided } from './material.ts';
import { wordCount } from './phrasing.ts';
import { wordsFound } from './standing.ts';

/** Longer ones are a paragraph inside a sentence. */
const mostWords = 30;
/** One or two words ("event") tell of no part of anything. */
const leastWords = 3;

/**
 * The words that show which part of a check is there, or denied, in quotation marks: a denial is often of one part only, and
 * a reader must see of which. Empty where no quote gives any.
 */
export function tellingWords(item: Decided): string {
  const words = wordsFound(item);
  if (words !== '') return words;
  if (item.result.decision === 'contradicted' && item.loose) return item.loose.text;
  const [quote] = item.quotes;
  if (!quote) return '';
  const line = quote.citation.quote.replace(/\s+/g, ' ').trim();
  const sentence = /^\p{Lu}[^"“”|<>{}`]*?[.!](?=\s|$)/u.exec(line)?.[0].replace(/[.!]$/, '') ?? '';
  const isWhole = item.result.decision === 'contradicted' && sentence !== '' && wordCount(sentence) <= mostWords;
  if (isWhole) return `“${sentence}”`;
  const found = quote.found.replace(/\s+/g, ' ').trim();
  return wordCount(found) >= leastWords && line.includes(found) ? `“${found}”` : '';
}
