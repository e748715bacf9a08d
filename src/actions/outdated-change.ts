import { openStates } from '../domain/closed-lists.ts';
import type { Draft, DraftSummary } from '../domain/draft.ts';
import { asPublished } from '../domain/reading-ends.ts';
import type { RunStatus } from '../domain/run.ts';
import type { Office } from '../ports.ts';
import type { ApprovalBlock } from './approval-blocks.ts';

type Desk = Pick<Office, 'store'>;

/** Of the newest runs so many are looked at: one may be under way, others may have failed. */
const runsLookedAt = 10;

/**
 * What stands in the way of approving a change draft whose change is gone: the latest reading is a later one, and found
 * every cited page as it was for what is published, as where somebody at the source took the edit back. Empty for every
 * other draft, and where that reading did not get to a cited page.
 */
export async function outdatedChange(desk: Desk, draft: Draft): Promise<ApprovalBlock[]> {
  // Of an upgrade no page is the reason.
  if (!draft.change || draft.change.upgrade) return [];
  const last = await readingAsPublished(desk, draft.slug);
  const [first] = draft.change.items;
  if (!last || !first) return [];
  const day = last.endedAt?.slice(0, 10) ?? '';
  return [
    {
      path: first.path,
      remedy: 'reject',
      message: `The documentation was read again on ${day}, after this draft was made, and what is published stands: the change that this draft is about is gone. Reject the draft.`,
    },
  ];
}

/** A line of the list with that counted among what blocks, while a decision is awaited; the draft is read only where it may be so. */
export async function withOutdatedChange(desk: Desk, line: DraftSummary): Promise<DraftSummary> {
  if (!openStates.includes(line.state) || !line.change || !(await readingAsPublished(desk, line.slug))) return line;
  const draft = await desk.store.drafts.get(line.id);
  const outdated = draft ? await outdatedChange(desk, draft) : [];
  return { ...line, blocks: line.blocks + outdated.length };
}

/** The latest reading, where it found what is published as it stands. */
async function readingAsPublished({ store }: Desk, slug: string): Promise<RunStatus | null> {
  const { items } = await store.runs.list({ limit: runsLookedAt, slug });
  const last = items.find(
    ({ outcome, cause }) => (outcome === 'unchanged' || outcome === 'drafted') && cause !== 'upgrade',
  );
  return last?.outcome === 'unchanged' && last.progress === asPublished ? last : null;
}
