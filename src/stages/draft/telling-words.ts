import type { Citation } from '../../domain/analysis.ts';
import type { Decided } from './material.ts';
import { wordCount } from './phrasing.ts';
import { proofOf, wordsFound } from './standing.ts';

/** Longer ones are a paragraph inside a sentence. */
const mostWords = 30;
/** One or two words ("event") tell of no part of anything. */
const leastWords = 3;

/**
 * The words that show which part of a check is there, or denied, in quotation marks, and what proves them: a denial is often
 * of one part only, and a reader must see of which. The words are empty where no quote gives any; then the proof is of the
 * check.
 */
export function tellingWords(item: Decided): { text: string; proof: Citation[] } {
  const words = wordsFound(item);
  if (words !== '') return { text: words, proof: proofOf(item) };
  const isDenied = item.result.decision === 'contradicted';
  if (isDenied && item.loose) return item.loose;
  const none = { text: '', proof: item.result.citations.slice(0, 1) };
  const [quote] = item.quotes;
  if (!quote) return none;
  const shown = (text: string) => ({ text: `“${text}”`, proof: [quote.citation] });
  const line = quote.citation.quote.replace(/\s+/g, ' ').trim();
  const sentence = /^\p{Lu}[^"“”|<>{}`]*?[.!](?=\s|$)/u.exec(line)?.[0].replace(/[.!]$/, '') ?? '';
  if (isDenied && sentence !== '' && wordCount(sentence) <= mostWords) return shown(sentence);
  const found = quote.found.replace(/\s+/g, ' ').trim();
  return wordCount(found) >= leastWords && line.includes(found) ? shown(found) : none;
}
