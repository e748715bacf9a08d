import type { CorpusPage, Passage } from '../../domain/corpus.ts';
import { type PhraseUnit, toPhraseUnit } from '../../domain/phrase-unit.ts';
import type { ReadUnit } from './read-unit.ts';
import { phrasePlace } from './read-units.ts';

/** Units of a page as plain numbers, four of each: passage among those of the page, place in its text, and marks. */
export type PackedUnits = number[];

const hedged = 1;
const denied = 2;
const changed = 4;
/** Numbers that one unit takes. */
const width = 4;

/** The units of one page, whose passages are given in order of place. */
export function packUnits(units: readonly ReadUnit[], passages: readonly Passage[]): PackedUnits {
  const places = new Map(passages.map((passage, at) => [passage, at]));
  return units.flatMap(({ passage, start, end, hedgedAround, deniedAround, changeNote }) => [
    places.get(passage) ?? -1,
    start,
    end,
    (hedgedAround ? hedged : 0) + (deniedAround ? denied : 0) + (changeNote ? changed : 0),
  ]);
}

/** The same units again; the words of each are taken apart when somebody asks. */
export function unpackUnits(
  packed: PackedUnits,
  passages: readonly Passage[],
  { pages, ownName }: { pages: readonly CorpusPage[]; ownName: ReadonlySet<string> },
): ReadUnit[] {
  const units: ReadUnit[] = [];
  for (let at = 0; at < packed.length; at += width) {
    const passage = passages[packed[at] ?? -1];
    const page = passage?.places[0] && pages[passage.places[0].page];
    if (passage === undefined || page === undefined) continue;
    const place = { start: packed[at + 1] ?? 0, end: packed[at + 2] ?? 0, marks: packed[at + 3] ?? 0 };
    units.push(new KeptUnit({ passage, page, ownName }, place));
  }
  return units;
}

/** A class, because a documentation has tens of thousands of them and few are ever asked for their words. */
class KeptUnit implements ReadUnit {
  readonly passage: Passage;
  readonly page: CorpusPage;
  readonly start: number;
  readonly end: number;
  readonly hedgedAround: boolean;
  readonly deniedAround: boolean;
  readonly changeNote: boolean;
  readonly #ownName: ReadonlySet<string>;
  #phrase: PhraseUnit | null = null;

  constructor(
    on: { passage: Passage; page: CorpusPage; ownName: ReadonlySet<string> },
    place: { start: number; end: number; marks: number },
  ) {
    this.passage = on.passage;
    this.page = on.page;
    this.#ownName = on.ownName;
    this.start = place.start;
    this.end = place.end;
    this.hedgedAround = (place.marks & hedged) > 0;
    this.deniedAround = (place.marks & denied) > 0;
    this.changeNote = (place.marks & changed) > 0;
  }

  get phrase(): PhraseUnit {
    if (this.#phrase === null) {
      const from = this.passage.places[0]?.start ?? 0;
      const text = this.passage.text.slice(this.start - from, this.end - from);
      this.#phrase = toPhraseUnit(text, phrasePlace(this.passage, this.page, this.#ownName));
    }
    return this.#phrase;
  }
}
