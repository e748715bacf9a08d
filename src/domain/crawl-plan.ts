import { z } from 'zod';
import { leftOutReasons } from './left-out.ts';
import { PageRange } from './page-range.ts';

/** What a crawl would read, as far as a site's own lists and its front pages tell; nothing is kept of it. */
export const CrawlPlan = z.object({
  /** Each source and what came of asking for it. */
  sources: z.array(z.object({ url: z.string(), outcome: z.string(), reason: z.string() })),
  found: z.int().nonnegative(),
  read: PageRange,
  /** Addresses that would be read, best first. */
  picked: z.array(z.string()),
  leftOut: z.array(
    z.object({ reason: z.enum(leftOutReasons), count: z.int().positive(), examples: z.array(z.string()) }),
  ),
  /** Security, trust, status, pricing and service-level pages on other hosts of the site, picked or not. */
  elsewhere: z.array(z.string()),
  estimate: z.object({
    /** How long reading takes with the pauses that the hosts ask for. */
    seconds: z.int().nonnegative(),
    /** What a model would be sent and send; null where none is set. */
    tokens: z.int().nonnegative().nullable(),
    /** What that costs in dollars, at most the cap of a run; null where there is no model or its price is not known. */
    usd: z.number().nonnegative().nullable(),
    /** The cap of a run in dollars, where it would stop the run before its end. */
    cappedAt: z.number().nonnegative().nullable(),
  }),
});
export type CrawlPlan = z.infer<typeof CrawlPlan>;
