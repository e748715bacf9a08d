import { z } from 'zod';

/** One statement as a model proposes it: its text, and by which numbers and check ids it is carried. */
export const Item = z.strictObject({
  text: z.string(),
  evidence: z.array(z.number()),
  absent: z.array(z.string()),
});
export type Item = z.infer<typeof Item>;
