import { z } from 'zod';

/** What a reviewer leaves beside an item of a draft: that they looked at it, or what they want changed. */
export const DraftNote = z.strictObject({
  draftId: z.string(),
  kind: z.enum(['looked', 'remark']),
  /** A path of `itemOf`. */
  item: z.string(),
  /** Digest of the item as it stood. */
  seen: z.string(),
  /** Of a remark; an empty one takes the person's remark back. */
  text: z.string(),
  person: z.string(),
  at: z.iso.datetime(),
});
export type DraftNote = z.infer<typeof DraftNote>;
