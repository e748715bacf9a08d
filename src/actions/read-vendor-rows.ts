import { isMap, isSeq, LineCounter, parseDocument } from 'yaml';
import { UsageError } from '../errors.ts';
import type { VendorRow } from './check-rows.ts';

/**
 * The rows of a list of products with the lines they stand on; `name` ends in the format: .csv, .json, .yaml or .yml.
 * JSON is read as YAML, whose subset it is. Throws `UsageError`, naming the line, for what is no list.
 */
export function readVendorRows(name: string, text: string): VendorRow[] {
  const ending = /\.\w+$/.exec(name)?.[0].toLowerCase() ?? '';
  if (ending === '.csv') return csvRows(name, text);
  if (['.json', '.yaml', '.yml'].includes(ending)) return documentRows(name, text);
  throw new UsageError(`${name}: the ending says which format it is; use .csv, .json, .yaml or .yml.`);
}

/** The same for text without a name: JSON, YAML or CSV by how it begins, or one product a line. */
export function readPastedRows(text: string): VendorRow[] {
  const lines = text.split(/\r?\n/).map((line, at) => ({ line: at + 1, said: line.trim() }));
  const filled = lines.filter(({ said }) => said !== '');
  const first = filled[0]?.said ?? '';
  if (/^(\[|\{|- |---)/.test(first)) return documentRows('The list', text);
  const hasHeader = first.split(',').some((name) => name.trim() === 'url');
  if (hasHeader || !filled.some(({ said }) => addressIn.test(said))) return csvRows('The list', text);
  return filled.map(({ line, said }) => ({ line, fields: fieldsIn(said) }));
}

const addressIn = /https?:\/\/[^\s,;]+/i;

/** A line with an address, and a name before or behind it; a line without one is taken for an address that is wrong. */
function fieldsIn(said: string): Record<string, unknown> {
  const url = addressIn.exec(said)?.[0];
  if (url === undefined) return { url: said };
  const name = said.replace(url, ' ').replace(/^[\s,;:–-]+|[\s,;:–-]+$/g, '');
  return name === '' ? { url } : { url, name };
}

function documentRows(file: string, text: string): VendorRow[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const fault = document.errors[0];
  if (fault)
    throw new UsageError(`${file}, line ${fault.linePos?.[0].line ?? '?'}: ${fault.message.split('\n')[0]}`, 1);
  if (!isSeq(document.contents)) throw new UsageError(`${file}: must hold a list of products.`, 1);
  return document.contents.items.map((item, at) => {
    const line = isMap(item) && item.range ? lines.linePos(item.range[0]).line : at + 1;
    if (!isMap(item)) throw new UsageError(`${file}, line ${line}: entry ${at + 1} is no object with fields.`, 1);
    return { line, fields: item.toJSON() as Record<string, unknown> };
  });
}

function csvRows(file: string, text: string): VendorRow[] {
  const [header, ...rows] = csvRecords(text.replace(/^\uFEFF/, ''));
  if (!header) throw new UsageError(`${file}: is empty; its first line names the columns, such as url,name,layer.`, 1);
  const names = header.cells.map((name) => name.trim());
  if (!names.includes('url'))
    throw new UsageError(`${file}, line 1: there is no column "url" (found: ${names.join(', ')}).`, 1);
  return rows
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => ({
      line,
      fields: Object.fromEntries(
        names.map((name, at) => [name, (cells[at] ?? '').trim()] as const).filter(([, cell]) => cell !== ''),
      ),
    }));
}

/** RFC 4180 records: quoted cells may hold commas, line ends and doubled quotes. */
function csvRecords(text: string): { line: number; cells: string[] }[] {
  const records: { line: number; cells: string[] }[] = [];
  let line = 1;
  let record = { line, cells: [] as string[] };
  let cell = '';
  let quoted = false;
  const endRecord = (): void => {
    record.cells.push(cell);
    records.push(record);
    cell = '';
    record = { line: line + 1, cells: [] };
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (quoted && char === '"' && text.charAt(at + 1) === '"') {
      cell += '"';
      at += 1;
    } else if (char === '"' && (quoted || cell === '')) quoted = !quoted;
    else if (!quoted && char === ',') {
      record.cells.push(cell);
      cell = '';
    } else if (!quoted && char === '\n') endRecord();
    else if (char !== '\r' || quoted) cell += char;
    if (char === '\n') line += 1;
  }
  if (cell !== '' || record.cells.length > 0) endRecord();
  return records;
}
