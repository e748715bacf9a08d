import type { Analysis, Citation } from '../domain/analysis.ts';
import { placeOfQuote } from '../domain/edit.ts';
import { citationsOf } from './verify-analysis.ts';

/** What stands before and after a quote in the stored page. */
export interface Surrounding {
  before: string;
  after: string;
}

/** How much of a vendor's page strangers may see around a cited passage, in characters on either side. */
export const reach = 300;

/** Gives stored texts by their digests; what is not stored any more is left out. */
export type TextsOf = (digests: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/**
 * The surroundings of every quote of an analysis by `placeOfQuote`. A page that is not stored any more is left out: the
 * quote is then shown alone, and `verify` names it.
 */
export async function surroundings(analysis: Analysis, textsOf: TextsOf): Promise<Map<string, Surrounding>> {
  return surroundingsOf(
    citationsOf(analysis).map(({ citation }) => citation),
    textsOf,
  );
}

/** As `surroundings`, for quotes that stand in no analysis yet. */
export async function surroundingsOf(
  citations: readonly Pick<Citation, 'textDigest' | 'start' | 'end'>[],
  textsOf: TextsOf,
): Promise<Map<string, Surrounding>> {
  const texts = await textsOf([...new Set(citations.map(({ textDigest }) => textDigest))]);
  const found = new Map<string, Surrounding>();
  for (const citation of citations) {
    const text = texts.get(citation.textDigest);
    if (!text) continue;
    found.set(placeOfQuote(citation), {
      before: before(text, citation.start),
      after: after(text, citation.end),
    });
  }
  return found;
}

/** A word that the far end would cut in two is left out, unless the whole stretch is one. */
function before(text: string, end: number): string {
  const start = Math.max(0, end - reach);
  const part = text.slice(start, end);
  const isCut = start > 0 && /\S/.test(text.charAt(start - 1));
  return isCut ? part.replace(/^\S+\s+/, '') : part;
}

function after(text: string, start: number): string {
  const end = start + reach;
  const part = text.slice(start, end);
  const isCut = end < text.length && /\S/.test(text.charAt(end));
  return isCut ? part.replace(/\s+\S+$/, '') : part;
}
