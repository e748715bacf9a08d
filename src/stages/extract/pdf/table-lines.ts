import type { PdfCell, PdfLine } from './page-lines.ts';

/** Rows further apart than this many times the size of their letters belong to two tables. */
const rowDistance = 4;
/** Lines whose letters differ by more, in points, stand in no table together. */
const sameSize = 1;
/** Without a head that its letters tell, two lines in columns may be a signature or an address. */
const leastRows = 3;
/** Longer cells on average, in characters, are the lines of a page in two columns. */
const longestCell = 60;
/** So many first cells that begin in the middle of a sentence, as a share, tell of a page in two columns as well. */
const mostBrokenOff = 0.3;
/** Dots that lead the eye to a page number. */
const leader = /\.{4,}|(?:\. ){4,}/;
/** One column of figures may stand under a word that belongs to them, such as "unlimited". */
const leastNamed = 2;
/** A cell that begins with one, as `6 ms` or `$5` does and the name `p50 latency` does not. */
const figure = /^[^\p{L}\d]*\d/u;
const bulletAlone = /^(?:[•◦▪●○■·‣–—*-]|\(?\w{1,3}[.)])$/;

interface Column {
  x: number;
  end: number;
}

interface Row {
  /** Texts by column; null where a cell is empty. */
  cells: (string | null)[];
  fonts: Set<string>[];
  /** Foot of its lowest line. */
  y: number;
  last: number;
}

interface Table {
  columns: Column[];
  rows: Row[];
  lines: PdfLine[];
}

/** The lines of a page with those of each table as one line a row: its cells parted by bars, each under the name of its column. */
export function withTableRows(lines: readonly PdfLine[]): PdfLine[] {
  const out: PdfLine[] = [];
  for (let at = 0; at < lines.length; ) {
    const table = tableAt(lines, at);
    // What turned out to be none is not looked at line by line again: a hostile page has a hundred thousand.
    const taken = Math.max(1, table?.lines.length ?? 0);
    const [first] = table?.lines ?? [];
    if (!table || !first || !isTable(table)) out.push(...lines.slice(at, at + taken));
    else for (const text of textsOf(table)) out.push({ ...first, text, isRow: true });
    at += taken;
  }
  return out;
}

/** The longest table that begins with a line; null where none does. */
function tableAt(lines: readonly PdfLine[], from: number): Table | null {
  const first = lines[from];
  if (!first || !isInColumns(first)) return null;
  const table: Table = { columns: first.cells.map(({ x, end }) => ({ x, end })), rows: [], lines: [] };
  for (let at = from; at < lines.length; at += 1) {
    const line = lines[at];
    if (!line || Math.abs(line.size - first.size) > sameSize || !takes(table, line, lines[at + 1])) break;
    table.lines.push(line);
  }
  return table;
}

function isInColumns({ cells, monospaced, text }: PdfLine): boolean {
  return cells.length > 1 && !monospaced && !leader.test(text) && !bulletAlone.test(cells[0]?.text ?? '');
}

/** Adds a line to a table: as a row, as more of the row before it, or not at all. */
function takes(table: Table, line: PdfLine, next: PdfLine | undefined): boolean {
  const places = placesIn(table.columns, line.cells);
  const before = table.rows.at(-1);
  if (places === null || (before && before.y - line.y > rowDistance * line.size)) return false;
  if (line.cells.length > 1) return isInColumns(line) && (!before || line.y < before.y) && opens(table, line, places);
  const [place = 0] = places;
  const [cell] = line.cells;
  if (!before || !cell || leader.test(line.text)) return false;
  // A cell of one line beside one of several is written before it, at half its height.
  if (place === 0) return startsRow(table, line, next) && opens(table, line, places);
  const text = before.cells[place] ?? null;
  if (text !== null && (before.last !== place || line.y > before.y)) return false;
  before.cells[place] = text === null ? cell.text : `${text} ${cell.text}`;
  before.fonts[place] = new Set([...(before.fonts[place] ?? []), cell.font]);
  before.y = Math.min(before.y, line.y);
  before.last = place;
  return true;
}

function startsRow({ columns }: Table, line: PdfLine, next: PdfLine | undefined): boolean {
  const [place = 0] = (next?.cells.length === 1 && placesIn(columns, next.cells)) || [];
  return next !== undefined && place > 0 && next.y >= line.y - line.size / 2;
}

function opens({ columns, rows }: Table, { cells, y }: PdfLine, places: number[]): true {
  const row: Row = { cells: columns.map(() => null), fonts: [], y, last: places.at(-1) ?? 0 };
  for (const [at, cell] of cells.entries()) {
    const place = places[at] ?? 0;
    const column = columns[place];
    if (column) Object.assign(column, { x: Math.min(column.x, cell.x), end: Math.max(column.end, cell.end) });
    row.cells[place] = cell.text;
    row.fonts[place] = new Set([cell.font]);
  }
  rows.push(row);
  return true;
}

/** The column of each cell; null where one lies over two columns or over none, or two lie over one. */
function placesIn(columns: readonly Column[], cells: readonly PdfCell[]): number[] | null {
  const places: number[] = [];
  for (const cell of cells) {
    const over = columns.flatMap(({ x, end }, at) => (cell.x < end && cell.end > x ? [at] : []));
    const [place] = over;
    if (over.length !== 1 || place === undefined || places.includes(place)) return null;
    places.push(place);
  }
  return places;
}

function isTable({ rows }: Table): boolean {
  const texts = rows.flatMap(({ cells }) => cells.filter((cell) => cell !== null));
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / Math.max(1, texts.length);
  const brokenOff = rows.filter(({ cells }) => /^\p{Ll}/u.test(cells[0] ?? '')).length;
  if (mean > longestCell || brokenOff > mostBrokenOff * rows.length) return false;
  return rows.length >= leastRows || (rows.length === 2 && hasHead(rows));
}

/** Whether a column holds figures throughout beneath a cell that is none. */
function namesFigures(name: string, below: readonly string[]): boolean {
  const holds = /\d/.test(name) ? figure : /\d/;
  return below.length > 0 && below.every((text) => holds.test(text));
}

function textsIn(rows: readonly Row[], column: number): string[] {
  return rows.flatMap(({ cells }) => cells[column] ?? []);
}

/** Whether the first row names the columns: it is set in letters of its own, or stands over columns of figures. */
function hasHead([head, ...rows]: readonly Row[]): boolean {
  if (!head || rows.length === 0 || head.cells.some((cell) => cell === null)) return false;
  const fontsOf = ({ fonts }: Row) => fonts.slice(1).flatMap((each) => [...(each ?? [])]);
  const below = new Set(rows.flatMap(fontsOf));
  if ([...head.fonts].every((each) => ![...each].some((font) => below.has(font)))) return true;
  if (head.cells.some((cell) => figure.test(cell ?? ''))) return false;
  const named = head.cells.slice(1).filter((name, at) => namesFigures(name ?? '', textsIn(rows, at + 1)));
  return named.length >= leastNamed;
}

function textsOf({ rows }: Table): string[] {
  const names = hasHead(rows) ? (rows[0]?.cells ?? []) : [];
  return rows.slice(names.length > 0 ? 1 : 0).map(({ cells }) =>
    cells
      .flatMap((cell, at) => {
        const name = (names[at] ?? '').replace(/:$/, '');
        return cell === null ? [] : [name === '' ? cell : `${name}: ${cell}`];
      })
      .join(' | '),
  );
}
