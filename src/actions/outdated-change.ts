import type { Draft } from '../domain/draft.ts';
import type { Office } from '../ports.ts';
import type { ApprovalBlock } from './approval-blocks.ts';

/**
 * What stands in the way of approving a change draft whose change is gone: the latest reading is a later one, and found
 * every cited page as it was for what is published, as where somebody at the source took the edit back. Empty for every
 * other draft, for one that was decided on, and where that reading did not get to a cited page.
 */
export async function outdatedChange(
  { store }: Pick<Office, 'store'>,
  { id, change }: Draft,
): Promise<ApprovalBlock[]> {
  const since = change ? await store.drafts.voidSince(id) : null;
  if (!change || since === null) return [];
  // Edits may have taken out whatever was open; what the draft was made for is gone all the same.
  const [first = { path: 'summary' }] = [...change.items, ...change.requotes];
  return [
    {
      path: first.path,
      remedy: 'reject',
      message: `The documentation was read again on ${since.slice(0, 10)}, after this draft was made, and what is published stands: the change that this draft is about is gone. Reject the draft.`,
    },
  ];
}
