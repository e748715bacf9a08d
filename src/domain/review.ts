import { z } from 'zod';
import { Analysis } from './analysis.ts';

export const Verdict = z.enum(['approved', 'returned', 'rejected']);
export type Verdict = z.infer<typeof Verdict>;

/** A place in the document and what should change there. */
export const ItemReason = z.strictObject({
  path: z.string().min(1).max(200),
  reason: z.string().trim().min(1).max(4000),
});
export type ItemReason = z.infer<typeof ItemReason>;

/** A named person's decision on exactly one revision. An approval carries the content that it approves. */
export const Review = z.strictObject({
  id: z.string(),
  draftId: z.string(),
  revision: z.int().positive(),
  contentDigest: z.string(),
  slug: z.string(),
  verdict: Verdict,
  /** Required unless approved. */
  reason: z.string(),
  /** What is wrong where, for a draft that is returned. */
  items: z.array(ItemReason).optional(),
  /** The return that whoever decided had seen, where the draft was returned as it stands. */
  afterReturn: z.string().optional(),
  person: z.string(),
  decidedAt: z.iso.datetime(),
  analysis: Analysis,
});
export type Review = z.infer<typeof Review>;
