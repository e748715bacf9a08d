import type { CorpusPage, Passage } from '../../domain/corpus.ts';
import type { PhraseUnit } from '../../domain/phrase-unit.ts';
import type { ReadUnit } from './read-unit.ts';
import { laterUnit } from './read-units.ts';

/** The units of one page in order of place. Each is made when somebody first asks for it: most are of no use to any check. */
export interface PageUnits {
  readonly length: number;
  at(number: number): ReadUnit | undefined;
  /** Those of one passage. */
  of(passage: Passage): readonly ReadUnit[];
  /** The passages that have any. */
  readonly passages: ReadonlySet<Passage>;
}

/** Units that are there already. */
export function listedUnits(units: readonly ReadUnit[]): PageUnits {
  const byPassage = new Map<Passage, ReadUnit[]>();
  for (const unit of units) {
    const those = byPassage.get(unit.passage);
    if (those) those.push(unit);
    else byPassage.set(unit.passage, [unit]);
  }
  return {
    length: units.length,
    at: (number) => units[number],
    of: (passage) => byPassage.get(passage) ?? [],
    passages: new Set(byPassage.keys()),
  };
}

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
  { page, ownName }: { page: CorpusPage; ownName: ReadonlySet<string> },
): PageUnits {
  const made = new Map<number, ReadUnit>();
  const numbers = new Map<Passage, number[]>();
  for (let number = 0; number < packed.length / width; number += 1) {
    const passage = passages[packed[number * width] ?? -1];
    const those = passage && numbers.get(passage);
    if (those) those.push(number);
    else if (passage) numbers.set(passage, [number]);
  }
  const unitAt = (number: number): ReadUnit | undefined => {
    const known = made.get(number);
    if (known) return known;
    const at = number * width;
    const passage = passages[packed[at] ?? -1];
    if (passage === undefined) return undefined;
    const place = { start: packed[at + 1] ?? 0, end: packed[at + 2] ?? 0, marks: packed[at + 3] ?? 0 };
    const unit = new KeptUnit({ passage, page, ownName }, place);
    made.set(number, unit);
    return unit;
  };
  return {
    length: packed.length / width,
    at: unitAt,
    of: (passage) => (numbers.get(passage) ?? []).flatMap((number) => unitAt(number) ?? []),
    passages: new Set(numbers.keys()),
  };
}

/** Its words are taken apart when first asked for. */
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
      this.#phrase = laterUnit(text, { passage: this.passage, page: this.page, ownName: this.#ownName });
    }
    return this.#phrase;
  }
}
