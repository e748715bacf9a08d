import { Refused } from '../../errors.ts';
import type { Listed } from '../../ports.ts';

/** Where the next page of a list starts: the sort values of the last row shown. */
export type Position = readonly [string, string];

/** What the first sort value of a list is; the second is an id in every list. */
type Sorted = 'instant' | 'text';

/** Reads a cursor that `page` wrote; null for the first page. Throws `Refused` for anything else. */
export function readCursor(after: string | null | undefined, sorted: Sorted): Position | null {
  if (after === null || after === undefined) return null;
  try {
    const [first, second, ...more]: unknown[] = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    if (comparable[sorted](first) && comparable.text(second) && more.length === 0) return [first, second];
  } catch {
    // Told below, like every other cursor that is not ours.
  }
  throw new Refused({
    status: 400,
    code: 'bad-cursor',
    message: 'The cursor is not one that this list gave out.',
    advice: 'Begin the list again without a cursor.',
  });
}

/** Whether the database can compare the value: forged ones would end in an error of the database. */
const comparable: Record<Sorted, (value: unknown) => value is string> = {
  instant: (value): value is string =>
    typeof value === 'string' &&
    /^(?!0000)\d{4}-/.test(value) &&
    !Number.isNaN(Date.parse(value)) &&
    new Date(value).toISOString() === value,
  text: (value): value is string => typeof value === 'string' && !value.includes('\u0000'),
};

/** Makes a page of rows that were read with a limit of one more than is shown. */
export function page<Row, T>(
  rows: Row[],
  limit: number,
  as: { item: (row: Row) => T; at: (row: Row) => Position },
): Listed<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items: shown.map(as.item),
    next: more ? Buffer.from(JSON.stringify(as.at(last)), 'utf8').toString('base64url') : null,
  };
}
