import { z } from 'zod';
import { Citation } from './analysis.ts';
import { Meaning } from './site-changes.ts';

/** A published quote and what stands in its place: `before` null where evidence came, `after` null where none is left. */
export const QuoteChange = z.strictObject({
  before: Citation.nullable(),
  after: Citation.nullable(),
  meaning: z.array(Meaning),
});
export type QuoteChange = z.infer<typeof QuoteChange>;

/** One thing of a published analysis that a change of the pages opens for review. */
export const ChangeItem = z.strictObject({
  /** The decision or statement in the document. */
  path: z.string(),
  /** What changed and what that does, in a sentence or two. */
  sentence: z.string(),
  /** Empty where only the counting changed. */
  quotes: z.array(QuoteChange),
});
export type ChangeItem = z.infer<typeof ChangeItem>;

/** The same words, found on another page: nothing to decide, but shown, because the address in the citation is new. */
export const Requote = z.strictObject({ path: z.string(), before: Citation, after: Citation });
export type Requote = z.infer<typeof Requote>;

/** A draft that carries a publication on: what of it is open, while the rest stands as it was approved. */
export const DraftChange = z.strictObject({
  publicationId: z.string(),
  version: z.int().positive(),
  /** Set where Assay changed and the pages did not: what a quote is no longer cited for, it still says. */
  upgrade: z.literal(true).optional(),
  items: z.array(ChangeItem),
  requotes: z.array(Requote),
});
export type DraftChange = z.infer<typeof DraftChange>;
