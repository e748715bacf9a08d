import { z } from 'zod';
import { AnalysisVendor } from './analysis.ts';
import { ContextId, EntryType, Layer, PublicationState } from './closed-lists.ts';
import { isInvented } from './invented.ts';
import type { ListedPublication } from './publication-card.ts';

const Totals = z.object({
  total: z.int(),
  /** Of the dimensions that were assessed. */
  max: z.int(),
  assessed: z.int(),
  of: z.int(),
  band: z.string().nullable(),
});

/** A product as the lists of the API show it. */
export const CatalogueLine = z.object({
  id: z.string(),
  reviewId: z.string(),
  slug: z.string(),
  version: z.int(),
  state: PublicationState,
  approvedBy: z.string(),
  approvedAt: z.string(),
  publishedAt: z.string(),
  contentDigest: z.string(),
  withdrawn: z.object({ reason: z.string(), at: z.string(), by: z.string() }).nullable(),
  name: z.string(),
  invented: z.boolean().describe('whether it is a made-up product to try Assay with: nobody can use it'),
  layer: Layer,
  category: z.string(),
  entryType: EntryType,
  price: AnalysisVendor.shape.price,
  licence: z.string(),
  summary: z.string(),
  readAt: z.string().describe('when the documentation was read'),
  inpact: Totals,
  goals: Totals,
  passes: z.array(ContextId).describe('contexts whose thresholds both totals meet'),
});

/** A listed publication as a line of the API. */
export function catalogueLine({ card, ...rest }: ListedPublication): z.infer<typeof CatalogueLine> {
  const { name, layer, category, entryType, price, licence, summary, readAt } = card;
  return {
    ...rest,
    invented: isInvented(card.homepage),
    ...{ name, layer, category, entryType, price, licence, summary, readAt },
    inpact: totals(card.inpact),
    goals: totals(card.goals),
    passes: card.contexts.filter(({ inpact, goals }) => inpact.pass && goals.pass).map(({ id }) => id),
  };
}

function totals({ total, max, assessed, of, band }: ListedPublication['card']['inpact']): z.infer<typeof Totals> {
  return { total, max, assessed, of, band };
}
