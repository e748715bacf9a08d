import type { PassageKind } from './corpus.ts';

/** A quotable stretch: a sentence, a list item, a table row or a line of code. Offsets in UTF-16 units into its text. */
export interface Unit {
  start: number;
  end: number;
  text: string;
}

/** Abbreviations that never end a sentence: something always follows them. */
const neverLast = new Set(
  'e.g i.e eg ie vs cf viz approx incl excl resp fig figs eq sec ver dept no nos mr mrs ms dr prof st al ca max min misc aka a.k.a'.split(
    ' ',
  ),
);

/** Abbreviations that may end a sentence: they do only where the next word is one that begins sentences. */
const mayBeLast = new Set('inc ltd corp co etc u.s u.k e.u a.m p.m jr sr llc plc ph.d'.split(' '));

const sentenceStarters = new Set(
  'the this that these those it its they we you your in on at for from to by as a an if when while where with without however but and or also all any each both see use note after before because since there here our no not only once such'.split(
    ' ',
  ),
);

/** A list's marker, which stands outside the item's text. */
const marker = /^[ \t]*(?:[-*•] |\d{1,4}[.)] )?[ \t]*/;

/** Longest stretch in brackets, in characters, over which a full stop inside does not end the sentence. */
const bracketReach = 300;

/**
 * The quotable units of a stretch of stored text, in order. Prose gives its sentences, a list one unit an item (or its
 * sentences where it has several), a table its rows, code its lines. Never crosses a line break.
 */
export function units(text: string, kind: PassageKind): Unit[] {
  const found: Unit[] = [];
  for (const line of lines(text)) {
    if (kind === 'table' || kind === 'code') found.push(line);
    else found.push(...sentencesOf(text, line));
  }
  return found;
}

/** The lines that hold something, without list markers and surrounding white space. */
export function lines(text: string): Unit[] {
  const found: Unit[] = [];
  let at = 0;
  while (at <= text.length) {
    const next = text.indexOf('\n', at);
    const stop = next === -1 ? text.length : next;
    const raw = text.slice(at, stop);
    const start = at + (marker.exec(raw)?.[0].length ?? 0);
    const end = at + raw.trimEnd().length;
    if (end > start) found.push({ start, end, text: text.slice(start, end) });
    at = stop + 1;
  }
  return found;
}

/** The sentences within one line of text; offsets are into the whole text. */
export function sentencesOf(text: string, line: Pick<Unit, 'start' | 'end'>): Unit[] {
  const found: Unit[] = [];
  let start = line.start;
  const take = (end: number) => {
    while (start < end && isSpace(text.charCodeAt(start))) start += 1;
    let stop = end;
    while (stop > start && isSpace(text.charCodeAt(stop - 1))) stop -= 1;
    if (stop > start) found.push({ start, end: stop, text: text.slice(start, stop) });
    start = end;
  };
  let openedAt = -1;
  for (let at = line.start; at < line.end; at += 1) {
    const char = text.charCodeAt(at);
    if (char === 40 || char === 91) openedAt = at;
    if (char === 41 || char === 93) openedAt = -1;
    if (char !== 46 && char !== 33 && char !== 63 && char !== 0x3002) continue;
    if (openedAt >= 0 && at - openedAt < bracketReach) {
      const close = text.indexOf(text.charCodeAt(openedAt) === 40 ? ')' : ']', at);
      if (close !== -1 && close < line.end && close - openedAt < bracketReach) continue;
    }
    const end = afterClosers(text, at + 1, line.end);
    if (end >= line.end) break;
    if (!isSpace(text.charCodeAt(end)) && char !== 0x3002) continue;
    if (endsSentence({ text, sentenceStart: start, stop: at, end, limit: line.end })) take(end);
  }
  take(line.end);
  return found;
}

interface Stop {
  text: string;
  sentenceStart: number;
  /** Where the full stop, question or exclamation mark is. */
  stop: number;
  /** After it and its closing marks. */
  end: number;
  limit: number;
}

function endsSentence({ text, sentenceStart, stop, end, limit }: Stop): boolean {
  const mark = text[stop];
  if (mark === '。') return true;
  const next = nextWord(text, end, limit);
  if (next === '') return true;
  const first = next[0] ?? '';
  const lower = first !== first.toUpperCase();
  if (mark !== '.') return !lower || end === stop + 1;
  const previous = wordBefore(text, sentenceStart, stop);
  const bare = previous.toLowerCase();
  if (neverLast.has(bare)) return false;
  if (mayBeLast.has(bare)) return !lower && sentenceStarters.has(next.toLowerCase().replace(/[^a-z]/g, ''));
  // An initial ("J. Smith") or the number of a step that begins the sentence ("2. Install").
  if (/^[A-Z]$/.test(previous) && previous !== 'I') return false;
  if (/^\d{1,3}$/.test(previous) && stop - previous.length <= sentenceStart) return false;
  if (!lower) return true;
  // A small letter begins a sentence only as a name out of code: "etcd_server", "max.batch", "--flag".
  return /[_\d/]|[a-z][.-][a-z]|[a-z][A-Z]/.test(next);
}

function afterClosers(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && '.!?"\')]”’»*`'.includes(text[at] ?? '\0')) at += 1;
  return at;
}

function nextWord(text: string, from: number, limit: number): string {
  let at = from;
  while (at < limit && (isSpace(text.charCodeAt(at)) || '"\'([“‘«*`'.includes(text[at] ?? '\0'))) at += 1;
  let end = at;
  while (end < limit && !isSpace(text.charCodeAt(end))) end += 1;
  return text.slice(at, end).replace(/[.,;:!?)\]]+$/, '');
}

function wordBefore(text: string, from: number, stop: number): string {
  let at = stop;
  while (at > from && !isSpace(text.charCodeAt(at - 1)) && !'(["“'.includes(text[at - 1] ?? '\0')) at -= 1;
  return text.slice(at, stop);
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 0xa0;
}
