import type { Person } from '../domain/person.ts';
import type { Schedule, ScheduleTarget } from '../domain/schedule.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { knownVendor } from './edit-vendor.ts';
import { planDue } from './plan-due.ts';

/** What a person asks for; fields that are absent stay as they are, or take their defaults. */
export interface ScheduleRequest {
  target: ScheduleTarget;
  cadence?: string;
  timeZone?: string;
  paused?: boolean;
}

/** Sets when a vendor, a layer or everything is read again, with the due times that follow. Throws as `wantedSchedule` does. */
export async function setSchedule(office: Office, request: ScheduleRequest, person: Person): Promise<Schedule> {
  const schedule = await wantedSchedule(office, request, person);
  await office.store.schedules.set(schedule);
  await planDue(office);
  return schedule;
}

/**
 * The schedule that a request would set; nothing is kept. Throws `Refused`: 404 unknown vendor, 422 where the cadence or
 * time zone says nothing, 409 where there is no schedule yet to pause.
 */
export async function wantedSchedule(office: Office, request: ScheduleRequest, person: Person): Promise<Schedule> {
  allow(person, 'enqueue');
  const { target } = request;
  if (target.startsWith('vendor:')) await knownVendor(office, target.slice('vendor:'.length));
  const before = (await office.store.schedules.all()).find((schedule) => schedule.target === target);
  const cadence = request.cadence?.trim() ?? before?.cadence;
  if (cadence === '') {
    throw new Refused({
      status: 422,
      code: 'no-cadence',
      message: 'It is not said how often: the cadence is empty.',
      advice: 'Give one, such as weekly or "after 30 days".',
    });
  }
  if (!cadence) {
    throw new Refused({
      status: 409,
      code: 'no-schedule',
      message: `No schedule is set for ${wordsFor(target)}.`,
      advice: 'Give one first, such as weekly.',
    });
  }
  const timeZone = request.timeZone ?? before?.timeZone ?? 'UTC';
  const problem = office.calendar.problem(cadence, timeZone);
  if (problem) throw new Refused({ status: 422, code: 'no-cadence', message: problem, advice: 'Nothing was changed.' });
  return {
    target,
    cadence,
    timeZone,
    paused: request.paused ?? before?.paused ?? false,
    setBy: person.email,
    updatedAt: office.clock.now().toISOString(),
  };
}

/** Takes a schedule away; what lies farther (the layer's, that of all) holds then. Throws `Refused` (404) where there is none. */
export async function removeSchedule(office: Office, target: ScheduleTarget, person: Person): Promise<void> {
  allow(person, 'enqueue');
  if ((await office.store.schedules.remove(target, person.email)) === 'removed') {
    await planDue(office);
    return;
  }
  throw new Refused({
    status: 404,
    code: 'no-schedule',
    message: `No schedule is set for ${wordsFor(target)}.`,
    advice: 'List them with "assay schedule".',
  });
}

/** A target after "for". */
export function wordsFor(target: ScheduleTarget): string {
  const [kind, name] = target.split(':');
  if (kind === 'vendor') return name ?? '';
  return kind === 'layer' ? `layer ${name}` : 'everything else';
}
