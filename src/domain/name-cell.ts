import type { PhraseUnit } from './phrase-unit.ts';

/** What an expression of a query language holds and no name does. */
const expression = /[(){}="]/;
/** The labels of a metric, right behind its name: `requests_total{job}`. */
const labels = /(?<=\p{L}\w*)\{[\w\s,]*\}?/gu;
/** A word on a name, behind it: `requests_total (counter)`. */
const remark = /\s\([^()]*\)/g;
/** What parts the name of an item from its description. */
const separator = /[:–—]\s|\s-\s/;

/** The name of a thing: what stands before its description in an item or in a list of names, and is all of a cell in a row. */
export function isInNameCell({ text, kind }: Pick<PhraseUnit, 'text' | 'kind'>, found: string, start: number): boolean {
  if (expression.test(found.replace(labels, '')) || text.slice(start + found.length).startsWith('(')) return false;
  if (kind === 'item') {
    const parted = separator.exec(text);
    if (parted === null || parted.index >= start) return true;
    // Behind a name stands what it is about, be it the names of its labels.
    if (text.slice(0, parted.index).split(/\s+/).some(isOneName)) return false;
    return isNameOf(text.slice(parted.index + parted[0].length), start - parted.index - parted[0].length);
  }
  if (kind !== 'row') return true;
  const from = text.lastIndexOf(' | ', start) === -1 ? 0 : text.lastIndexOf(' | ', start) + 3;
  const to = text.indexOf(' | ', start);
  const cell = text.slice(from, to === -1 ? undefined : to);
  const header = /^[^:]{1,60}:\s/.exec(cell)?.[0].length ?? 0;
  return isNameOf(cell.slice(header), start - from - header);
}

/** Whether what stands at this place of a stretch is a name, and the stretch nothing but names: words around make it a description. */
function isNameOf(stretch: string, at: number): boolean {
  if (/[({][^)}]*$/.test(stretch.slice(0, Math.max(0, at)))) return false;
  const names = stretch.replace(labels, '').replace(remark, '').trim();
  return names
    .split(/,?\s+/)
    .filter((word) => !/^(?:and|or|\/|&)$/.test(word))
    .every((word) => /[\p{L}\d][_.-]?[\p{L}\d]/u.test(word) && isOneName(word));
}

/** `queue_depth`, `$user_name`, `TotalRequests`: written as one, and not a plain word. */
function isOneName(word: string): boolean {
  return /_|\p{Ll}\p{Lu}|[\p{L}\d]\.[\p{L}\d]|^--?\p{L}/u.test(word);
}
