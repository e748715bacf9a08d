/** Ranks documents by the words of a query. */
export interface WordRank {
  /** Positions of documents and their scores, best first; equals by position. */
  search(terms: readonly string[], most: number): { at: number; score: number }[];
}

/** What is known of documents: how many terms each holds, and in which a term stands. */
export interface Postings {
  lengths: readonly number[];
  /** The position of each document that holds the term, and how often it does, in turn. */
  of(term: string): ArrayLike<number>;
}

/** The usual constants: how fast a repeated word stops counting, and how much length is held against a document. */
const saturation = 1.2;
const lengthWeight = 0.75;

interface Ranked {
  at: number;
  score: number;
}

/** A BM25 ranking over documents. */
export function rankWords({ lengths, of }: Postings): WordRank {
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const mean = lengths.length === 0 ? 1 : total / lengths.length;
  const scores = new Float64Array(lengths.length);
  const touched = new Uint32Array(lengths.length);
  return {
    search(terms, most) {
      let count = 0;
      for (const term of new Set(terms)) {
        const list = of(term);
        const holders = list.length / 2;
        const rarity = Math.log(1 + (lengths.length - holders + 0.5) / (holders + 0.5));
        for (let pair = 0; pair < list.length; pair += 2) {
          const at = list[pair] ?? 0;
          const times = list[pair + 1] ?? 0;
          const length = (lengths[at] ?? 0) / mean;
          const weight = (times * (saturation + 1)) / (times + saturation * (1 - lengthWeight + lengthWeight * length));
          const before = scores[at] ?? 0;
          if (before === 0) {
            touched[count] = at;
            count += 1;
          }
          scores[at] = before + rarity * weight;
        }
      }
      const best: Ranked[] = [];
      let least = 0;
      for (const at of touched.subarray(0, count)) {
        const score = scores[at] ?? 0;
        scores[at] = 0;
        // Thousands hold a word, and some dozens are looked at: the others are not even put into words.
        if (best.length >= most && score < least) continue;
        keepBest(best, { at, score }, most);
        least = best.at(-1)?.score ?? 0;
      }
      return best;
    },
  };
}

/** Puts a document into its place among the best, if it has one. */
function keepBest(best: Ranked[], one: Ranked, most: number): void {
  const last = best.at(-1);
  if (best.length >= most && last !== undefined && !goesBefore(one, last)) return;
  let low = 0;
  let high = best.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = best[middle];
    if (other !== undefined && goesBefore(one, other)) high = middle;
    else low = middle + 1;
  }
  best.splice(low, 0, one);
  if (best.length > most) best.pop();
}

function goesBefore(a: Ranked, b: Ranked): boolean {
  return a.score > b.score || (a.score === b.score && a.at < b.at);
}
