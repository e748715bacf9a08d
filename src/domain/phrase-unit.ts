/** How a unit stood on its page. */
export type UnitKind = 'prose' | 'item' | 'row' | 'code';

/** Text as words: runs of letters, digits and underscores, with what stands between them left in the text. */
export interface Words {
  text: string;
  /** Lower case. */
  words: string[];
  starts: number[];
  ends: number[];
  /** Which run of non-space characters a word stands in, so that a gap counts `a.b-c` as one word. */
  runs: number[];
  /** 1 where a gap may not cross what stands before the word: a semicolon or a colon. */
  breaks: number[];
  /** 1 for words inside an identifier of several words joined by dots, such as `max.batch.size`. */
  inIdentifier: number[];
}

/** One sentence, item, row or line as phrases see it. */
export interface PhraseUnit extends Words {
  kind: UnitKind;
  /** Page title, headings above, last address segment: what `in:` looks at. */
  scope: readonly Words[];
  /** Lower-case words of the product's own name, which `<Name>` never gives. */
  ownName: ReadonlySet<string>;
}

/** Words beyond which a unit is cut: no sentence is longer, but a line of minified code may be. */
const longestUnit = 1200;

const word = /[\p{L}\p{N}_]+/gu;

/** Splits text into words with their places. */
export function toWords(text: string): Words {
  const found: Words = { text, words: [], starts: [], ends: [], runs: [], breaks: [], inIdentifier: [] };
  let end = 0;
  let run = 0;
  for (const match of text.matchAll(word)) {
    const between = text.slice(end, match.index);
    if (/\s/.test(between)) run += 1;
    found.words.push(match[0].toLowerCase());
    found.starts.push(match.index);
    end = match.index + match[0].length;
    found.ends.push(end);
    found.runs.push(run);
    found.breaks.push(/[;:]/.test(between) ? 1 : 0);
    const isJoined = between === '.' && (isWordy(text[match.index] ?? '') || found.inIdentifier.at(-1) === 1);
    found.inIdentifier.push(isJoined ? 1 : 0);
    if (isJoined) found.inIdentifier[found.inIdentifier.length - 2] = 1;
    if (found.words.length === longestUnit) break;
  }
  return found;
}

function isWordy(char: string): boolean {
  return /[\p{L}_]/u.test(char);
}

/** What `in:` looks at, for all units of one place. */
export function toScope(place: { title: string; headings: readonly string[]; url: string }): Words[] {
  return [place.title, ...place.headings, lastSegment(place.url)].filter((text) => text !== '').map(toWords);
}

/** The last telling segment of an address, as words: `/docs/api_reference/index.html` gives `api reference`. */
function lastSegment(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/[?#].*$/, '');
  const segments = path
    .split('/')
    .map((segment) => segment.replace(/\.(html?|mdx?|adoc|rst|txt|php|aspx)$/i, ''))
    .filter((segment) => segment !== '' && !/^(index|readme|latest|stable|current|en)$/i.test(segment));
  return (segments.at(-1) ?? '').replace(/[-_.+]|%20/g, ' ');
}

/** Where a unit stands. */
export type PhrasePlace = Pick<PhraseUnit, 'kind' | 'scope' | 'ownName'>;

/** A unit ready for matching. */
export function toPhraseUnit(text: string, place: PhrasePlace): PhraseUnit {
  return { ...toWords(text), ...place };
}

/** A unit as `toPhraseUnit` gives it. What is taken apart is so when somebody first asks for it: many are read by their text alone. */
export function wordsWhenAsked(
  text: string,
  place: Omit<PhrasePlace, 'scope'> & { scope: () => readonly Words[] },
): PhraseUnit {
  return new LateWords(text, place);
}

class LateWords implements PhraseUnit {
  readonly text: string;
  readonly kind: UnitKind;
  readonly ownName: ReadonlySet<string>;
  readonly #scope: () => readonly Words[];
  #words: Words | null = null;

  constructor(text: string, { kind, scope, ownName }: Parameters<typeof wordsWhenAsked>[1]) {
    this.text = text;
    this.kind = kind;
    this.ownName = ownName;
    this.#scope = scope;
  }

  get scope() {
    return this.#scope();
  }
  get words() {
    return this.#found().words;
  }
  get starts() {
    return this.#found().starts;
  }
  get ends() {
    return this.#found().ends;
  }
  get runs() {
    return this.#found().runs;
  }
  get breaks() {
    return this.#found().breaks;
  }
  get inIdentifier() {
    return this.#found().inIdentifier;
  }

  #found(): Words {
    this.#words ??= toWords(this.text);
    return this.#words;
  }
}
