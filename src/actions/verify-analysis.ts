import type { Analysis, Citation } from '../domain/analysis.ts';
import { verifyCitation } from '../domain/quote-gate.ts';
import type { Store } from '../ports.ts';

export interface BrokenCitation {
  /** Path in the document, such as `frameworks.inpact.dimensions.2.checks.1.citations.0`. */
  target: string;
  citation: Citation;
  reason: string;
}

/** Every citation of an analysis with its path in the document. */
export function citationsOf(analysis: Analysis): { target: string; citation: Citation }[] {
  const found: { target: string; citation: Citation }[] = [];
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) {
      value.forEach((item, at) => {
        visit(item, path ? `${path}.${at}` : String(at));
      });
      return;
    }
    if (value === null || typeof value !== 'object') return;
    if (isCitation(value)) {
      found.push({ target: path, citation: value });
      return;
    }
    for (const [key, item] of Object.entries(value)) visit(item, path ? `${path}.${key}` : key);
  };
  visit(analysis, '');
  return found;
}

/** The citations of an analysis that do not hold against the stored pages. Reads each page once. */
export async function brokenCitations(store: Pick<Store, 'bodies'>, analysis: Analysis): Promise<BrokenCitation[]> {
  const bytes = new Map<string, Uint8Array | null>();
  const texts = new Map<string, string | null>();
  const body = async (digest: string): Promise<Uint8Array | null> => {
    if (!bytes.has(digest)) bytes.set(digest, await store.bodies.read(digest));
    return bytes.get(digest) ?? null;
  };
  const broken: BrokenCitation[] = [];
  for (const { target, citation } of citationsOf(analysis)) {
    if (!texts.has(citation.textDigest)) {
      const stored = await body(citation.textDigest);
      texts.set(citation.textDigest, stored === null ? null : new TextDecoder().decode(stored));
    }
    const held = verifyCitation(citation, {
      text: texts.get(citation.textDigest) ?? null,
      body: await body(citation.pageDigest),
    });
    if (!held.ok) broken.push({ target, citation, reason: held.reason });
  }
  return broken;
}

function isCitation(value: object): value is Citation {
  return 'quote' in value && 'textDigest' in value && 'start' in value;
}
