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

/**
 * How many shingles a text has, and how many of them fall into each of some classes. Two texts have no more shingles in
 * common than their sketches allow, so that most pairs are known to be unlike without making any shingles.
 */
export interface Sketch {
  size: number;
  classes: number[];
}

/** Pages of a thousand shingles then have some sixteen in a class: chance alone makes no two such sketches alike. */
const classCount = 64;

export function sketchOf(shingles: ReadonlySet<number>): Sketch {
  const classes = new Array<number>(classCount).fill(0);
  for (const hash of shingles) {
    const own = hash & (classCount - 1);
    classes[own] = (classes[own] ?? 0) + 1;
  }
  return { size: shingles.size, classes };
}

/** False only for texts whose likeness is below that of one document. */
function mayRepeat(a: Sketch, b: Sketch): boolean {
  // Sizes that differ by more than the likeness allows cannot be alike.
  if (Math.min(a.size, b.size) < samePage * Math.max(a.size, b.size)) return false;
  let most = 0;
  for (let at = 0; at < classCount; at += 1) most += Math.min(a.classes[at] ?? 0, b.classes[at] ?? 0);
  return most >= samePage * (a.size + b.size - most);
}

/** For each text the index of the first one that it repeats, its own index where it repeats none. Give the best first. */
export async function repeats(texts: readonly { text: string; sketch: () => Sketch }[], pace: Pace): Promise<number[]> {
  const sketches: Sketch[] = [];
  const shingles = new Map<number, Set<number>>();
  const firsts: number[] = [];
  const found: number[] = [];
  for (const [index, { text, sketch }] of texts.entries()) {
    if (pace.due(text.length)) await pace.rest();
    sketches.push(sketch());
    const first = await firstLike(index);
    if (first === undefined) firsts.push(index);
    found.push(first ?? index);
  }
  return found;

  function shinglesAt(index: number): Set<number> {
    const own = shingles.get(index) ?? shinglesOf(texts[index]?.text ?? '');
    shingles.set(index, own);
    return own;
  }

  async function firstLike(index: number): Promise<number | undefined> {
    for (const first of firsts) {
      const [own, other] = [sketches[index], sketches[first]];
      if (own === undefined || other === undefined || !mayRepeat(own, other)) continue;
      if (pace.due(own.size)) await pace.rest();
      if (likeness(shinglesAt(index), shinglesAt(first)) >= samePage) return first;
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
