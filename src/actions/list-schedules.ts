import type { DueVendor, ReadingStreak, Schedule } from '../domain/schedule.ts';
import type { Vendor } from '../domain/vendor.ts';
import type { Office } from '../ports.ts';
import { scheduledVendors } from './start-due.ts';

/** How one vendor is read again. */
export interface VendorSchedule {
  vendor: Vendor;
  schedule: Schedule;
  /** The cadence after "is read again". */
  words: string;
  /** Null before the clock was first looked at since the schedule was set, and while it is paused. */
  dueAt: string | null;
  streak: ReadingStreak | null;
  /** Due times of the four weeks from now on. */
  upcoming: string[];
}

/** How far the calendar looks. */
const calendarDays = 28;
/** A cadence of minutes would fill the page. */
const mostUpcoming = 31;

/** Every vendor that is read again by a schedule, the next first. */
export async function listSchedules(office: Office): Promise<VendorSchedule[]> {
  const { store, calendar } = office;
  const due = new Map((await store.schedules.due()).map((each) => [each.slug, each]));
  const streaks = new Map((await store.schedules.streaks()).map((each) => [each.slug, each]));
  const all = (await scheduledVendors(office)).map(({ vendor, schedule }): VendorSchedule => {
    const planned = due.get(vendor.slug);
    const streak = streaks.get(vendor.slug) ?? null;
    const dueAt = schedule.paused ? null : (planned?.dueAt ?? null);
    const upcoming = schedule.paused ? [] : upcomingOf(office, { vendor, schedule, planned, streak });
    return { vendor, schedule, words: calendar.words(schedule.cadence), dueAt, streak, upcoming };
  });
  return all.sort((a, b) => order(a).localeCompare(order(b)) || a.vendor.name.localeCompare(b.vendor.name));
}

function order({ dueAt, upcoming }: VendorSchedule): string {
  return dueAt ?? upcoming[0] ?? '9';
}

interface Known {
  vendor: Vendor;
  schedule: Schedule;
  planned: DueVendor | undefined;
  streak: ReadingStreak | null;
}

function upcomingOf(office: Office, { vendor, schedule, planned, streak }: Known): string[] {
  const now = office.clock.now();
  const until = new Date(now.getTime() + calendarDays * 86_400_000);
  const found: string[] = [];
  let next = planned ? new Date(planned.dueAt) : null;
  let lastReadAt = streak?.lastEndedAt ? new Date(streak.lastEndedAt) : null;
  let after = now;
  while (found.length < mostUpcoming) {
    const { cadence, timeZone } = schedule;
    next ??= office.calendar.next(cadence, { after, timeZone, slug: vendor.slug, lastReadAt });
    if (next > until) break;
    found.push(next.toISOString());
    after = next > now ? next : now;
    lastReadAt = after;
    next = null;
  }
  return found;
}
