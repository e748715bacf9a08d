import { type Schedule, scheduleFor } from '../domain/schedule.ts';
import type { Vendor } from '../domain/vendor.ts';
import type { Office } from '../ports.ts';

/** Vendors read in one page of the list. */
const atOnce = 500;

/** One vendor with the schedule that holds for it. */
export interface ScheduledVendor {
  vendor: Vendor;
  schedule: Schedule;
}

/** Every vendor that is not archived and has a schedule, its own or one that covers it. */
export async function scheduledVendors(office: Office): Promise<ScheduledVendor[]> {
  const schedules = new Map(
    (await office.store.schedules.all()).map((schedule) => [schedule.target as string, schedule]),
  );
  if (schedules.size === 0) return [];
  const found: ScheduledVendor[] = [];
  let after: string | null = null;
  do {
    const page: { items: Vendor[]; next: string | null } = await office.store.vendors.list({
      limit: atOnce,
      after,
      archived: false,
    });
    for (const vendor of page.items) {
      const schedule = scheduleFor(vendor, schedules);
      if (schedule) found.push({ vendor, schedule });
    }
    after = page.next;
  } while (after !== null);
  return found;
}
