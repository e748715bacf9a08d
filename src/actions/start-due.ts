import type { Person } from '../domain/person.ts';
import { type DueVendor, daysAfterReading, ruleOf, type Schedule, scheduleFor } from '../domain/schedule.ts';
import type { Vendor } from '../domain/vendor.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { startRun } from './start-run.ts';

/** Who starts what the clock starts. */
export const clockwork: Person = { email: 'schedule@assay.invalid', role: 'editor' };

/** Vendors read in one page of the list. */
const atOnce = 500;

/** One vendor with the schedule that holds for it. */
export interface ScheduledVendor {
  vendor: Vendor;
  schedule: Schedule;
}

/** What one look at the clock started. */
export interface StartedDue {
  slug: string;
  runId: string;
}

/**
 * Starts every vendor that is due, once a period, however long nobody looked: what was missed is caught up by one run.
 * Harmless to repeat and to run in several processes; a crash between starting and noting it starts nothing twice,
 * because a run's id is made of vendor and due time.
 */
export async function startDue(office: Office): Promise<StartedDue[]> {
  const { schedules } = office.store;
  const scheduled = await scheduledVendors(office);
  const planned = new Map((await schedules.due()).map((due) => [due.slug, due]));
  for (const slug of planned.keys()) {
    if (!scheduled.some(({ vendor }) => vendor.slug === slug)) await schedules.forget(slug);
  }
  const read = await lastReadings(office, scheduled);
  const started: StartedDue[] = [];
  for (const each of scheduled) {
    const due = await planFor(office, each, { planned: planned.get(each.vendor.slug), read });
    if (each.schedule.paused || new Date(due.dueAt) > office.clock.now()) continue;
    const run = await startPeriod(office, each, { due, read }).catch(passedOver);
    if (run) started.push(run);
  }
  return started;
}

/** Archived or ended in this very moment: the next look sees it as it is, and the others do not wait for it. */
function passedOver(error: unknown): null {
  if (error instanceof Refused) return null;
  throw error;
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

/** When readings ended, needed only where a schedule counts from there. */
async function lastReadings(office: Office, scheduled: readonly ScheduledVendor[]): Promise<ReadonlyMap<string, Date>> {
  if (!scheduled.some(({ schedule }) => daysAfterReading(schedule.cadence) !== null)) return new Map();
  const streaks = await office.store.schedules.streaks();
  return new Map(
    streaks.flatMap(({ slug, lastEndedAt }) => (lastEndedAt ? [[slug, new Date(lastEndedAt)] as const] : [])),
  );
}

type Known = { planned: DueVendor | undefined; read: ReadonlyMap<string, Date> };

/** The due time that stands, or a new one where the schedule is another, or a clock that was wrong pushed it too far. */
async function planFor(
  office: Office,
  { vendor, schedule }: ScheduledVendor,
  { planned, read }: Known,
): Promise<DueVendor> {
  const rule = ruleOf(schedule);
  const now = office.clock.now();
  // Telling the next time costs tenths of a millisecond a vendor, so it is asked only where the answer may be another.
  if (planned?.rule === rule && new Date(planned.plannedAt) <= now) return planned;
  const period = planned?.period ? new Date(planned.period) : null;
  const next = nextPeriod(office, { vendor, schedule }, { period, read: read.get(vendor.slug) ?? null });
  const isFar = planned !== undefined && new Date(planned.dueAt) > next;
  if (planned && planned.rule === rule && !isFar) return planned;
  const due: DueVendor = {
    slug: vendor.slug,
    rule,
    dueAt: next.toISOString(),
    period: null,
    plannedAt: now.toISOString(),
    runId: null,
    ...kept(planned),
  };
  await office.store.schedules.plan(due);
  return due;
}

function kept(planned: DueVendor | undefined): Pick<DueVendor, 'period' | 'runId'> | Record<string, never> {
  return planned ? { period: planned.period, runId: planned.runId } : {};
}

async function startPeriod(
  office: Office,
  each: ScheduledVendor,
  { due, read }: { due: DueVendor; read: ReadonlyMap<string, Date> },
): Promise<StartedDue | null> {
  const { vendor } = each;
  const key = `schedule ${due.dueAt}`;
  const request = { slug: vendor.slug, cause: 'scheduled', again: false, offline: false, key } as const;
  const { run } = await startRun(office, request, clockwork);
  const next = nextPeriod(office, each, {
    period: new Date(due.dueAt),
    read: read.get(vendor.slug) ?? null,
  }).toISOString();
  const noted = await office.store.schedules.started(vendor.slug, {
    dueAt: due.dueAt,
    next,
    runId: run.id,
    plannedAt: office.clock.now().toISOString(),
  });
  return noted === 'started' ? { slug: vendor.slug, runId: run.id } : null;
}

/**
 * The due time after a period that was started. It follows that period as long as it is to come: by the clock on the wall
 * an hour of autumn comes twice, and a clock that was set back would bring the period again. What lies behind is left out,
 * and so is a period that a clock which ran ahead by more than one whole period started.
 */
function nextPeriod(
  office: Office,
  { vendor, schedule: { cadence, timeZone } }: ScheduledVendor,
  { period, read }: { period: Date | null; read: Date | null },
): Date {
  const now = office.clock.now();
  // A reading that is under way has not ended: the start of its period stands for its end until then.
  const lastReadAt = period && (read === null || period > read) ? period : read;
  const upcoming = (after: Date) => office.calendar.next(cadence, { after, timeZone, slug: vendor.slug, lastReadAt });
  if (period === null || period > upcoming(upcoming(now))) return upcoming(now);
  const following = upcoming(period);
  return following > now ? following : upcoming(now);
}
