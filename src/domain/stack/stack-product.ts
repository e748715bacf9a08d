import type { Analysis } from '../analysis.ts';
import type { Publication } from '../publication.ts';
import type { PublicationCard } from '../publication-card.ts';

/** A product as the Stack Builder chooses by it: a `ListedPublication` is one. */
export type StackProduct = Pick<Publication, 'slug' | 'version'> & {
  readonly card: Pick<
    PublicationCard,
    'name' | 'layer' | 'category' | 'licence' | 'price' | 'homepage' | 'inpact' | 'goals' | 'integrates'
  >;
};

/** What is told of a product that stands in the stack, from its analysis. */
export type StackDetails = Pick<Analysis, 'trustRisks' | 'integrations'>;

/** The catalogue of the time asked for, and the details of what stands (`standingSlugs`) by slug. */
export interface StackMaterial {
  readonly products: readonly StackProduct[];
  readonly details: ReadonlyMap<string, StackDetails>;
}
