import { type DraftBlock, foldSpace } from './blocks.ts';

/** A cell as it was read: the blocks that stood in it. */
export interface Cell {
  heads: boolean;
  columns: number;
  rows: number;
  blocks: DraftBlock[];
}

export interface TableRow {
  inHead: boolean;
  cells: Cell[];
}

/** A cell longer than this, in characters, is a part of a page that a table lays out. */
const longestCell = 1500;
/** Most rows and columns that a cell may claim to span; a hostile page claims millions. */
const widestSpan = 50;

/**
 * The blocks of a table: one a row, its header repeated in it so that the row can be quoted alone. A table that only
 * lays out a page gives what stands in it, in order.
 */
export function blocksOfTable(rows: readonly TableRow[], group: number, rank: number): DraftBlock[] {
  const filled = rows.filter((row) => row.cells.some((cell) => cell.blocks.length > 0));
  if (laysOut(filled)) return filled.flatMap((row) => row.cells.flatMap((cell) => cell.blocks));
  const grid = gridOf(filled);
  const headerAt = headerIndex(filled);
  const header = headerAt === -1 ? [] : (grid[headerAt] ?? []);
  const width = Math.max(...grid.map((row) => row.length));
  const drafts: DraftBlock[] = [];
  for (const [at, row] of grid.entries()) {
    if (at <= headerAt && filled.length > headerAt + 1) continue;
    const text = rowText(row, at === headerAt ? [] : header);
    if (text === '') continue;
    const linked = (filled[at]?.cells ?? [])
      .flatMap((cell) => cell.blocks)
      .reduce((sum, block) => sum + block.linked, 0);
    // One column makes a list, not a table: there is no second cell that the bar could part.
    drafts.push({
      kind: width > 1 ? 'row' : 'item',
      text,
      level: 0,
      group,
      marker: width > 1 ? '' : '- ',
      rank,
      linked,
    });
  }
  return drafts;
}

function laysOut(rows: readonly TableRow[]): boolean {
  const cells = rows.flatMap((row) => row.cells);
  if (rows.length === 1 && !cells.some((cell) => cell.heads)) return true;
  return cells.some(
    (cell) =>
      cell.blocks.some((block) => block.kind === 'heading' || block.kind === 'row') ||
      cell.blocks.reduce((sum, block) => sum + block.text.length, 0) > longestCell,
  );
}

/** The last row of the head, or a first row of header cells only. */
function headerIndex(rows: readonly TableRow[]): number {
  const inHead = rows.findLastIndex((row) => row.inHead);
  if (inHead !== -1) return inHead;
  return rows[0]?.cells.every((cell) => cell.heads) && rows.length > 1 ? 0 : -1;
}

/** Rows of texts by column; a cell that spans rows or columns stands in each of its rows, in its first column. */
function gridOf(rows: readonly TableRow[]): string[][] {
  const carried = new Map<number, { text: string; left: number }>();
  return rows.map((row) => {
    const out: string[] = [];
    let column = 0;
    const takeCarried = () => {
      for (let from = carried.get(column); from !== undefined; from = carried.get(column)) {
        out[column] = from.text;
        from.left -= 1;
        if (from.left <= 0) carried.delete(column);
        column += 1;
      }
    };
    for (const cell of row.cells) {
      takeCarried();
      const text = cellText(cell);
      out[column] = text;
      if (cell.rows > 1) carried.set(column, { text, left: Math.min(cell.rows, widestSpan) - 1 });
      column += 1;
      for (let extra = 1; extra < Math.min(cell.columns, widestSpan); extra += 1) {
        out[column] = '';
        column += 1;
      }
    }
    takeCarried();
    return Array.from(out, (text) => text ?? '');
  });
}

function cellText(cell: Cell): string {
  let text = '';
  for (const block of cell.blocks) {
    const piece = foldSpace(block.text);
    if (piece === '') continue;
    if (text === '') text = piece;
    else text += `${/[.:;,!?]$/.test(text) ? ' ' : '; '}${piece}`;
  }
  return text;
}

function rowText(cells: readonly string[], header: readonly string[]): string {
  const parts: string[] = [];
  for (const [column, cell] of cells.entries()) {
    if (cell === '') continue;
    const name = (header[column] ?? '').replace(/:$/, '');
    parts.push(name === '' ? cell : `${name}: ${cell}`);
  }
  return parts.join(' | ');
}
