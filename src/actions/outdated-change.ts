import type { Draft } from '../domain/draft.ts';
import { asPublished } from '../domain/reading-ends.ts';
import type { Office } from '../ports.ts';
import type { ApprovalBlock } from './approval-blocks.ts';

/** Of the newest runs so many are looked at: one may be under way, others may have failed. */
const runsLookedAt = 10;

/**
 * What stands in the way of approving a change draft whose change is gone: the latest reading is a later one, and found
 * every cited page as it was for what is published, as where somebody at the source took the edit back. Empty for every
 * other draft, and where that reading did not get to a cited page.
 */
export async function outdatedChange({ store }: Pick<Office, 'store'>, draft: Draft): Promise<ApprovalBlock[]> {
  // Of an upgrade no page is the reason.
  if (!draft.change || draft.change.upgrade) return [];
  const { items } = await store.runs.list({ limit: runsLookedAt, slug: draft.slug });
  const last = items.find(
    ({ outcome, cause }) => (outcome === 'unchanged' || outcome === 'drafted') && cause !== 'upgrade',
  );
  const [first] = draft.change.items;
  if (last?.outcome !== 'unchanged' || last.progress !== asPublished || !first) return [];
  const day = last.endedAt?.slice(0, 10) ?? '';
  return [
    {
      path: first.path,
      message: `The documentation was read again on ${day}, after this draft was made, and what is published stands: the change that this draft is about is gone. Reject the draft.`,
    },
  ];
}
