import type { Analysis, Citation } from '../domain/analysis.ts';
import { placeOfQuote } from '../domain/edit.ts';
import type { Store } from '../ports.ts';
import { citationsOf } from './verify-analysis.ts';

/** What stands before and after a quote in the stored page. */
export interface Surrounding {
  before: string;
  after: string;
}

/** How much of a vendor's page strangers may see around a cited passage, in characters on either side. */
const reach = 300;

/**
 * The surroundings of every quote of an analysis by `placeOfQuote`. `textOf` gives a stored page's text by its digest; a page
 * that is not stored any more is left out: the quote is then shown alone, and `verify` names it.
 */
export async function surroundings(
  analysis: Analysis,
  textOf: (digest: string) => Promise<string | null>,
): Promise<Map<string, Surrounding>> {
  return surroundingsOf(
    citationsOf(analysis).map(({ citation }) => citation),
    textOf,
  );
}

/** As `surroundings`, for quotes that stand in no analysis yet. */
export async function surroundingsOf(
  citations: readonly Pick<Citation, 'textDigest' | 'start' | 'end'>[],
  textOf: (digest: string) => Promise<string | null>,
): Promise<Map<string, Surrounding>> {
  const found = new Map<string, Surrounding>();
  const texts = new Map<string, string | null>();
  for (const citation of citations) {
    if (!texts.has(citation.textDigest)) texts.set(citation.textDigest, await textOf(citation.textDigest));
    const text = texts.get(citation.textDigest);
    if (!text) continue;
    found.set(placeOfQuote(citation), {
      before: text.slice(Math.max(0, citation.start - reach), citation.start),
      after: text.slice(citation.end, citation.end + reach),
    });
  }
  return found;
}

/** Stored texts by digest, out of the store. */
export function storedTexts(store: Pick<Store, 'bodies'>): (digest: string) => Promise<string | null> {
  return async (digest) => {
    const bytes = await store.bodies.read(digest);
    return bytes ? new TextDecoder().decode(bytes) : null;
  };
}
