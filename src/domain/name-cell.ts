import type { PhraseUnit } from './phrase-unit.ts';

/** What an expression of a query language holds and no name does. */
const expression = /[(){}="]/;

/** The name of a thing: what stands before its description in an item, and is all of a cell in a row. */
export function isInNameCell({ text, kind }: Pick<PhraseUnit, 'text' | 'kind'>, found: string, start: number): boolean {
  if (expression.test(found) || text.slice(start + found.length).startsWith('(')) return false;
  if (kind === 'item') return !/[:–—]\s|\s-\s/.test(text.slice(0, start));
  if (kind !== 'row') return true;
  const from = text.lastIndexOf(' | ', start);
  const to = text.indexOf(' | ', start);
  const cell = text.slice(from === -1 ? 0 : from + 3, to === -1 ? undefined : to);
  const content = cell.replace(/^[^:]{1,60}:\s/, '').trim();
  // Several names may share a cell; words around them make it a description.
  return content.split(/,?\s+/).every((word) => /[\p{L}\d][_.-]?[\p{L}\d]/u.test(word) && isOneName(word));
}

/** `queue_depth`, `$user_name`, `TotalRequests`: written as one, and not a plain word. */
function isOneName(word: string): boolean {
  return /_|\p{Ll}\p{Lu}|[\p{L}\d]\.[\p{L}\d]|^--?\p{L}/u.test(word);
}
