import type { ReadingStreak } from '../domain/schedule.ts';
import type { Office } from '../ports.ts';

/** A site may be away for one reading or two; at the third somebody should look. */
const alarmingFailures = 3;

/** Vendors whose last readings, three at least, all failed: longest first. */
export async function unreadVendors({ store }: Pick<Office, 'store'>): Promise<ReadingStreak[]> {
  const streaks = await store.schedules.streaks();
  return streaks.filter(({ failed }) => failed >= alarmingFailures).sort((a, b) => b.failed - a.failed);
}
