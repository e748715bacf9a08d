import type { PassageKind } from '../../domain/corpus.ts';
import type { Block, PageText } from '../../domain/page-text.ts';
import { sentencesOf } from '../../domain/sentences.ts';
import { boundHeading } from './bound-heading.ts';

/** Longest passage in characters, unless a single row or item is longer: about what fits one thought and one screen. */
const longest = 900;

/** A passage of one page before it is compared with others. */
export interface PagePassage {
  start: number;
  end: number;
  kind: PassageKind;
  headings: string[];
}

interface Piece {
  start: number;
  end: number;
  kind: PassageKind;
  /** List or table that it belongs to; 0 for none. */
  group: number;
  /** A paragraph that introduces the list or table after it. */
  leads: boolean;
}

const kinds: Record<Exclude<Block['kind'], 'heading'>, PassageKind> = {
  prose: 'prose',
  item: 'list',
  row: 'table',
  code: 'code',
};

/**
 * The passages of a page: at each heading a new one, then as many paragraphs, items or rows as fit. Paragraphs, rows and
 * items are never cut; only a paragraph longer than a passage is, between sentences, and code, between lines.
 * `dropped` says which blocks belong to the site rather than to the page.
 */
export function splitPassages(page: PageText, dropped: (block: Block) => boolean): PagePassage[] {
  const passages: PagePassage[] = [];
  const headings: { level: number; text: string }[] = [];
  let open: Piece | undefined;
  const close = () => {
    if (open !== undefined) {
      const { start, end, kind } = open;
      passages.push({ start, end, kind, headings: headings.map((heading) => heading.text) });
    }
    open = undefined;
  };
  for (const [index, block] of page.blocks.entries()) {
    const text = page.text.slice(block.start, block.end);
    if (block.kind === 'heading') {
      close();
      while ((headings.at(-1)?.level ?? 0) >= block.level) headings.pop();
      if (text !== page.title) headings.push({ level: block.level, text: boundHeading(text) });
      continue;
    }
    if (dropped(block)) {
      close();
      continue;
    }
    for (const piece of piecesOf(page.text, block, page.blocks[index + 1])) {
      const before: Piece | undefined = open;
      if (before !== undefined && joins(before, piece)) piece.start = before.start;
      else close();
      open = piece;
    }
  }
  close();
  return passages;
}

/** Paragraphs join paragraphs, items and rows those of their own list or table; a lead-in joins the list it introduces. */
function joins(open: Piece, piece: Piece): boolean {
  if (piece.end - open.start > longest || open.kind === 'code' || piece.kind === 'code') return false;
  if (open.kind === piece.kind && open.group === piece.group) return !piece.leads;
  return open.kind === 'prose' && piece.kind !== 'prose' && open.leads;
}

function piecesOf(text: string, block: Block, next: Block | undefined): Piece[] {
  if (block.kind === 'heading') return [];
  const kind = kinds[block.kind];
  const { start, end, group } = block;
  const leads = kind === 'prose' && text[end - 1] === ':' && (next?.kind === 'item' || next?.kind === 'row');
  if (end - start <= longest || kind === 'table' || kind === 'list') return [{ start, end, kind, group, leads }];
  const units = kind === 'code' ? codeLines(text, start, end) : proseSentences(text, start, end);
  const pieces: Piece[] = [];
  for (const unit of units) {
    const last = pieces.at(-1);
    if (last !== undefined && unit.end - last.start <= longest) last.end = unit.end;
    else pieces.push({ ...unit, kind, group, leads: false });
  }
  return pieces;
}

function codeLines(text: string, start: number, end: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  let at = start;
  while (at < end) {
    const next = text.indexOf('\n', at);
    const stop = next === -1 || next > end ? end : next;
    if (text.slice(at, stop).trim() !== '') found.push({ start: at, end: stop });
    at = stop + 1;
  }
  return found;
}

function proseSentences(text: string, start: number, end: number): { start: number; end: number }[] {
  return codeLines(text, start, end).flatMap((line) =>
    sentencesOf(text, line).map(({ start, end }) => ({ start, end })),
  );
}
