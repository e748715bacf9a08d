import { z } from 'zod';
import { Analysis } from './analysis.ts';
import { PublicationState } from './closed-lists.ts';

/** What the catalogue shows of a vendor; `state` is read off the later records, never stored over. */
export const Publication = z
  .strictObject({
    id: z.string(),
    reviewId: z.string(),
    slug: z.string(),
    /** From 1, without gaps, per vendor. */
    version: z.int().positive(),
    state: PublicationState,
    approvedBy: z.string(),
    approvedAt: z.iso.datetime(),
    publishedAt: z.iso.datetime(),
    contentDigest: z.string(),
    withdrawn: z.strictObject({ reason: z.string(), at: z.iso.datetime(), by: z.string() }).nullable(),
    analysis: Analysis,
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof Publication>;

/** What the publish stage makes of an approval; the store gives it its version. */
export type NewPublication = Omit<Publication, 'version' | 'state' | 'withdrawn'>;
