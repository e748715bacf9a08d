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

/** "at the end of 1 March 2026 (UTC)", "so far on 1 March 2026 (UTC)" while that day is not over, or to the second. */
export function momentWords({ at, isDay, asked }: AsOf): string {
  if (!isDay) return `on ${day(at)} at ${at.slice(11, 19)} UTC`;
  return `${isOver(at) ? 'at the end of' : 'so far on'} ${day(asked)} (UTC)`;
}

/** Of a day that has passed the last instant is looked up; of today, now. */
function isOver(at: string): boolean {
  return at.slice(11) === '23:59:59.999Z';
}
