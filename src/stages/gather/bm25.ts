import type { Pace } from '../../domain/pace.ts';

/** Ranks documents by the words of a query. */
export interface WordRank {
  /** Positions of documents and their scores, best first; equals by position. */
  search(terms: readonly string[], most: number): { at: number; score: number }[];
}

/** For the pace, which counts characters. */
const charactersAWord = 6;

/** The usual constants: how fast a repeated word stops counting, and how much length is held against a document. */
const saturation = 1.2;
const lengthWeight = 0.75;

/** A BM25 index over documents given as lists of terms. */
export async function indexTerms(documents: readonly (readonly string[])[], pace: Pace): Promise<WordRank> {
  const postings = new Map<string, { at: number; count: number }[]>();
  let total = 0;
  for (const [at, terms] of documents.entries()) {
    if (pace.due(terms.length * charactersAWord)) await pace.rest();
    total += terms.length;
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) {
      const list = postings.get(term);
      if (list === undefined) postings.set(term, [{ at, count }]);
      else list.push({ at, count });
    }
  }
  const mean = documents.length === 0 ? 1 : total / documents.length;
  return {
    search(terms, most) {
      const scores = new Map<number, number>();
      for (const term of new Set(terms)) {
        const list = postings.get(term) ?? [];
        const rarity = Math.log(1 + (documents.length - list.length + 0.5) / (list.length + 0.5));
        for (const { at, count } of list) {
          const length = (documents[at]?.length ?? 0) / mean;
          const weight = (count * (saturation + 1)) / (count + saturation * (1 - lengthWeight + lengthWeight * length));
          scores.set(at, (scores.get(at) ?? 0) + rarity * weight);
        }
      }
      return [...scores]
        .map(([at, score]) => ({ at, score }))
        .sort((a, b) => b.score - a.score || a.at - b.at)
        .slice(0, most);
    },
  };
}
