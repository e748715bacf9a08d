import { type DueVendor, daysAfterReading, ruleOf } from '../domain/schedule.ts';
import type { Office } from '../ports.ts';
import type { ScheduledVendor } from './scheduled-vendors.ts';

/** What is known of a vendor's readings. */
export interface ReadingsKnown {
  planned: DueVendor | undefined;
  /** The last reading, as `lastReadings` tells it; null before the first, and where the cadence does not count from there. */
  read: Date | null;
}

/**
 * When a vendor is due: the due time that stands, or a new one where the schedule is another, a reading ended since that
 * it counts from, or a clock that was wrong pushed it too far. Keeps nothing; gives `planned` itself where that stands.
 */
export function dueTime(office: Office, each: ScheduledVendor, { planned, read }: ReadingsKnown): DueVendor {
  const rule = ruleOf(each.schedule);
  const now = office.clock.now();
  const standing = planned?.rule === rule ? planned : null;
  // Telling the next time costs tenths of a millisecond a vendor, so it is asked only where the answer may be another.
  if (standing && new Date(standing.plannedAt) <= now && !isReadSince(each, { standing, read, now })) return standing;
  const period = planned?.period ? new Date(planned.period) : null;
  const next = nextPeriod(office, each, { period, read });
  // A clock that was set back by little would bring the due time nearer than it is.
  if (standing && new Date(standing.plannedAt) > now && new Date(standing.dueAt) <= next) return standing;
  return {
    slug: each.vendor.slug,
    rule,
    dueAt: next.toISOString(),
    period: planned?.period ?? null,
    plannedAt: now.toISOString(),
    runId: planned?.runId ?? null,
  };
}

interface Standing {
  standing: DueVendor;
  read: Date | null;
  now: Date;
}

/** Whether somebody had it read, or a reading took its time, so that days counted from there end later. */
function isReadSince({ schedule }: ScheduledVendor, { standing, read, now }: Standing): boolean {
  const days = daysAfterReading(schedule.cadence);
  if (days === null || read === null || read > now) return false;
  return read.getTime() + days * dayMilliseconds > Date.parse(standing.dueAt);
}

const dayMilliseconds = 86_400_000;

/**
 * The due time after a period that was started. It follows that period as long as it is to come: by the clock on the wall
 * an hour of autumn comes twice, and a clock that was set back would bring the period again. What lies behind is left out,
 * and so is a period that a clock which ran ahead by more than one whole period started.
 */
export function nextPeriod(
  office: Office,
  { vendor, schedule: { cadence, timeZone } }: ScheduledVendor,
  { period, read }: { period: Date | null; read: Date | null },
): Date {
  const now = office.clock.now();
  const farthest = now.getTime() + (daysAfterReading(cadence) ?? 0) * dayMilliseconds;
  // What a clock that ran ahead by more than that kept as either is left out.
  const counted = [period, read].flatMap((at) => (at !== null && at.getTime() <= farthest ? [at.getTime()] : []));
  const lastReadAt = counted.length > 0 ? new Date(Math.max(...counted)) : null;
  const upcoming = (after: Date) => office.calendar.next(cadence, { after, timeZone, slug: vendor.slug, lastReadAt });
  if (period === null || period > upcoming(upcoming(now))) return upcoming(now);
  const following = upcoming(period);
  return following > now ? following : upcoming(now);
}
