import type { DueVendor, ReadingStreak, Schedule, ScheduleTarget } from './domain/schedule.ts';

/** What a calendar needs to tell the next time. */
export interface Moment {
  /** The time it must lie behind. */
  after: Date;
  timeZone: string;
  /** Spreads vendors of one cadence over the hour or the night. */
  slug: string;
  /** When the last reading ended, for cadences that count from there; null before the first. */
  lastReadAt: Date | null;
}

/** Tells when a cadence comes up. */
export interface Calendar {
  next(cadence: string, moment: Moment): Date;
  /** Why a cadence or a time zone says nothing, in a sentence; null where both do. */
  problem(cadence: string, timeZone: string): string | null;
  /** The cadence in words, after "is read again". */
  words(cadence: string): string;
}

/** When vendors are read again. The database says what is due; a tick only looks. */
export interface ScheduleStore {
  set(schedule: Schedule): Promise<void>;
  remove(target: ScheduleTarget, by: string): Promise<'removed' | 'none'>;
  all(): Promise<Schedule[]>;
  /** Every vendor that has a due time, the earliest first. */
  due(): Promise<DueVendor[]>;
  /** Sets when vendors are due; the period that was started last stays. */
  plan(due: readonly Pick<DueVendor, 'slug' | 'rule' | 'dueAt' | 'plannedAt'>[]): Promise<void>;
  forget(slug: string): Promise<void>;
  /** Notes that the run of this due time was started; `stale` where another process noted it first. */
  started(
    slug: string,
    at: { dueAt: string; next: string; runId: string; plannedAt: string },
  ): Promise<'started' | 'stale'>;
  /**
   * From when days after a reading count, by vendor: when the last one ended that neither failed nor was cancelled; or, if
   * that is later, when the one began that the clock last started, which is a period's only one, whatever becomes of it. What lies behind
   * `until` is left out.
   */
  lastReadings(until: string): Promise<ReadonlyMap<string, string>>;
  streaks(): Promise<ReadingStreak[]>;
  /** Keeps which vendors cannot be read at present; gives those that were not among them before. */
  noteUnread(slugs: readonly string[], at: string): Promise<string[]>;
}
