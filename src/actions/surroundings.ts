import type { Analysis } from '../domain/analysis.ts';
import type { Store } from '../ports.ts';
import { citationsOf } from './verify-analysis.ts';

/** What stands before and after a quote in the stored page. */
export interface Surrounding {
  before: string;
  after: string;
}

/** How much of a vendor's page strangers may see around a cited passage, in characters on either side. */
const reach = 300;

/** A name for a citation's place: equal for citations of the same span. */
export function placeOf(citation: { textDigest: string; start: number; end: number }): string {
  return `${citation.textDigest}:${citation.start}-${citation.end}`;
}

/**
 * The surroundings of every quote of an analysis by `placeOf`. A page that is not stored any more is left out: the quote
 * is then shown alone, and `verify` names it.
 */
export async function surroundings(
  store: Pick<Store, 'bodies'>,
  analysis: Analysis,
): Promise<Map<string, Surrounding>> {
  const found = new Map<string, Surrounding>();
  const texts = new Map<string, string | null>();
  for (const { citation } of citationsOf(analysis)) {
    if (!texts.has(citation.textDigest)) {
      const bytes = await store.bodies.read(citation.textDigest);
      texts.set(citation.textDigest, bytes ? new TextDecoder().decode(bytes) : null);
    }
    const text = texts.get(citation.textDigest);
    if (!text) continue;
    found.set(placeOf(citation), {
      before: text.slice(Math.max(0, citation.start - reach), citation.start),
      after: text.slice(citation.end, citation.end + reach),
    });
  }
  return found;
}
