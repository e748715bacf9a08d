import { z } from 'zod';
import { Layer, RunOutcome } from './closed-lists.ts';
import { Slug } from './vendor.ts';

/** Names that stand for a rhythm; the minute, and the day where there is one, differ from vendor to vendor. */
export const presets = ['daily', 'weekly', 'monthly', 'quarterly'] as const;
export type Preset = (typeof presets)[number];

/** What a schedule is set for: one vendor, every vendor of a layer, or all that have none nearer. */
export const ScheduleTarget = z.union([
  z.templateLiteral(['vendor:', Slug]),
  z.templateLiteral(['layer:', Layer]),
  z.literal('all'),
]);
export type ScheduleTarget = z.infer<typeof ScheduleTarget>;

/** When something is read again. */
export const Schedule = z.strictObject({
  target: ScheduleTarget,
  /** A preset, `after N days` (since the last reading ended), or a cron expression of five fields. */
  cadence: z.string().min(1).max(100),
  /** An IANA name, such as `Europe/Zurich`; cron fields and presets mean its clock. */
  timeZone: z.string().min(1).max(64),
  paused: z.boolean(),
  setBy: z.string(),
  updatedAt: z.iso.datetime(),
});
export type Schedule = z.infer<typeof Schedule>;

/** When one vendor is due. */
export const DueVendor = z.strictObject({
  slug: z.string(),
  /** The schedule it was computed under: `ruleOf`. */
  rule: z.string(),
  dueAt: z.iso.datetime(),
  /** The due time that was started last; null before the first. */
  period: z.iso.datetime().nullable(),
  /** When the due time was computed. */
  plannedAt: z.iso.datetime(),
  runId: z.string().nullable(),
});
export type DueVendor = z.infer<typeof DueVendor>;

/** How a vendor's scheduled readings went, newest first until the first that differs. */
export const ReadingStreak = z.strictObject({
  slug: z.string(),
  lastOutcome: RunOutcome.nullable(),
  lastEndedAt: z.iso.datetime().nullable(),
  /** Readings in a row that found nothing changed. */
  unchanged: z.int().nonnegative(),
  /** Readings in a row that failed. */
  failed: z.int().nonnegative(),
  /** When the first of the readings in a row with this outcome ended; null where none ended. */
  since: z.iso.datetime().nullable(),
});
export type ReadingStreak = z.infer<typeof ReadingStreak>;

/** The schedule that holds for a vendor: its own, its layer's, or that of all; null where none is set. */
export function scheduleFor(
  { slug, layer }: { slug: string; layer: Layer },
  schedules: ReadonlyMap<string, Schedule>,
): Schedule | null {
  return schedules.get(`vendor:${slug}`) ?? schedules.get(`layer:${layer}`) ?? schedules.get('all') ?? null;
}

/** What a due time depends on, in one text. */
export function ruleOf({ target, cadence, timeZone }: Schedule): string {
  return `${target} ${cadence} ${timeZone}`;
}

/** The days of a cadence counted from the last reading; null for one that goes by the calendar. */
export function daysAfterReading(cadence: string): number | null {
  const found = /^after (\d{1,3}) days?$/.exec(cadence);
  return found ? Number(found[1]) : null;
}
