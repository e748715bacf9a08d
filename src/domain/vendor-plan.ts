import { z } from 'zod';
import { Layer } from './closed-lists.ts';
import { CrawlPlan } from './crawl-plan.ts';

/** What adding a product would come to: what would be read of it, and what it is taken to be. Nothing is kept of it. */
export const VendorPlan = CrawlPlan.extend({
  /** As it was said, with what the pages tell of the rest; null where neither says it. */
  understood: z.object({ name: z.string().nullable(), layer: Layer.nullable(), category: z.string().nullable() }),
  /** Those that the pages told. */
  guessed: z.array(z.enum(['name', 'category'])),
  /** Why nothing can be read from the address, and what to do; null where it can. */
  unread: z.object({ reason: z.string(), advice: z.string() }).nullable(),
  /** A product whose documentation starts at the address, or above it. */
  sameSite: z.object({ slug: z.string(), name: z.string(), source: z.string() }).nullable(),
});
export type VendorPlan = z.infer<typeof VendorPlan>;
