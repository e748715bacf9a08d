import { z } from 'zod';

/** An address that is told of publications, changes and withdrawals. */
export const Webhook = z.strictObject({
  id: z.string(),
  url: z.string(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
});
export type Webhook = z.infer<typeof Webhook>;

/** One message to one webhook, and what came of it so far. */
export const Delivery = z.strictObject({
  id: z.string(),
  /** `published`, `changed` (a later version) or `withdrawn`. */
  about: z.enum(['published', 'changed', 'withdrawn']),
  slug: z.string(),
  version: z.int().positive(),
  state: z.enum(['waiting', 'delivered', 'given-up']),
  tries: z.int().nonnegative(),
  /** What came of the last try, in a few words; empty before the first. */
  answer: z.string(),
  lastAt: z.iso.datetime().nullable(),
  /** When it is tried next; null where it is not. */
  dueAt: z.iso.datetime().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;
