import { type DraftBlock, foldSpace, visible } from '../blocks.ts';
import type { PdfLine } from './page-lines.ts';
import { withTableRows } from './table-lines.ts';

/** Letters so many times the size of the text's own make a heading. */
const headingSize = 1.12;
/** A heading of more characters is a paragraph in large letters. */
const longestHeading = 200;
/** Lines further apart than this many times the usual distance part paragraphs. */
const paragraphGap = 1.35;
/** A line that ends this much short of the widest, as a share of it, may end a paragraph. */
const shortLine = 0.85;
const bullet = /^([•◦▪●○■·‣–—*-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)/;
/** Levels of headings below that of the page's number. */
const deepest = 6;

interface Setting {
  body: number;
  /** Heading sizes, largest first. */
  sizes: number[];
  gap: number;
  /** Where the longest line ends that begins at the same place from the left: the width of a column. */
  widest: ReadonlyMap<number, number>;
}

/** Headings, paragraphs, list items and code, under the number of the page and the headings that are open there. */
export function blocksOfLines(pages: readonly (readonly PdfLine[])[]): { drafts: DraftBlock[]; title: string } {
  const setting = settingOf(pages.flat());
  const pieces = piecesOf(pages.map(withTableRows), setting);
  const title = titleOf(pieces);
  const drafts: DraftBlock[] = [];
  const open: DraftBlock[] = [];
  let page = 0;
  let group = 0;
  for (const [at, piece] of pieces.entries()) {
    const level = piece.kind === 'heading' ? Math.min(deepest, 2 + setting.sizes.indexOf(piece.size)) : 0;
    if (piece.page !== page) {
      page = piece.page;
      drafts.push(draft('heading', `Page ${page}`, { level: 1 }));
      // The page's number stands above all; what is open goes on under it.
      drafts.push(...open.filter((heading) => level === 0 || heading.level < level).map((heading) => ({ ...heading })));
    }
    const isListed = piece.kind === 'item' || piece.kind === 'row';
    if (isListed && pieces[at - 1]?.kind !== piece.kind) group += 1;
    const made = draft(piece.kind, piece.text, { level, group: isListed ? group : 0 });
    if (piece.kind === 'heading') {
      while ((open.at(-1)?.level ?? 0) >= level) open.pop();
      if (piece.text !== title) open.push(made);
    }
    drafts.push(made);
  }
  return { drafts, title };
}

interface Piece {
  kind: 'heading' | 'prose' | 'item' | 'code' | 'row';
  text: string;
  page: number;
  size: number;
  last: PdfLine;
}

function piecesOf(pages: readonly (readonly PdfLine[])[], setting: Setting): Piece[] {
  const pieces: Piece[] = [];
  for (const line of pages.flat()) {
    const before = pieces.at(-1);
    const kind = kindOf(line, setting);
    if (before !== undefined && goesOn(before, line, { kind, setting })) {
      before.text =
        before.kind === 'code' ? `${before.text}\n${indented(line, before)}` : joined(before.text, line.text);
      before.last = line;
      continue;
    }
    const text = kind === 'item' ? line.text.replace(bullet, '') : line.text;
    if (text.trim() !== '') pieces.push({ kind, text, page: line.page, size: line.size, last: line });
  }
  return pieces.map((piece) => ({
    ...piece,
    text: piece.kind === 'code' ? visible(piece.text) : foldSpace(visible(piece.text)),
  }));
}

function kindOf(line: PdfLine, { body, sizes }: Setting): Piece['kind'] {
  if (line.isRow) return 'row';
  if (line.monospaced) return 'code';
  if (sizes.includes(line.size) && line.text.length <= longestHeading) return 'heading';
  return bullet.test(line.text) && line.size <= body * headingSize ? 'item' : 'prose';
}

function goesOn(before: Piece, line: PdfLine, { kind, setting }: { kind: Piece['kind']; setting: Setting }): boolean {
  const { last } = before;
  const turned = last.page !== line.page;
  // Down the page or on to the next column; anything further down than a line's distance is another paragraph.
  const near = !turned && last.y - line.y <= paragraphGap * setting.gap * Math.max(1, line.size / setting.body);
  if (kind === 'code') return before.kind === 'code' && near;
  if (before.kind === 'code' || before.kind === 'row' || kind === 'item' || kind === 'row') return false;
  if (kind === 'heading') return before.kind === 'heading' && near && before.size === line.size;
  if (before.kind === 'heading') return false;
  const ended = /[.!?:;]["'”’)\]]?$/.test(last.text);
  if (turned || last.y < line.y) return !ended && /^[\p{Ll}(\d]/u.test(line.text);
  if (!near) return false;
  if (before.kind === 'item') return line.x >= last.x - 1 || !ended;
  const short = last.end < shortLine * (setting.widest.get(columnOf(last)) ?? 0);
  // A list whose dots are drawn and not written has short lines that begin anew.
  return !(short && (ended || /^[\p{Lu}\d]/u.test(line.text)));
}

/** Lines that begin within this many points of one another stand in one column. */
const columnWidth = 12;

function columnOf({ x }: PdfLine): number {
  return Math.round(x / columnWidth);
}

/** A word that was divided at the end of a line is one again. */
function joined(text: string, next: string): string {
  if (/\p{L}\u00ad$/u.test(text)) return text.slice(0, -1) + next;
  if (/\p{Ll}[-‐]$/u.test(text) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next;
  return `${text} ${next}`;
}

/** Code keeps its indentation, as far as places on the page tell it. */
function indented(line: PdfLine, { last }: Piece): string {
  const letter = Math.max(1, (last.end - last.x) / Math.max(1, last.text.length));
  const first = Math.max(0, Math.round((line.x - last.x) / letter));
  return `${' '.repeat(Math.min(first, 40))}${line.text}`;
}

function settingOf(lines: readonly PdfLine[]): Setting {
  const bySize = new Map<number, number>();
  for (const line of lines)
    if (!line.monospaced) bySize.set(line.size, (bySize.get(line.size) ?? 0) + line.text.length);
  const body = mostOf(bySize) ?? 10;
  const gaps = new Map<number, number>();
  for (const [at, line] of lines.entries()) {
    const gap = Math.round(((lines[at - 1]?.y ?? 0) - line.y) * 2) / 2;
    if (lines[at - 1]?.page === line.page && gap > body * 0.8 && gap < body * 3)
      gaps.set(gap, (gaps.get(gap) ?? 0) + 1);
  }
  const sizes = [...bySize.keys()].filter((size) => size >= body * headingSize).sort((a, b) => b - a);
  const widest = new Map<number, number>();
  for (const line of lines) widest.set(columnOf(line), Math.max(line.end, widest.get(columnOf(line)) ?? 0));
  return { body, sizes, gap: mostOf(gaps) ?? body * 1.2, widest };
}

function mostOf(counts: ReadonlyMap<number, number>): number | undefined {
  return [...counts].sort(([a, m], [b, n]) => n - m || a - b)[0]?.[0];
}

/** The first of the largest letters on the first page that has text. */
function titleOf(pieces: readonly Piece[]): string {
  const [first] = pieces;
  const headings = pieces.filter((piece) => piece.kind === 'heading' && piece.page === first?.page);
  const largest = Math.max(0, ...headings.map(({ size }) => size));
  return headings.find(({ size }) => size === largest)?.text ?? '';
}

function draft(kind: DraftBlock['kind'], text: string, { level = 0, group = 0 }): DraftBlock {
  return { kind, text, level, group, marker: kind === 'item' ? '- ' : '', rank: 0, linked: 0 };
}
