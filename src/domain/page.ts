import { z } from 'zod';
import { PageOutcome } from './closed-lists.ts';
import { PageReading } from './page-reading.ts';

/** One address that the crawl tried, and what came of it. */
export const Page = z.strictObject({
  url: z.string(),
  /** Where redirects ended; citations show this address. */
  finalUrl: z.string(),
  outcome: PageOutcome,
  /** One clear sentence where the outcome is not `captured` or `not-modified`, else empty. */
  reason: z.string(),
  status: z.int().nullable(),
  contentType: z.string().nullable(),
  charset: z.string().nullable(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  /**
   * Digest of the body as received after content decoding. Beside `captured` and `not-modified` also set where the page
   * could not be read and what an earlier run read stands; `fetchedAt` is that run's then.
   */
  bodyDigest: z.string().nullable(),
  /** What was read from that body; absent where nothing of it was kept. */
  reading: PageReading.optional(),
  bytes: z.int().nonnegative(),
  milliseconds: z.int().nonnegative(),
  depth: z.int().nonnegative(),
  /** Addresses in scope that the page links to, absolute; kept so that an unmodified page need not be parsed again. */
  links: z.array(z.string()),
  fetchedAt: z.iso.datetime(),
});
export type Page = z.infer<typeof Page>;
