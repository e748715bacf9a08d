import { CronExpressionParser } from 'cron-parser';
import { aheadOfUtc } from './ahead-of-utc.ts';

interface Kept {
  /** Every occurrence after this instant, up to the last of `times`, is in `times`. */
  from: number;
  times: number[];
}

/**
 * The first occurrence of cron fields after an instant, as cron-parser tells it. One look at the next four weeks of a
 * thousand vendors asks tens of thousands of times, mostly for the same ones, and each costs cron-parser up to 0.4 ms.
 */
export function keptOccurrences(): (fields: string, after: Date, timeZone: string) => Date {
  const known = new Map<string, Kept>();
  return (fields, after, timeZone) => {
    const key = `${timeZone} ${fields}`;
    const asked = after.getTime();
    let kept = known.get(key);
    if (!kept || asked < kept.from || kept.times.length > mostKept) {
      kept = { from: asked, times: [] };
      if (known.size >= mostKept) known.clear();
      known.set(key, kept);
    }
    const ready = kept.times[firstAfter(kept.times, asked)];
    if (ready !== undefined) return new Date(ready);
    for (;;) {
      const last = kept.times.at(-1) ?? kept.from;
      const found = firstOccurrence(fields, last, timeZone);
      // On the day of a change of the clock the answer depends on when it is asked, so that no list goes over one.
      if (aheadOfUtc(last, timeZone) !== aheadOfUtc(found, timeZone)) {
        known.delete(key);
        return new Date(firstOccurrence(fields, asked, timeZone));
      }
      kept.times.push(found);
      if (found > asked) return new Date(found);
    }
  };
}

/**
 * As cron-parser tells it. It finds no way over the day on which a zone sets its clock back by half an hour (Lord Howe), and
 * throws: it is asked by the clock's distance from UTC now then, which is half an hour off behind that day. A line that
 * never comes up, such as 30 February, throws all the same.
 */
function firstOccurrence(fields: string, after: number, timeZone: string): number {
  try {
    return CronExpressionParser.parse(fields, { currentDate: new Date(after), tz: timeZone })
      .next()
      .getTime();
  } catch {
    const ahead = aheadOfUtc(after, timeZone);
    return (
      CronExpressionParser.parse(fields, { currentDate: new Date(after + ahead), tz: 'UTC' })
        .next()
        .getTime() - ahead
    );
  }
}

/** Far beyond the hours of all presets in a few time zones; a process that runs for years begins anew now and then. */
const mostKept = 2000;

/** The place of the first time after an instant, in times that rise. */
function firstAfter(times: readonly number[], asked: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) > asked) high = middle;
    else low = middle + 1;
  }
  return low;
}
