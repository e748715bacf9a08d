import type { RunOutcome } from '../../../domain/closed-lists.ts';
import type { ReadingStreak } from '../../../domain/schedule.ts';
import { day } from '../../public/reading.ts';

const outcomeWords: Record<RunOutcome, string> = {
  drafted: 'Drafted',
  unchanged: 'Unchanged',
  failed: 'Could not be read',
  cancelled: 'Stopped',
};

/** What the last reading came to, and how often in a row. */
export function LastResult({ streak }: { streak: ReadingStreak | null }) {
  if (!streak?.lastOutcome || !streak.lastEndedAt) return <>Not read yet</>;
  const times = Math.max(streak.unchanged, streak.failed);
  const again = times > 1 ? `, ${times} times in a row` : '';
  return (
    <>
      {outcomeWords[streak.lastOutcome]}
      {again} <span class="soft">({day(streak.lastEndedAt)})</span>
    </>
  );
}
