import { Refused } from '../errors.ts';

/** A time that has passed, and how it is said. */
export interface AsOf {
  at: string;
  /** `1 March 2026` is the end of that day in UTC; otherwise the instant itself. */
  isDay: boolean;
  /** As it was asked for, to be put into addresses. */
  asked: string;
}

/**
 * Reads `2026-03-01`, which means the end of that day in UTC, or an instant such as `2026-03-01T12:00:00Z`. Null where
 * nothing was asked. Throws `Refused` (422) for what is no date, and for one that has not come yet.
 */
export function asOf(asked: string | undefined, now: Date): AsOf | null {
  if (asked === undefined || asked === '') return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(asked);
  const start = isDay ? `${asked}T00:00:00.000Z` : asked;
  const isInstant = isDay || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(asked);
  const time = isInstant ? Date.parse(start) : Number.NaN;
  // JavaScript reads 31 February as 3 March.
  const exists = !Number.isNaN(time) && (!isDay || new Date(time).toISOString() === start);
  if (!exists) {
    throw new Refused({
      status: 422,
      code: 'no-date',
      message: `“${asked.slice(0, 40)}” is no date that can be looked up.`,
      advice: 'Write it as 2026-03-01, or with a time as 2026-03-01T12:00:00Z.',
    });
  }
  if (time > now.getTime()) {
    throw new Refused({
      status: 422,
      code: 'not-come',
      message: `${asked.slice(0, 40)} has not come yet, so nobody knows what will be published then.`,
      advice: 'Leave the date out to see what is published now.',
    });
  }
  const end = isDay ? Math.min(time + 86_399_999, now.getTime()) : time;
  return { at: new Date(end).toISOString(), isDay, asked };
}
