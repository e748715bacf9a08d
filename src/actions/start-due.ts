import type { Person } from '../domain/person.ts';
import type { DueVendor } from '../domain/schedule.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { nextPeriod } from './due-time.ts';
import { planDue } from './plan-due.ts';
import type { ScheduledVendor } from './scheduled-vendors.ts';
import { startRun } from './start-run.ts';

/** Who starts what the clock starts. */
export const clockwork: Person = { email: 'schedule@assay.invalid', role: 'editor' };

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
  const planned = await planDue(office);
  const started: StartedDue[] = [];
  for (const { each, due } of planned) {
    if (each.schedule.paused || new Date(due.dueAt) > office.clock.now()) continue;
    const run = await startPeriod(office, each, due).catch(passedOver);
    if (run) started.push(run);
  }
  return started;
}

/** Archived or ended in this very moment: the next look sees it as it is, and the others do not wait for it. */
function passedOver(error: unknown): null {
  if (error instanceof Refused) return null;
  throw error;
}

async function startPeriod(office: Office, each: ScheduledVendor, due: DueVendor): Promise<StartedDue | null> {
  const { vendor } = each;
  const key = `schedule ${due.dueAt}`;
  const request = { slug: vendor.slug, cause: 'scheduled', again: false, offline: false, key } as const;
  const { run } = await startRun(office, request, clockwork);
  const now = office.clock.now();
  // Days after a reading count from this one, which begins now, however long ago it was due: else one missed period would bring two.
  const next = nextPeriod(office, each, { period: new Date(due.dueAt), read: now });
  const noted = await office.store.schedules.started(vendor.slug, {
    dueAt: due.dueAt,
    next: next.toISOString(),
    runId: run.id,
    plannedAt: now.toISOString(),
  });
  return noted === 'started' ? { slug: vendor.slug, runId: run.id } : null;
}
