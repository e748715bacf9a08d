import { CronExpressionParser } from 'cron-parser';
import { toString as describe } from 'cronstrue';
import { sha256 } from '../../domain/digest.ts';
import { daysAfterReading, type Preset } from '../../domain/schedule.ts';
import type { Calendar, Moment } from '../../ports.ts';
import { aheadOfUtc } from './ahead-of-utc.ts';
import { cronFault } from './cron-fault.ts';
import { keptOccurrences } from './kept-occurrences.ts';

/** Hours of the night in which presets fall: most sites are quiet then, wherever they are. */
const firstHour = 1;
const hours = 5;
/** Later than a cron expression says by up to so many seconds, so that a hundred vendors on one line do not start at once. */
const mostJitterSeconds = 600;

const dayMilliseconds = 86_400_000;

/** Days of the month that every month has. */
const everyMonth = 28;

/** Hour, day of the month, month and day of the week. */
const presetFields: Readonly<Record<Preset, (seed: number) => string>> = {
  daily: (seed) => `${hour(seed)} * * *`,
  weekly: (seed) => `${hour(seed)} * * ${(seed >>> 12) % 7}`,
  monthly: (seed) => `${hour(seed)} ${((seed >>> 12) % everyMonth) + 1} * *`,
  quarterly: (seed) => `${hour(seed)} ${((seed >>> 12) % everyMonth) + 1} 1,4,7,10 *`,
};

const presetWords: Readonly<Record<Preset, string>> = {
  daily: 'every night',
  weekly: 'once a week, at night',
  monthly: 'once a month, at night',
  quarterly: 'once a quarter, at night',
};

/** When a cadence comes up next, by cron-parser in any time zone, summer time included. */
export function openCalendar(): Calendar {
  return {
    next: nextOf,
    problem(cadence, timeZone) {
      if (!isTimeZone(timeZone)) {
        return `"${timeZone}" is no time zone: use a name such as Europe/Zurich or UTC.`;
      }
      const days = daysAfterReading(cadence);
      if (days !== null) return days === 0 ? 'after 0 days would never end: use at least 1.' : null;
      if (presetOf(cadence)) return null;
      if (cadence.trim().split(/\s+/).length !== 5) {
        return `"${cadence}" is neither daily, weekly, monthly, quarterly, "after N days", nor a cron expression of five fields such as "0 4 * * 1".`;
      }
      try {
        return cronFault(cadence) ?? tooOften(cadence);
      } catch {
        // Looked for beyond cron-parser's limit.
        return `"${cadence}" never comes up.`;
      }
    },
    words(cadence) {
      const preset = presetOf(cadence);
      if (preset) return presetWords[preset];
      const days = daysAfterReading(cadence);
      if (days !== null) return days === 1 ? 'a day after each reading' : `${days} days after each reading`;
      return lowerFirst(describe(cadence, { use24HourTimeFormat: true, throwExceptionOnParseError: false }));
    },
  };
}

/** Beyond once an hour a site would be read without an end; the jitter, too, is shorter than this. */
const leastMinutes = 60;

function tooOften(cadence: string): string | null {
  const cron = CronExpressionParser.parse(cadence);
  let last = cron.next().getTime();
  // A day of a list of minutes shows its shortest gap.
  for (let count = 0; count < 26; count += 1) {
    const next = cron.next().getTime();
    if (next - last < leastMinutes * 60_000) return `"${cadence}" comes up more often than once an hour.`;
    last = next;
  }
  return null;
}

function nextOf(cadence: string, { after, timeZone, slug, lastReadAt }: Moment): Date {
  const seed = Number.parseInt(sha256(slug).slice(0, 8), 16);
  const days = daysAfterReading(cadence);
  if (days !== null) {
    return new Date(Math.max(after.getTime(), (lastReadAt ?? after).getTime() + days * dayMilliseconds));
  }
  const preset = presetOf(cadence);
  if (preset) return presetAfter(preset, seed, { after, timeZone });
  // The jitter is taken off first: else a vendor that starts late would find the same minute due again.
  const jitter = (seed % mostJitterSeconds) * 1000;
  return new Date(occurrence(cadence, new Date(after.getTime() - jitter), timeZone).getTime() + jitter);
}

const occurrence = keptOccurrences();

/**
 * When a preset comes up: at its minute of an hour of the night that all vendors of that hour share, so that few hours are
 * worked out for many vendors. Where the clock is changed on the way there, cron-parser says what becomes of the minute.
 */
function presetAfter(preset: Preset, seed: number, { after, timeZone }: Pick<Moment, 'after' | 'timeZone'>): Date {
  const minute = seed % 60;
  const fields = presetFields[preset](seed);
  const earlier = after.getTime() - minute * 60_000;
  const start = occurrence(`0 ${fields}`, new Date(earlier), timeZone).getTime();
  const [before, then] = [earlier, start + 59 * 60_000].map((at) => aheadOfUtc(at, timeZone));
  if (before !== then) return occurrence(`${minute} ${fields}`, after, timeZone);
  return new Date(start + minute * 60_000);
}

function hour(seed: number): number {
  return firstHour + ((seed >>> 6) % hours);
}

function presetOf(cadence: string): Preset | null {
  // Not `in`: every object has a "constructor", and a cadence of that name would stop every schedule at each look.
  return Object.hasOwn(presetFields, cadence) ? (cadence as Preset) : null;
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format() !== '';
  } catch {
    return false;
  }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
