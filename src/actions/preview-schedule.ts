import type { Person } from '../domain/person.ts';
import type { Schedule } from '../domain/schedule.ts';
import type { Office } from '../ports.ts';
import { lastReadings } from './last-readings.ts';
import { type ScheduleRequest, wantedSchedule } from './set-schedule.ts';

/** What a schedule would mean, before it is kept. */
export interface SchedulePreview {
  schedule: Schedule;
  /** The cadence after "is read again". */
  words: string;
  /** The first times that it would come up; for a rule those of one product of many. */
  upcoming: string[];
}

/** Enough to see the rhythm. */
const shown = 3;

/** Says in words what a request would set, and when that comes up. Keeps nothing. Throws as `setSchedule` does. */
export async function previewSchedule(
  office: Office,
  request: ScheduleRequest,
  person: Person,
): Promise<SchedulePreview> {
  const schedule = await wantedSchedule(office, request, person);
  const { cadence, timeZone, target } = schedule;
  const slug = target.slice(target.indexOf(':') + 1);
  const upcoming: string[] = [];
  let after = office.clock.now();
  let lastReadAt = (await lastReadings(office, [schedule])).get(slug) ?? null;
  while (!schedule.paused && upcoming.length < shown) {
    after = office.calendar.next(cadence, { after, timeZone, slug, lastReadAt });
    lastReadAt = after;
    upcoming.push(after.toISOString());
  }
  return { schedule, words: office.calendar.words(cadence), upcoming };
}
