import type { DraftSummary } from './draft.ts';

/** More than this changes nothing in the order, and leaves room for what comes before doubt. */
const most = 99_999;

/** Below every other draft: its quotes stand as they were approved, at other addresses. */
const addressesOnly = -1;

/**
 * How doubtful a draft is as a whole, from 0, or -1 where only addresses are new: what blocks first, then what the analysts dispute, moved levels, and what else
 * is flagged. The queue is in this order; the number stands beside each draft, so another weighing needs a migration.
 */
export function draftDoubt({
  blocks,
  warns,
  moved,
  disagreed,
  change,
}: Pick<DraftSummary, 'blocks' | 'warns' | 'moved' | 'disagreed' | 'change'>): number {
  if (change?.open === 0 && blocks === 0) return addressesOnly;
  return Math.min(most, blocks * 100 + disagreed * 20 + moved * 15 + warns * 5);
}
