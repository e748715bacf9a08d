import type { PdfPage, PdfRun } from './open-pdf.ts';

/** A part of a line that stands apart from the others, as a cell of a table does. */
export interface PdfCell {
  text: string;
  x: number;
  end: number;
  /** That of its first letters. */
  font: string;
}

/** A line of a page as it is read. */
export interface PdfLine {
  text: string;
  /** Its parts; one where nothing stands apart. */
  cells: PdfCell[];
  /** Whether it is a row of a table; see `withTableRows`. */
  isRow?: boolean;
  page: number;
  x: number;
  y: number;
  /** Where it ends, in points from the left. */
  end: number;
  /** Of its letters, in points, to the half point. */
  size: number;
  monospaced: boolean;
}

/** Letters smaller than this, in points, are not made to be read. */
const smallest = 2.5;
/** A gap wider than this share of the size of letters is a space that the file leaves out. */
const spaceGap = 0.18;
/** A gap wider than this share may part columns: spaces are a third as wide, and seldom stretched so far. */
const columnGap = 0.6;
/** Runs whose feet differ by less than this share of their size stand in one line; a superscript is higher. */
const sameLine = 0.45;
/** How far ahead of its place a letter is looked for among the painted ones. */
const reach = 200;

/** The lines of a page in the order of the file, and how many of its runs no reader sees. */
export function linesOfPage(page: PdfPage, number: number): { lines: PdfLine[]; unseen: number } {
  const lines: PdfLine[] = [];
  let runs: PdfRun[] = [];
  let unseen = 0;
  const isSeen = follow(page);
  const close = () => {
    const line = lineOf(runs, number);
    if (line !== null) lines.push(line);
    runs = [];
  };
  for (const run of page.runs) {
    if (!isSeen(run.text) || run.size < smallest) {
      if (run.text.trim() !== '') unseen += 1;
      continue;
    }
    const last = runs.findLast(({ text }) => text.trim() !== '') ?? runs.at(-1);
    if (last !== undefined && breaks(last, run)) close();
    runs.push(run);
  }
  close();
  return { lines, unseen };
}

function breaks(last: PdfRun, run: PdfRun): boolean {
  const size = Math.max(last.size, run.size);
  return Math.abs(last.y - run.y) > sameLine * size || run.x < last.x - size;
}

/** Tells of each run in turn whether most of its letters are seen, by following them through those that were painted. */
function follow({ glyphs }: PdfPage): (text: string) => boolean {
  let at = 0;
  return (text) => {
    let [known, seen] = [0, 0];
    for (const char of text.normalize('NFKC').replace(/\s+/gu, '')) {
      let found = at;
      while (found < Math.min(at + reach, glyphs.length) && glyphs[found]?.text !== char) found += 1;
      const glyph = glyphs[found];
      if (glyph === undefined || glyph.text !== char) continue;
      known += 1;
      if (glyph.seen) seen += 1;
      at = found + 1;
    }
    return known === 0 || seen * 2 >= known;
  };
}

function lineOf(runs: readonly PdfRun[], page: number): PdfLine | null {
  const end = Math.max(...runs.map(({ x, width }) => x + width));
  const words = runs.filter((run) => run.text.trim() !== '');
  const [first] = words;
  if (first === undefined) return null;
  return {
    text: textOf(runs),
    cells: cellsOf(runs),
    page,
    x: first.x,
    y: first.y,
    end,
    size: Math.round(Math.max(...words.map(({ size }) => size)) * 2) / 2,
    monospaced: words.every(({ monospaced }) => monospaced),
  };
}

/** The parts of a line between gaps that are wider than any between words; white space is a gap as wide as it is drawn. */
function cellsOf(runs: readonly PdfRun[]): PdfCell[] {
  const parts: PdfRun[][] = [];
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    if (run.text.trim() === '') {
      parts.at(-1)?.push(run);
      continue;
    }
    if (run.x - end > columnGap * run.size) parts.push([]);
    parts.at(-1)?.push(run);
    end = Math.max(end, run.x + run.width);
  }
  return parts.flatMap((part) => {
    const words = part.filter(({ text }) => text.trim() !== '');
    const [first] = words;
    if (first === undefined) return [];
    const last = Math.max(...words.map(({ x, width }) => x + width));
    return [{ text: textOf(part), x: first.x, end: last, font: first.font }];
  });
}

/** Runs as text, with the spaces that the file leaves out. */
function textOf(runs: readonly PdfRun[]): string {
  let text = '';
  let end = Number.NEGATIVE_INFINITY;
  for (const run of runs) {
    const parted = text !== '' && run.x - end > spaceGap * run.size && !/\s$/.test(text) && !/^\s/.test(run.text);
    text += parted ? ` ${run.text}` : run.text;
    end = Math.max(end, run.x + run.width);
  }
  return text.trim();
}
