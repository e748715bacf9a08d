import type { CorpusPage, Passage, Place } from '../../../domain/corpus.ts';

/** A passage that a model may read, at the one place where it is read. */
export interface PlacedPassage {
  passage: Passage;
  page: CorpusPage;
  place: Place;
}

/** Passages that one call reads, in order of address and place: number n is `part[n - 1]`. */
export type PagePart = readonly PlacedPassage[];
