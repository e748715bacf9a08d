import { z } from 'zod';

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
    /** Addresses of documentation that are known already, this page among them. */
    pages: z.int().positive(),
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
