import { z } from 'zod';
import { CrawlPlan } from './crawl-plan.ts';
import { PageRange } from './page-range.ts';

/** What a short look at a site found, before anything is decided about it. */
export const SiteView = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('seen'),
    /** Where the address led. */
    url: z.string(),
    title: z.string(),
    /** What the page says of itself for search engines; empty where it says nothing. */
    description: z.string(),
    /** The beginning of the page's text. */
    beginning: z.string(),
    /** What a crawl would read, as far as the site's lists and this page tell; see `CrawlPlan`. */
    plan: z.strictObject({
      read: PageRange,
      /** Addresses that would be asked for. */
      asked: z.int().nonnegative(),
      /** Addresses that were seen, with those that are left out for what they are. */
      found: z.int().nonnegative(),
      /** The first of those that would be read. */
      first: z.array(z.string()),
      leftOut: CrawlPlan.shape.leftOut,
      elsewhere: CrawlPlan.shape.elsewhere,
      /** How long reading takes with the pauses that the hosts ask for. */
      seconds: z.int().nonnegative(),
    }),
  }),
  z.strictObject({
    kind: z.literal('unseen'),
    /** A short code, such as `robots-forbidden`. */
    cause: z.string(),
    reason: z.string(),
    advice: z.string(),
  }),
]);
export type SiteView = z.infer<typeof SiteView>;
