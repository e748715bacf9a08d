import type { Pace } from '../../domain/pace.ts';

/** Words in a row that make one shingle: long enough that common phrases do not count as likeness. */
const shingleWords = 5;
/** Likeness, as the share of shingles in common, above which two pages are one document (another version, a print view). */
const samePage = 0.95;

/** The shingles of a text as 32-bit hashes. */
export function shinglesOf(text: string): Set<number> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  const hashes = words.map(hashOf);
  const found = new Set<number>();
  const last = Math.max(1, hashes.length - shingleWords + 1);
  for (let at = 0; at < last; at += 1) {
    let hash = 17;
    for (let word = at; word < Math.min(at + shingleWords, hashes.length); word += 1) {
      hash = Math.imul(hash, 31) + (hashes[word] ?? 0);
    }
    found.add(hash | 0);
  }
  return found;
}

/** Share of shingles that both have, of all that either has. */
export function likeness(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (large.size === 0) return 1;
  let common = 0;
  for (const hash of small) if (large.has(hash)) common += 1;
  return common / (a.size + b.size - common);
}

/** For each text the index of the first one that it repeats, its own index where it repeats none. Give the best first. */
export async function repeats(texts: readonly string[], pace: Pace): Promise<number[]> {
  const shingles: Set<number>[] = [];
  const firsts: number[] = [];
  const found: number[] = [];
  for (const [index, text] of texts.entries()) {
    if (pace.due(text.length)) await pace.rest();
    const own = shinglesOf(text);
    shingles.push(own);
    const first = await firstLike(own);
    if (first === undefined) firsts.push(index);
    found.push(first ?? index);
  }
  return found;

  async function firstLike(own: ReadonlySet<number>): Promise<number | undefined> {
    for (const first of firsts) {
      const other = shingles[first];
      if (other === undefined) continue;
      // Sizes that differ by more than the likeness allows cannot be alike.
      if (Math.min(own.size, other.size) < samePage * Math.max(own.size, other.size)) continue;
      if (pace.due(own.size)) await pace.rest();
      if (likeness(own, other) >= samePage) return first;
    }
    return undefined;
  }
}

/** FNV-1a over UTF-16 units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) hash = Math.imul(hash ^ word.charCodeAt(at), 0x01000193);
  return hash | 0;
}
