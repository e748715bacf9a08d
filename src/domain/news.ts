import { z } from 'zod';

/** Something that happened in public: a publication, or its withdrawal. Read off the records, stored nowhere. */
export const News = z.strictObject({
  /** The same for ever, and no other's. */
  id: z.string(),
  kind: z.enum(['published', 'withdrawn']),
  at: z.iso.datetime(),
  slug: z.string(),
  /** The product's name in that publication. */
  name: z.string(),
  /** Whether that product belongs to nobody: there to try Assay with. */
  invented: z.boolean(),
  version: z.int().positive(),
  publicationId: z.string(),
  approvedBy: z.string(),
  /** Why this version was withdrawn, be it later; null where it was not. */
  reason: z.string().nullable(),
  /** The latest earlier version that was not withdrawn. */
  previous: z.strictObject({ publicationId: z.string(), version: z.int().positive() }).nullable(),
});
export type News = z.infer<typeof News>;
