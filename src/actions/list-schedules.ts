import type { ReadingStreak, Schedule } from '../domain/schedule.ts';
import type { Vendor } from '../domain/vendor.ts';
import type { Office } from '../ports.ts';
import { dueTime } from './due-time.ts';
import { lastReadings } from './last-readings.ts';
import { type ScheduledVendor, scheduledVendors } from './scheduled-vendors.ts';

/** How one vendor is read again. */
export interface VendorSchedule {
  vendor: Vendor;
  schedule: Schedule;
  /** The cadence after "is read again". */
  words: string;
  /** Null while it is paused. */
  dueAt: string | null;
  streak: ReadingStreak | null;
  /** Due times of the four weeks from now on; of several on one day (in UTC) the first. */
  upcoming: string[];
}

/** How far the calendar looks. */
const calendarDays = 28;
const dayMilliseconds = 86_400_000;

/** Every vendor that is read again by a schedule, the next first. */
export async function listSchedules(office: Office): Promise<VendorSchedule[]> {
  const { store, calendar } = office;
  const planned = new Map((await store.schedules.due()).map((each) => [each.slug, each]));
  const streaks = new Map((await store.schedules.streaks()).map((each) => [each.slug, each]));
  const scheduled = await scheduledVendors(office);
  const rules = scheduled.map(({ schedule }) => schedule);
  const readings = await lastReadings(office, rules);
  const all = scheduled.map((each): VendorSchedule => {
    const { vendor, schedule } = each;
    const streak = streaks.get(vendor.slug) ?? null;
    const read = readings.get(vendor.slug) ?? null;
    // As the next look at the clock finds it: what stands in the database may be of the schedule before.
    const dueAt = schedule.paused ? null : dueTime(office, each, { planned: planned.get(vendor.slug), read }).dueAt;
    const upcoming = dueAt === null ? [] : upcomingOf(office, each, dueAt);
    return { vendor, schedule, words: calendar.words(schedule.cadence), dueAt, streak, upcoming };
  });
  return all.sort((a, b) => order(a).localeCompare(order(b)) || a.vendor.name.localeCompare(b.vendor.name));
}

function order({ dueAt }: VendorSchedule): string {
  // What is paused comes last.
  return dueAt ?? '9';
}

function upcomingOf(office: Office, { vendor, schedule }: ScheduledVendor, dueAt: string): string[] {
  const now = office.clock.now();
  const until = new Date(now.getTime() + calendarDays * dayMilliseconds);
  const { cadence, timeZone } = schedule;
  const found: string[] = [];
  let next = new Date(dueAt);
  while (next <= until) {
    found.push(next.toISOString());
    const lastReadAt = next > now ? next : now;
    const dayEnd = new Date((Math.floor(next.getTime() / dayMilliseconds) + 1) * dayMilliseconds - 1);
    next = office.calendar.next(cadence, {
      after: lastReadAt > dayEnd ? lastReadAt : dayEnd,
      timeZone,
      slug: vendor.slug,
      lastReadAt,
    });
  }
  return found;
}
