import { z } from 'zod';
import { digestOf } from '../domain/digest.ts';
import type { Draft } from '../domain/draft.ts';
import type { Person } from '../domain/person.ts';
import type { Review } from '../domain/review.ts';
import { ItemReason, Verdict } from '../domain/review.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { approvalBlocks } from './approval-blocks.ts';
import { draftClosed, knownDraft } from './known-draft.ts';
import { openRemarks } from './open-remarks.ts';
import { outdatedChange } from './outdated-change.ts';
import { staleDraft } from './stale-draft.ts';
import { forgetStudy } from './studied-draft.ts';
import { refusedFields } from './vendor-input.ts';

/** A decision names exactly what was seen: the revision and its content digest. */
export const Decision = z.strictObject({
  verdict: Verdict,
  revision: z.int().positive(),
  contentDigest: z.string().regex(/^[0-9a-f]{64}$/),
  reason: z
    .string()
    .trim()
    .max(4000)
    // The database has no place for U+0000.
    .refine((text) => !text.includes('\u0000'), 'must not hold the character U+0000')
    .default(''),
  /** What is wrong where, with a return; the remarks made on the draft's items unless given. */
  items: z.array(ItemReason).max(100).optional(),
  /** The id of the return that was seen, where exactly this was returned before. */
  afterReturn: z.string().max(80).optional(),
});
export type Decision = z.infer<typeof Decision>;

/**
 * Records a person's decision on a draft; an approval is handed to publishing. Throws `Refused`: 404 unknown draft, 409
 * closed, 412 when what was seen is not the latest or was returned since, 422 when a reason is missing or something blocks approval (each
 * block is in `details`), 403 by role or four-eyes.
 */
export async function decide(
  office: Office & { fourEyes: boolean },
  request: { draftId: string; decision: unknown },
  person: Person,
): Promise<Review> {
  allow(person, 'decide');
  const parsed = Decision.safeParse(request.decision);
  if (!parsed.success) throw refusedFields(parsed.error);
  const decision = parsed.data;
  const draft = await knownDraft(office, request.draftId);
  if (draft.revision !== decision.revision || draft.contentDigest !== decision.contentDigest)
    throw await staleDraft(office, draft, decision.contentDigest);
  const items = decision.verdict === 'returned' ? (decision.items ?? (await remarksOf(office, draft))) : [];
  const reason = decision.reason || summaryOf(items);
  if (decision.verdict !== 'approved' && reason === '') {
    throw new Refused({
      status: 422,
      code: 'reason-missing',
      message: `A draft is ${decision.verdict} with a reason.`,
      advice: 'Say what is wrong and what would mend it.',
      details: [{ path: 'reason', message: 'must not be empty' }],
    });
  }
  if (decision.verdict === 'approved') await mayApprove(office, draft, person);
  const decidedAt = office.clock.now().toISOString();
  const review: Review = {
    id: `review-${digestOf({ draftId: draft.id, revision: draft.revision, verdict: decision.verdict, person: person.email, digest: draft.contentDigest, decidedAt }).slice(0, 24)}`,
    draftId: draft.id,
    revision: draft.revision,
    contentDigest: draft.contentDigest,
    slug: draft.slug,
    verdict: decision.verdict,
    reason,
    ...(items.length > 0 ? { items } : {}),
    ...(decision.afterReturn ? { afterReturn: decision.afterReturn } : {}),
    person: person.email,
    decidedAt,
    analysis: draft.analysis,
  };
  const result = await office.store.drafts.decide(review);
  if (result === 'stale') throw await staleDraft(office, await knownDraft(office, draft.id), decision.contentDigest);
  if (result === 'returned') throw await returnedSince(office, draft);
  if (result === 'closed') throw await draftClosed(office, draft, 'decision');
  if (review.verdict === 'approved') await office.queue.add('publish', { recordId: review.id, attempt: 1 });
  return review;
}

/** The refusal of a decision by somebody who had not seen that the draft was returned. */
async function returnedSince({ store }: Office, { id }: Draft): Promise<Refused> {
  const last = await store.drafts.lastReview(id);
  return new Refused({
    status: 412,
    code: 'returned-since',
    message: `${last?.person ?? 'Somebody'} returned this draft${last ? `: ${last.reason}` : ''}`,
    advice: `Look at what was asked for. To decide on it as it stands all the same, decide again from the page as it is now, or name this return: ${last?.id ?? 'see the draft'}.`,
  });
}

/** The remarks made on a draft's items since it was last returned. */
async function remarksOf({ store }: Office, { id }: Draft): Promise<ItemReason[]> {
  const last = await store.drafts.lastReview(id);
  const remarks = openRemarks(await store.drafts.notes(id), last?.verdict === 'returned' ? last.decidedAt : null);
  return remarks.map(({ item, text }) => ({ path: item, reason: text }));
}

/** What a list shows of a return that says all it has to say at its items. */
function summaryOf(items: readonly ItemReason[]): string {
  if (items.length === 0) return '';
  const more = items.length > 1 ? ` (and ${items.length - 1} more)` : '';
  return `${items[0]?.reason}${more}`;
}

async function mayApprove(office: Office & { fourEyes: boolean }, draft: Draft, person: Person): Promise<void> {
  if (office.fourEyes && draft.author === person.email) {
    throw new Refused({
      status: 403,
      code: 'four-eyes',
      message: `${person.email} made the last edit, and ASSAY_FOUR_EYES=1 wants another person to approve it.`,
      advice: 'Ask another reviewer.',
    });
  }
  const details = [...(await approvalBlocks(office, draft)), ...(await outdatedChange(office, draft))];
  if (details.length === 0) return;
  forgetStudy(office, draft);
  throw new Refused({
    status: 422,
    code: 'blocked',
    message: `${details.length} ${details.length === 1 ? 'thing stands' : 'things stand'} in the way of approval.`,
    advice: details.some(({ remedy }) => remedy === 'reject')
      ? 'No edit mends it: reject the draft.'
      : 'Mend each, or return the draft with what is wrong.',
    details,
  });
}
