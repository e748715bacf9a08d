import type { Analysis, AnalysisVendor, ContextResult, DimensionResult, FrameworkResult } from './analysis.ts';
import type { Publication } from './publication.ts';

/** What a list of products shows of one framework. */
export type FrameworkCard = Omit<FrameworkResult, 'dimensions'> & {
  dimensions: Pick<DimensionResult, 'id' | 'level' | 'max'>[];
};

/** What a list of products shows of a publication: kept beside it, so that a list need not read whole analyses. */
export interface PublicationCard {
  name: string;
  layer: AnalysisVendor['layer'];
  category: string;
  entryType: AnalysisVendor['entryType'];
  price: AnalysisVendor['price'];
  /** An SPDX id, `proprietary` or `unknown`. */
  licence: string;
  homepage: string;
  summary: string;
  /** When the documentation was read. */
  readAt: string;
  /** `offline`, or the model's id. */
  analyst: string;
  inpact: FrameworkCard;
  goals: FrameworkCard;
  contexts: ContextResult[];
  /** The names that its documents say it works with, each once, in code-unit order. */
  integrates: string[];
}

/** A publication as a list shows it. */
export type ListedPublication = Omit<Publication, 'analysis'> & { card: PublicationCard };

/** The card of an analysis. */
export function publicationCard(analysis: Analysis): PublicationCard {
  const { vendor, summary, crawl, producer, frameworks, contexts, integrations } = analysis;
  const { name, layer, category, entryType, price, licence, homepage } = vendor;
  return {
    ...{ name, layer, category, entryType, price, licence, homepage },
    summary: summary.text,
    readAt: crawl.startedAt,
    analyst: producer.analyst,
    inpact: frameworkCard(frameworks.inpact),
    goals: frameworkCard(frameworks.goals),
    contexts,
    integrates: [...new Set(integrations.map((integration) => integration.name))].sort(),
  };
}

function frameworkCard({ dimensions, ...result }: FrameworkResult): FrameworkCard {
  return { ...result, dimensions: dimensions.map(({ id, level, max }) => ({ id, level, max })) };
}
