import type { ListedPublication } from '../../domain/publication-card.ts';
import type { Rubric } from '../../domain/rubric.ts';

/** Files of a copy that its own scripts read. */
export const dataFiles = {
  catalogue: 'data/catalogue.json',
  words: 'data/words.json',
  /** What is told of a product that stands in a stack. */
  details: (slug: string): string => `vendors/${slug}/stack.json`,
  analysis: (slug: string): string => `vendors/${slug}/analysis.json`,
} as const;

/** What stands in `dataFiles.catalogue`. */
export interface CopiedCatalogue {
  rubric: Rubric;
  /** By name. */
  cards: ListedPublication[];
}
