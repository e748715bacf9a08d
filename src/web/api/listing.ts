import { z } from 'zod';

/** The query of a list: `limit` up to 200, `after` the cursor that the page before gave as `next`. */
export const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional(),
});

/** A page of a list. */
export function listOf<T extends z.ZodType>(item: T): z.ZodObject {
  return z.object({ items: z.array(item), next: z.string().nullable() });
}
