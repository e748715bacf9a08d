import type { Analysis, Citation } from '../domain/analysis.ts';
import { sha256 } from '../domain/digest.ts';
import { verifyStored } from '../domain/quote-gate.ts';
import type { StoredBodies } from '../ports.ts';

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

/** Pages whose bytes are in memory at once, because a page may be of 5 MB. */
const pagesAtOnce = 16;

/**
 * The citations of an analysis that do not hold against the stored pages. Reads the bytes of each page and text from the
 * store, once, whatever was read before.
 */
export async function brokenCitations(
  { bodies }: { bodies: Pick<StoredBodies, 'readMany'> },
  analysis: Analysis,
): Promise<BrokenCitation[]> {
  const cited = citationsOf(analysis);
  const texts = await bodies.readMany([...new Set(cited.map(({ citation }) => citation.textDigest))]);
  const pages = await digestsOf(bodies, [...new Set(cited.map(({ citation }) => citation.pageDigest))]);
  const decoded = new Map(
    [...texts].map(([digest, bytes]) => [digest, { text: textOf(bytes), digest: sha256(bytes) }]),
  );
  return cited.flatMap(({ target, citation }) => {
    const text = decoded.get(citation.textDigest);
    const held = verifyStored(citation, {
      text: text?.text ?? null,
      textDigest: text?.digest ?? null,
      pageDigest: pages.get(citation.pageDigest) ?? null,
    });
    return held.ok ? [] : [{ target, citation, reason: held.reason }];
  });
}

/** The digests that the stored bytes really have, by the digest under which they are kept. */
async function digestsOf(bodies: Pick<StoredBodies, 'readMany'>, wanted: string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let from = 0; from < wanted.length; from += pagesAtOnce) {
    const read = await bodies.readMany(wanted.slice(from, from + pagesAtOnce));
    for (const [digest, bytes] of read) found.set(digest, sha256(bytes));
  }
  return found;
}

/** As the stages read it: a mark at the start counts as a character, or offsets would not fit. */
function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function isCitation(value: object): value is Citation {
  return 'quote' in value && 'textDigest' in value && 'start' in value;
}
