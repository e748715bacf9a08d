import type { DueVendor } from '../domain/schedule.ts';
import type { Office } from '../ports.ts';
import { dueTime } from './due-time.ts';
import { lastReadings } from './last-readings.ts';
import { type ScheduledVendor, scheduledVendors } from './scheduled-vendors.ts';

/** A vendor with its schedule, and when that makes it due. */
export interface PlannedVendor {
  each: ScheduledVendor;
  due: DueVendor;
}

/**
 * Brings the due times that are kept into line with the schedules as they are now, and gives them. Harmless to repeat; what
 * stands is left as it is.
 */
export async function planDue(office: Office): Promise<PlannedVendor[]> {
  const { schedules } = office.store;
  const scheduled = await scheduledVendors(office);
  const kept = new Map((await schedules.due()).map((due) => [due.slug, due]));
  const slugs = new Set(scheduled.map(({ vendor }) => vendor.slug));
  for (const slug of kept.keys()) if (!slugs.has(slug)) await schedules.forget(slug);
  const rules = scheduled.map(({ schedule }) => schedule);
  const read = await lastReadings(office, rules);
  const planned = scheduled.map((each): PlannedVendor => {
    const { slug } = each.vendor;
    return { each, due: dueTime(office, each, { planned: kept.get(slug), read: read.get(slug) ?? null }) };
  });
  await schedules.plan(planned.map(({ due }) => due).filter((due) => due !== kept.get(due.slug)));
  return planned;
}
