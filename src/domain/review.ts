import { z } from 'zod';
import { Analysis } from './analysis.ts';

export const Verdict = z.enum(['approved', 'returned', 'rejected']);
export type Verdict = z.infer<typeof Verdict>;

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
  person: z.string(),
  decidedAt: z.iso.datetime(),
  analysis: Analysis,
});
export type Review = z.infer<typeof Review>;
