import type { AsOf } from '../../actions/as-of.ts';
import { day } from './reading.ts';

/** Says that a page shows what stood at a past time, with the way to what stands today. */
export function AsOfNotice({ moment, today }: { moment: AsOf; today: string }) {
  return (
    <p class="notice as-of">
      This is what was published {momentWords(moment)}. <a href={today}>See what is published today.</a>
    </p>
  );
}

/** "on 1 March 2026, at the end of the day", or to the minute. */
export function momentWords({ at, isDay, asked }: AsOf): string {
  return isDay ? `at the end of ${day(asked)} (UTC)` : `on ${day(at)} at ${at.slice(11, 19)} UTC`;
}
