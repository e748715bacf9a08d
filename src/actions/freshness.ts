import type { Publication } from '../domain/publication.ts';
import { scheduleFor } from '../domain/schedule.ts';
import type { Office } from '../ports.ts';

/** Without a schedule, documentation that nobody read for a quarter is called old. */
const usualDays = 90;
/** A reading that is a day late is under way or will be caught up; readers need not be warned of it. */
const graceMilliseconds = 86_400_000;
/** An upgrade reads no site, so that it says nothing of freshness; so many of them in a row are not made. */
const runsLooked = 10;

/** When a publication's documentation was read last, as far as anybody knows. */
export interface Freshness {
  checkedAt: string;
  /** How many days ago that was. */
  days: number;
  /** Whether it is past its period: its schedule's, or 90 days without one. */
  isStale: boolean;
}

/** When the pages behind a publication were last found unchanged, or else read for it, and whether that is too long ago. */
export async function freshness(
  { store, calendar, clock }: Pick<Office, 'store' | 'calendar' | 'clock'>,
  { slug, analysis }: Publication,
): Promise<Freshness> {
  const [last, all] = await Promise.all([
    store.runs.list({ slug, outcome: 'unchanged', limit: runsLooked }),
    store.schedules.all(),
  ]);
  const unchangedAt = last.items.find(({ cause }) => cause !== 'upgrade')?.endedAt ?? '';
  const checkedAt = unchangedAt > analysis.crawl.startedAt ? unchangedAt : analysis.crawl.startedAt;
  const checked = new Date(checkedAt);
  const now = clock.now().getTime();
  const schedule = scheduleFor(
    { slug, layer: analysis.vendor.layer },
    new Map(all.map((each) => [each.target as string, each])),
  );
  const holds = schedule && !schedule.paused ? schedule : null;
  const due = holds
    ? calendar.next(holds.cadence, { after: checked, timeZone: holds.timeZone, slug, lastReadAt: checked }).getTime()
    : checked.getTime() + usualDays * 86_400_000;
  const days = Math.max(0, Math.floor((now - checked.getTime()) / 86_400_000));
  return { checkedAt, days, isStale: now > due + graceMilliseconds };
}
