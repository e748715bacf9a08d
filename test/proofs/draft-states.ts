import { decide } from '../../src/actions/decide.ts';
import { claimDraft } from '../../src/actions/desk-draft.ts';
import { withdraw } from '../../src/actions/withdraw.ts';
import type { Analysis } from '../../src/domain/analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Verdict } from '../../src/domain/review.ts';
import { people, type TestOffice } from '../actions/office.ts';
import { publish, waitingDraft } from '../actions/quillstore.ts';
import { aVendor } from '../contract/sample-records.ts';
import { walkToDraft } from '../contract/walked-run.ts';

/** Where a draft can stand, and what was approved of it; the order is that of the written table. */
export const draftStates = [
  'waiting',
  'claimed',
  'returned',
  'approved',
  'rejected',
  'superseded',
  'published',
  'withdrawn',
] as const;
export type DraftStateWithPublic = (typeof draftStates)[number];

/** A new draft that stands there, of a product of its own. It was claimed by the reviewer where it is claimed. */
export async function draftThatIs(desk: TestOffice, state: DraftStateWithPublic, analysis: Analysis): Promise<Draft> {
  const draft = await waitingDraft(desk, analysis);
  const decided = (verdict: Verdict) => {
    const { revision, contentDigest } = draft;
    const decision = { verdict, revision, contentDigest, reason: verdict === 'approved' ? '' : 'It is not so.' };
    return decide(desk.office, { draftId: draft.id, decision }, people.reviewer);
  };
  const ways: Record<DraftStateWithPublic, () => Promise<unknown>> = {
    waiting: async () => undefined,
    claimed: () => claimDraft(desk.office, { draftId: draft.id, takeOver: false }, people.reviewer),
    returned: () => decided('returned'),
    approved: () => decided('approved'),
    rejected: () => decided('rejected'),
    superseded: () => walkToDraft(desk.office.store, { vendor: aVendor({ slug: draft.slug }) }),
    published: async () => publish(desk, await decided('approved')),
    withdrawn: async () => {
      await publish(desk, await decided('approved'));
      await withdraw(desk.office, { slug: draft.slug, reason: 'It was wrong.' }, people.reviewer);
    },
  };
  await ways[state]();
  return draft;
}
