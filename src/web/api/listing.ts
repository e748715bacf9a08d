import { z } from 'zod';

/**
 * The query of a list: `limit` up to 200, `after` the cursor that the page before gave as `next`, or `before` the one that
 * the page behind gave as `previous`.
 */
export const ListQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  after: z.string().optional(),
  before: z.string().optional(),
});

/** A page of a list. Lists that are read forwards only have no `previous`. */
export function listOf<T extends z.ZodType>(item: T): z.ZodObject {
  return z.object({ items: z.array(item), next: z.string().nullable(), previous: z.string().nullable().optional() });
}
