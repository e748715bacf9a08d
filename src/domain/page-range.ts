import { z } from 'zod';

/** How many pages a crawl would read, as far as their addresses tell before they are asked for. */
export const PageRange = z.strictObject({
  /** Without those that often hold no text of their own, such as the first pages of folders. */
  least: z.int().nonnegative(),
  most: z.int().nonnegative(),
  /** Whether `most` is all that a run reads; where it is not, links of the pages may lead to more. */
  full: z.boolean(),
});
export type PageRange = z.infer<typeof PageRange>;
