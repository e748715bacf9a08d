import type { Analysis, DimensionResult, FrameworkResult } from './analysis.ts';
import type { Publication } from './publication.ts';

/** What a list of products shows of one framework. */
export type FrameworkCard = Omit<FrameworkResult, 'dimensions'> & {
  dimensions: Pick<DimensionResult, 'id' | 'level' | 'max'>[];
};

/** What a list of products shows of a publication: kept beside it, so that a list need not read whole analyses. */
export interface PublicationCard {
  name: string;
  layer: string;
  category: string;
  summary: string;
  /** When the documentation was read. */
  readAt: string;
  inpact: FrameworkCard;
  goals: FrameworkCard;
}

/** A publication as a list shows it. */
export type ListedPublication = Omit<Publication, 'analysis'> & { card: PublicationCard };

/** The card of an analysis. */
export function publicationCard({ vendor, summary, crawl, frameworks }: Analysis): PublicationCard {
  return {
    name: vendor.name,
    layer: vendor.layer,
    category: vendor.category,
    summary: summary.text,
    readAt: crawl.startedAt,
    inpact: frameworkCard(frameworks.inpact),
    goals: frameworkCard(frameworks.goals),
  };
}

function frameworkCard({ dimensions, ...result }: FrameworkResult): FrameworkCard {
  return { ...result, dimensions: dimensions.map(({ id, level, max }) => ({ id, level, max })) };
}
