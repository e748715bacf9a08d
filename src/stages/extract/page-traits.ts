import type { PassageKind } from '../../domain/corpus.ts';
import { sha256 } from '../../domain/digest.ts';
import type { PageText } from '../../domain/page-text.ts';
import { speaksToModel } from '../../domain/speaks-to-model.ts';
import { type Sketch, shinglesOf, sketchOf } from './near-duplicates.ts';
import { isPraise, praises } from './page-flags.ts';
import { passageId } from './passage-id.ts';
import { singleSpaced } from './single-spaced.ts';
import { type PagePassage, splitPassages } from './split-passages.ts';

/** What follows from the text of one page alone and takes time to tell, as it is kept from run to run. Null until asked. */
export interface KeptTraits {
  language: string | null;
  isPraise: boolean | null;
  sketch: Sketch | null;
  blockKeys: number[] | null;
  split: KeptSplit | null;
}

interface KeptSplit {
  /** Numbers of the blocks left out, because they belong to the site. */
  without: readonly number[];
  /** Each list of headings once. */
  headings: string[][];
  passages: KeptPassage[];
}

/** Marks: 1 for praise, 2 for text that speaks to a model; -1 where nobody asked. */
type KeptPassage = [start: number, end: number, kind: PassageKind, headings: number, id: string, marks: number];

/** A passage of a page before it is compared with others, with what its text alone says of it. */
export interface NamedPassage extends PagePassage {
  id: string;
  marks(): { isPraise: boolean; isOrder: boolean };
}

const praising = 1;
const ordering = 2;
const unasked = -1;

/** Of a digest so much is kept of a block's text: as much as a number holds, and no two texts of a site meet. */
const keyLetters = 12;

/** The traits of a page, those known from before taken as they were. */
export class PageTraits {
  readonly #known: KeptTraits;
  #isNew = false;

  constructor(kept: KeptTraits | null) {
    this.#known = kept ?? { language: null, isPraise: null, sketch: null, blockKeys: null, split: null };
  }

  language(tell: () => string): string {
    return this.#told('language', tell);
  }

  /** Whether the page, whose text is given, praises rather than explains. */
  isPraise(text: string): boolean {
    return this.#told('isPraise', () => isPraise(text));
  }

  /** Of the page, whose text is given. */
  sketch(text: string): Sketch {
    return this.#told('sketch', () => sketchOf(shinglesOf(text)));
  }

  /** A number for each block that others of the same words share, whatever their case and spaces. */
  blockKeys({ text, blocks }: PageText): readonly number[] {
    return this.#told('blockKeys', () =>
      blocks.map(({ start, end }) => {
        const words = singleSpaced(text.slice(start, end)).toLowerCase();
        return Number.parseInt(sha256(words).slice(0, keyLetters), 16);
      }),
    );
  }

  /** The passages of the page without some of its blocks, by their numbers in order. */
  passages(page: PageText, without: readonly number[]): NamedPassage[] {
    const before = this.#known.split;
    if (before === null || !isSame(before.without, without)) {
      this.#known.split = splitWithout(page, without);
      this.#isNew = true;
    }
    const { passages, headings } = this.#known.split ?? { passages: [], headings: [] };
    return passages.map((kept): NamedPassage => {
      const [start, end, kind, under, id] = kept;
      return { start, end, kind, headings: headings[under] ?? [], id, marks: () => this.#marksOf(kept, page.text) };
    });
  }

  /** What is to be kept in place of what was; null where nothing is new. */
  get fresh(): KeptTraits | null {
    return this.#isNew ? this.#known : null;
  }

  #told<K extends 'language' | 'isPraise' | 'sketch' | 'blockKeys'>(
    trait: K,
    tell: () => NonNullable<KeptTraits[K]>,
  ): NonNullable<KeptTraits[K]> {
    const known = this.#known[trait];
    if (known !== null) return known as NonNullable<KeptTraits[K]>;
    const told = tell();
    this.#known[trait] = told;
    this.#isNew = true;
    return told;
  }

  #marksOf(kept: KeptPassage, page: string): { isPraise: boolean; isOrder: boolean } {
    const [start, end, kind] = kept;
    if (kept[5] === unasked) {
      const [text, isCode] = [page.slice(start, end), kind === 'code'];
      kept[5] = (!isCode && praises(text) ? praising : 0) + (speaksToModel(text, isCode) ? ordering : 0);
      this.#isNew = true;
    }
    return { isPraise: (kept[5] & praising) > 0, isOrder: (kept[5] & ordering) > 0 };
  }
}

function splitWithout(page: PageText, without: readonly number[]): KeptSplit {
  const left = new Set(without.map((at) => page.blocks[at]));
  const headings = new Map<string, { at: number; texts: string[] }>();
  const passages = splitPassages(page, (block) => left.has(block)).map((found): KeptPassage => {
    const name = JSON.stringify(found.headings);
    const under = headings.get(name) ?? { at: headings.size, texts: found.headings };
    headings.set(name, under);
    const id = passageId(page.text.slice(found.start, found.end));
    return [found.start, found.end, found.kind, under.at, id, unasked];
  });
  return { without, headings: [...headings.values()].map(({ texts }) => texts), passages };
}

function isSame(some: readonly number[], others: readonly number[]): boolean {
  return some.length === others.length && some.every((each, at) => each === others[at]);
}
