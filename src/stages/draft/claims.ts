import type { Citation, Claim } from '../../domain/analysis.ts';

/** A statement that its quotes carry. */
export function cited(text: string, citations: readonly Citation[]): Claim {
  return { text, kind: 'cited', origin: 'offline', citations: distinct(citations), searched: [] };
}

/** Something looked for and not found, with the pages it was looked for in. */
export function absence(text: string, searched: readonly string[]): Claim {
  return { text, kind: 'absence', origin: 'offline', citations: [], searched: [...new Set(searched)].sort() };
}

/** Advice. May lean on citations, and may hold no figure that is not in one. */
export function judgement(text: string, citations: readonly Citation[] = []): Claim {
  return { text, kind: 'judgement', origin: 'offline', citations: distinct(citations), searched: [] };
}

/** Each place once, in the order given. */
export function distinct(citations: readonly Citation[]): Citation[] {
  const seen = new Set<string>();
  return citations.filter(({ textDigest, start, end, url }) => {
    const key = `${textDigest} ${start} ${end} ${url}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
