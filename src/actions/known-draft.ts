import type { DraftState } from '../domain/closed-lists.ts';
import type { Draft } from '../domain/draft.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';

/** The latest revision of a draft. Throws `Refused` (404). */
export async function knownDraft(office: Pick<Office, 'store'>, draftId: string): Promise<Draft> {
  const draft = await office.store.drafts.get(draftId);
  if (draft) return draft;
  throw new Refused({
    status: 404,
    code: 'unknown-draft',
    message: `There is no draft "${draftId}".`,
    advice: 'List what waits with "assay drafts".',
  });
}

/** Whether a draft in this state may still be edited and decided on. */
export function isOpen(state: DraftState | undefined): boolean {
  return state === 'waiting' || state === 'claimed' || state === 'returned';
}

/** The refusal (409) of anything that would change a closed draft. */
export async function draftClosed(
  office: Pick<Office, 'store'>,
  draft: Draft,
  wanted: 'decision' | 'edit' | 'claim' | 'note',
): Promise<Refused> {
  const state = await office.store.drafts.state(draft.id);
  return new Refused({
    status: 409,
    code: 'draft-closed',
    message: `Draft ${draft.id} is ${state?.state ?? 'closed'} and takes no ${wanted}.`,
    advice: `Start a new run of "${draft.slug}" to get a new draft.`,
  });
}
