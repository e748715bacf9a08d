import { speaksToModel } from '../../domain/speaks-to-model.ts';
import { praises } from './page-flags.ts';

/** What follows from the text of one page alone and takes time to tell, as it is kept from run to run. */
export interface KeptTraits {
  language: string;
  /** By a passage's id and whether it is code: 1 for praise, 2 for text that speaks to a model. */
  marks: Record<string, number>;
}

const praising = 1;
const ordering = 2;

/** The traits of a page, those known from before taken as they were. */
export class PageTraits {
  #language: string | null;
  readonly #before: KeptTraits['marks'];
  readonly #marks: KeptTraits['marks'] = {};
  #isNew: boolean;

  constructor(kept: KeptTraits | null) {
    this.#language = kept?.language ?? null;
    this.#before = kept?.marks ?? {};
    this.#isNew = kept === null;
  }

  language(tell: () => string): string {
    this.#language ??= tell();
    return this.#language;
  }

  /** Of a passage of the page. */
  marksOf({ id, text, isCode }: { id: string; text: string; isCode: boolean }): {
    isPraise: boolean;
    isOrder: boolean;
  } {
    const name = isCode ? `${id} code` : id;
    let marks = this.#before[name];
    if (marks === undefined) {
      marks = (!isCode && praises(text) ? praising : 0) + (speaksToModel(text, isCode) ? ordering : 0);
      this.#isNew = true;
    }
    this.#marks[name] = marks;
    return { isPraise: (marks & praising) > 0, isOrder: (marks & ordering) > 0 };
  }

  /** What is to be kept in place of what was; null where nothing is new. */
  get fresh(): KeptTraits | null {
    return this.#isNew && this.#language !== null ? { language: this.#language, marks: this.#marks } : null;
  }
}
