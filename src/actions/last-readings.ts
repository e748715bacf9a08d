import { daysAfterReading, type Schedule } from '../domain/schedule.ts';
import type { Office } from '../ports.ts';

/**
 * When the last reading of each vendor was, as far as one of these schedules counts from there; empty where none does. What
 * a clock kept that ran ahead by more than their days is left out: it would hide every reading until then.
 */
export async function lastReadings(office: Office, schedules: readonly Schedule[]): Promise<ReadonlyMap<string, Date>> {
  const days = Math.max(0, ...schedules.map(({ cadence }) => daysAfterReading(cadence) ?? 0));
  if (days === 0) return new Map();
  const until = new Date(office.clock.now().getTime() + days * dayMilliseconds).toISOString();
  const found = await office.store.schedules.lastReadings(until);
  return new Map([...found].map(([slug, at]) => [slug, new Date(at)]));
}

const dayMilliseconds = 86_400_000;
