import { openStates } from '../domain/closed-lists.ts';
import type { Publication } from '../domain/publication.ts';
import { asDrafted } from '../domain/reading-ends.ts';
import type { RunStatus } from '../domain/run.ts';
import { scheduleFor } from '../domain/schedule.ts';
import { saidUnseen } from '../domain/unseen-pages.ts';
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
  /** What a reading since the one that it was made of found, as a clause; null where there was none. */
  found: string | null;
}

/** When the pages behind a publication were read last, what that found, and whether it is too long ago. */
export async function freshness(
  { store, calendar, clock }: Pick<Office, 'store' | 'calendar' | 'clock'>,
  publication: Publication,
): Promise<Freshness> {
  const { slug, analysis } = publication;
  const [unchanged, drafted, all, drafts] = await Promise.all([
    store.runs.list({ slug, outcome: 'unchanged', limit: runsLooked }),
    store.runs.list({ slug, outcome: 'drafted', limit: runsLooked }),
    store.schedules.all(),
    store.drafts.list({ slug, limit: 1 }),
  ]);
  const [draft] = drafts.items;
  const isOwn = draft?.state === 'approved' && draft.contentDigest === publication.contentDigest;
  // The run that made the latest draft read the site for it: where that draft is what is published, nothing was checked since.
  const reading = [...unchanged.items, ...(isOwn ? [] : drafted.items)]
    .filter(({ cause, endedAt }) => cause !== 'upgrade' && (endedAt ?? '') > analysis.crawl.startedAt)
    .sort((a, b) => ((a.endedAt ?? '') < (b.endedAt ?? '') ? 1 : -1))[0];
  const checkedAt = reading?.endedAt ?? analysis.crawl.startedAt;
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
  const isOpen = draft !== undefined && (draft.state === 'approved' || openStates.includes(draft.state));
  const found = reading ? foundBy(reading, isOwn ? 'own' : isOpen ? 'open' : 'closed') : null;
  return { checkedAt, days, isStale: now > due + graceMilliseconds, found };
}

/** What a reading found, by what became of the latest draft: that it found nothing new does not say that nothing is. */
function foundBy({ outcome, progress }: RunStatus, latest: 'own' | 'open' | 'closed'): string {
  if (latest === 'own' || (outcome === 'unchanged' && !progress.startsWith(asDrafted))) {
    const unseen = saidUnseen(progress).replace(/\.$/, '');
    return unseen
      ? `nothing that was read and that it rests on had changed. ${unseen}`
      : 'nothing that it rests on had changed';
  }
  return latest === 'open'
    ? 'what the documentation says now is in a draft that is under review'
    : 'what the documentation says now was in a draft that a reviewer did not approve';
}
