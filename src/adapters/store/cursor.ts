import { Refused } from '../../errors.ts';
import type { Paged, PageRequest } from '../../ports.ts';

/** Where a page of a list starts or ends: the sort values of a row shown. */
export type Position = readonly [string, string];

/** What the first sort value of a list is; the second is an id in every list. */
type Sorted = 'instant' | 'text';

/** Which page of a list is read: what comes behind a row, or, backwards, what comes before it. */
export interface Turn {
  from: Position | null;
  backwards: boolean;
}

/** Reads the cursor of a request. Throws `Refused` for one that `page` did not write. */
export function turnOf({ after, before }: Pick<PageRequest, 'after' | 'before'>, sorted: Sorted): Turn {
  const backwards = before !== null && before !== undefined;
  return { from: readCursor(backwards ? before : after, sorted), backwards };
}

/** How SQL compares and orders rows for a turn through a list that shows the greatest or the least first. */
export function orderOf(
  { backwards }: Turn,
  first: 'greatest' | 'least',
): { beyond: '<' | '>'; order: 'asc' | 'desc' } {
  return (first === 'greatest') === backwards ? { beyond: '>', order: 'asc' } : { beyond: '<', order: 'desc' };
}

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

/** Makes a page of rows that were read with a limit of one more than is shown, in the order of the turn. */
export function page<Row, T>(
  rows: Row[],
  limit: number,
  as: { item: (row: Row) => T; at: (row: Row) => Position; turn?: Turn },
): Paged<T> {
  const { from, backwards } = as.turn ?? { from: null, backwards: false };
  const shown = rows.slice(0, limit);
  const more = rows.length > limit;
  if (backwards) shown.reverse();
  const cursor = (row: Row | undefined, isMore: boolean): string | null =>
    isMore && row !== undefined ? Buffer.from(JSON.stringify(as.at(row)), 'utf8').toString('base64url') : null;
  return {
    items: shown.map(as.item),
    next: cursor(shown.at(-1), backwards || more),
    previous: cursor(shown[0], backwards ? more : from !== null),
  };
}
