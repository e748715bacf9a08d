import type { CorpusPage, Passage } from '../../domain/corpus.ts';
import type { PhraseUnit } from '../../domain/phrase-unit.ts';

/** A unit of the documentation with where it stands. Offsets are into the page's stored text. */
export interface ReadUnit {
  phrase: PhraseUnit;
  passage: Passage;
  page: CorpusPage;
  start: number;
  end: number;
  /** The page, the section or the next sentence says that this is preview, experimental, another's and the like. */
  hedgedAround: boolean;
  /** It stands under a heading that denies what it lists, such as "Not supported". */
  deniedAround: boolean;
  /** A line of a list of changes. */
  changeNote: boolean;
}

/** By address in code-unit order, then by offset. */
export function byPlace(a: Pick<ReadUnit, 'page' | 'start'>, b: Pick<ReadUnit, 'page' | 'start'>): number {
  if (a.page.url !== b.page.url) return a.page.url < b.page.url ? -1 : 1;
  return a.start - b.start;
}
