/** Characters that show nothing or reorder what is shown; a quote never stands or falls with them. */
const invisible = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]|\u{e0001}|[\u{e0020}-\u{e007f}]/gu;
const singleQuotes = /[\u2018\u2019\u201a\u201b\u2032\u00b4`]/g;
const doubleQuotes = /[\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb]/g;

/**
 * The one form in which a proposed quote is compared with stored text: NFKC, runs of white space as one space, quote
 * marks straight. Case, digits and every other character stay as they are, so nothing passes by likeness.
 */
export function normalise(text: string): string {
  return fold(text).replace(/\s+/g, ' ').trim();
}

/** Stored text with its normalised form, made once a page where many quotes are looked up in it. */
export interface IndexedText {
  text: string;
  normal: string;
  /** For each UTF-16 unit of `normal`, where it comes from in `text`; one entry more than units. */
  origin: Int32Array;
}

/** Prepares stored text for `findQuote`; costs about 15 ms a megabyte of plain prose. */
export function indexText(text: string): IndexedText {
  const parts: string[] = [];
  let origin = new Int32Array(text.length + 64);
  let size = 0;
  let spaced = true;
  const room = (units: number) => {
    if (size + units < origin.length) return;
    const wider = new Int32Array((size + units) * 2);
    wider.set(origin);
    origin = wider;
  };
  let at = 0;
  while (at < text.length) {
    const run = plainRun(text, at);
    if (run > at) {
      room(run - at);
      for (let from = at; from < run; from += 1) origin[size + from - at] = from;
      size += run - at;
      parts.push(text.slice(at, run));
      spaced = false;
      at = run;
      continue;
    }
    const code = text.charCodeAt(at);
    if ((code === 32 || code === 10) && !(at + 1 < text.length && isMark(text, at + 1))) {
      if (!spaced) {
        room(1);
        origin[size] = at;
        size += 1;
        parts.push(' ');
        spaced = true;
      }
      at += 1;
      continue;
    }
    const cluster = clusterAt(text, at);
    for (const char of fold(cluster)) {
      const space = /\s/.test(char);
      if (space && spaced) continue;
      room(char.length);
      origin.fill(at, size, size + char.length);
      size += char.length;
      parts.push(space ? ' ' : char);
      spaced = space;
    }
    at += cluster.length;
  }
  origin[size] = text.length;
  return { text, normal: parts.join(''), origin: origin.subarray(0, size + 1) };
}

/** Where the run of characters that normalise to themselves ends, single spaces between them included. */
function plainRun(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (!isPlain(code) && !(code === 32 && at > from && isPlain(text.charCodeAt(at + 1)))) break;
    at += 1;
  }
  // A combining mark belongs to the character before it.
  return at > from && at < text.length && isMark(text, at) ? at - 1 : at;
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(invisible, '').replace(singleQuotes, "'").replace(doubleQuotes, '"');
}

/** Printable ASCII other than the space and the back-tick: the characters that never change. */
function isPlain(code: number): boolean {
  return code > 32 && code < 127 && code !== 96;
}

/** A character with the combining marks that follow it: they compose together or not at all. */
function clusterAt(text: string, at: number): string {
  const first = String.fromCodePoint(text.codePointAt(at) ?? 32);
  let end = at + first.length;
  while (end < text.length && isMark(text, end)) end += String.fromCodePoint(text.codePointAt(end) ?? 32).length;
  return text.slice(at, end);
}

function isMark(text: string, at: number): boolean {
  // No combining mark stands below U+0300.
  return text.charCodeAt(at) >= 0x300 && /\p{M}/u.test(String.fromCodePoint(text.codePointAt(at) ?? 32));
}
