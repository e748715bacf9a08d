import type { Corpus } from '../../../domain/corpus.ts';
import { sha256 } from '../../../domain/digest.ts';
import { estimateTokens } from './estimate-tokens.ts';
import { harvestPassages } from './harvest-passages.ts';
import type { PagePart, PlacedPassage } from './page-part.ts';
import { pageLines, passageLines } from './part-text.ts';

/**
 * Tokens of documentation that one call holds at most: enough to see a section whole, little enough to read closely, and
 * little enough that a changed sentence, which asks its part again, costs a thirtieth of the whole. Smaller ones would
 * repeat the checks more often than they spare.
 */
export const partTokens = 9_000;
/** A part that begins inside a page repeats its title and headings, of so many tokens at most. */
const repeatedTokens = 200;

/**
 * The documentation as parts of at most `partTokens`, in order of address. What exceeds a part is parted where pages, then
 * headings have least in common, by a rule that looks at addresses and headings and hardly at sizes: so a changed
 * sentence changes the part that it stands in, and a new page few others. A passage too long for any part is left out.
 */
export function packPages(corpus: Corpus, most = partTokens): PagePart[] {
  const room = most - Math.min(repeatedTokens, most / 10);
  const passages = harvestPassages(corpus);
  const sized = sizesOf(passages).flatMap((tokens, at) => {
    const placed = passages[at];
    return placed !== undefined && tokens <= room ? [{ placed, tokens }] : [];
  });
  const list = sized.map(({ placed }) => placed);
  const ground: Ground = { before: sums(sized.map(({ tokens }) => tokens)), seams: seamsOf(list), room };
  return joined(ground, split(ground, { from: 0, to: list.length })).map(({ from, to }) => list.slice(from, to));
}

/** Where two neighbouring passages could be parted. */
interface Seam {
  /** What the two have in common; least is parted first. */
  rank: number;
  /** Decides between seams of equal rank: a digest of the address and headings only, so that no edit moves it. */
  key(): string;
}

interface Ground {
  /** Tokens before each passage; one entry more than passages. */
  before: readonly number[];
  /** The seam before each passage. */
  seams: readonly Seam[];
  room: number;
}

interface Range {
  from: number;
  to: number;
}

function sizesOf(passages: readonly PlacedPassage[]): number[] {
  return passages.map((placed, at) =>
    estimateTokens([...pageLines(passages[at - 1], placed), ...passageLines(placed, 99), ''].join('\n')),
  );
}

function sums(sizes: readonly number[]): number[] {
  const before = [0];
  for (const size of sizes) before.push((before.at(-1) ?? 0) + size);
  return before;
}

function tokensOf({ before }: Ground, { from, to }: Range): number {
  return (before[to] ?? 0) - (before[from] ?? 0);
}

function split(ground: Ground, range: Range): Range[] {
  if (range.to <= range.from) return [];
  if (tokensOf(ground, range) <= ground.room || range.to - range.from === 1) return [range];
  const at = bestSeam(ground, range);
  return [...split(ground, { from: range.from, to: at }), ...split(ground, { from: at, to: range.to })];
}

/** Where the two sides have least in common; among equals where the key is lowest, which spreads evenly like a draw. */
function bestSeam({ seams }: Ground, { from, to }: Range): number {
  let best = from + 1;
  for (let at = from + 2; at < to; at += 1) if (isBetter(seams[at], seams[best])) best = at;
  return best;
}

function isBetter(a: Seam | undefined, b: Seam | undefined): boolean {
  if (a === undefined || b === undefined) return b === undefined;
  return a.rank !== b.rank ? a.rank < b.rank : a.key() < b.key();
}

/** Neighbours that fit one call together are one part: the fewer calls, the less often the checks are paid for. */
function joined(ground: Ground, ranges: readonly Range[]): Range[] {
  const parts: Range[] = [];
  for (const range of ranges) {
    const last = parts.at(-1);
    if (last !== undefined && tokensOf(ground, { from: last.from, to: range.to }) <= ground.room) last.to = range.to;
    else parts.push({ ...range });
  }
  return parts;
}

/** Headings in common count for less than pages in common: above every number of address segments. */
const samePage = 1_000;
const sameHeadings = 2_000;

function seamsOf(passages: readonly PlacedPassage[]): Seam[] {
  // By page and headings, the stretches under them so far. Pages repeat headings ("Parameters"); seams of equal keys
  // would be parted one passage at a time.
  const stretches = new Map<string, number>();
  let ordinal = 0;
  return passages.map((placed, at) => {
    const before = passages[at - 1];
    const { page, passage } = placed;
    const path = `${page.url}\n${passage.headings.join('\n')}`;
    const isSame = before?.page === page && path === `${page.url}\n${before.passage.headings.join('\n')}`;
    ordinal = isSame ? ordinal + 1 : 0;
    const stretch = (stretches.get(path) ?? -1) + (isSame ? 0 : 1);
    stretches.set(path, stretch);
    if (before === undefined) return { rank: 0, key: () => '' };
    if (before.page !== page) {
      return { rank: inCommon(before.page.url.split('/'), page.url.split('/')), key: digestWhenAsked(page.url) };
    }
    const rank = isSame ? sameHeadings : samePage + inCommon(before.passage.headings, passage.headings);
    const again = stretch === 0 ? '' : `\n${stretch}`;
    return { rank, key: digestWhenAsked(`${path}\n${ordinal}${again}`) };
  });
}

/** Few seams tie: of some thousands, digests of the others would be most of what packing costs. */
function digestWhenAsked(text: string): () => string {
  let digest: string | null = null;
  return () => {
    digest ??= sha256(text);
    return digest;
  };
}

function inCommon(a: readonly string[], b: readonly string[]): number {
  const different = a.findIndex((part, at) => part !== b[at]);
  return different === -1 ? a.length : different;
}
