import { z } from 'zod';
import { assignDraft } from '../../actions/assign-draft.ts';
import { decide } from '../../actions/decide.ts';
import { claimDraft, releaseDraft } from '../../actions/desk-draft.ts';
import { DraftPatch, editDraft } from '../../actions/edit-draft.ts';
import { knownDraft } from '../../actions/known-draft.ts';
import { outdatedChange } from '../../actions/outdated-change.ts';
import { draftProgress } from '../../actions/review-desk.ts';
import { studiedDraft } from '../../actions/studied-draft.ts';
import { Analysis } from '../../domain/analysis.ts';
import { DraftState, openStates } from '../../domain/closed-lists.ts';
import { type Draft, DraftSummary } from '../../domain/draft.ts';
import { DraftChange } from '../../domain/draft-change.ts';
import { ItemReason, Verdict } from '../../domain/review.ts';
import { Refused } from '../../errors.ts';
import type { WebParts } from '../parts.ts';
import { ListQuery, listOf } from './listing.ts';
import { type ApiRoute, route } from './route.ts';

const byId = z.object({ id: z.string() });

const Shown = z.object({
  id: z.string(),
  revision: z.int(),
  slug: z.string(),
  state: DraftState,
  /** Who has it on their desk. */
  holder: z.string().nullable(),
  contentDigest: z.string(),
  /** What stands in the way of approval. */
  blocks: z.array(
    z.object({
      path: z.string(),
      message: z.string(),
      /** Present where no edit mends it and the draft can only be rejected. */
      remedy: z.literal('reject').optional(),
    }),
  ),
  /** Of what is doubtful, how much somebody looked at as it stands now. */
  progress: z.object({ looked: z.int(), of: z.int() }),
  analysis: Analysis,
  /** Where it is the published analysis carried on: what of it is open. Null where everything is. */
  change: DraftChange.nullable(),
  /** The last return of exactly this revision; deciding on it all the same names its id. */
  returned: z.object({ id: z.string(), by: z.string(), at: z.string(), reason: z.string() }).nullable(),
});

export const draftRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/drafts',
    right: 'read',
    summary: 'Drafts; those that wait for a decision unless states are named',
    query: ListQuery.extend({ state: DraftState.optional(), vendor: z.string().optional() }),
    reply: listOf(DraftSummary),
    handle: ({ query }, { office }) =>
      office.store.drafts.list({
        limit: query.limit,
        after: query.after,
        before: query.before,
        slug: query.vendor,
        states: query.state ? [query.state] : [...openStates],
      }),
  }),
  route({
    method: 'get',
    path: '/api/drafts/{id}',
    right: 'read',
    summary: 'The latest revision of a draft; its content digest is the ETag',
    params: byId,
    reply: Shown,
    handle: async ({ params, answer }, { office }) => shown(await knownDraft(office, params.id), { office, answer }),
  }),
  route({
    method: 'patch',
    path: '/api/drafts/{id}',
    right: 'edit',
    summary: 'Edits exactly the content named by If-Match; the answer is the new latest revision and its ETag',
    params: byId,
    body: DraftPatch,
    reply: Shown,
    handle: async ({ params, body, person, header, answer }, { office }) => {
      const seen = seenDigest(header('if-match'), 'An edit');
      return shown(await editDraft(office, { draftId: params.id, seen, patch: body }, person), { office, answer });
    },
  }),
  route({
    method: 'post',
    path: '/api/drafts/{id}/decision',
    right: 'decide',
    summary: 'Approves, returns or rejects exactly the revision named by If-Match',
    params: byId,
    body: z.strictObject({
      verdict: Verdict,
      revision: z.int().positive(),
      reason: z.string().max(4000).default(''),
      /** With a return: what is wrong where; the remarks made on screen unless given. */
      items: z.array(ItemReason).max(100).optional(),
      /** Where exactly this was returned before: the id of that return, from the draft's `returned`. */
      afterReturn: z.string().max(80).optional(),
    }),
    reply: z.object({ reviewId: z.string(), verdict: Verdict, draftId: z.string(), revision: z.int() }),
    handle: async ({ params, body, person, header }, { office }) => {
      const seen = seenDigest(header('if-match'), 'A decision');
      const review = await decide(office, { draftId: params.id, decision: { ...body, contentDigest: seen } }, person);
      return { reviewId: review.id, verdict: review.verdict, draftId: review.draftId, revision: review.revision };
    },
  }),
  route({
    method: 'post',
    path: '/api/drafts/{id}/claim',
    right: 'edit',
    summary: 'Puts a draft on one’s own desk; 409 where it is on another’s, unless it is to be taken over',
    params: byId,
    body: z.strictObject({ takeOver: z.boolean().default(false) }),
    reply: z.object({ draftId: z.string(), holder: z.string() }),
    handle: async ({ params, body, person }, { office }) => {
      await claimDraft(office, { draftId: params.id, takeOver: body.takeOver }, person);
      return { draftId: params.id, holder: person.email };
    },
  }),
  route({
    method: 'post',
    path: '/api/drafts/{id}/assign',
    right: 'decide',
    summary: 'Puts a draft on somebody’s desk, whoever’s it was on',
    params: byId,
    body: z.strictObject({ to: z.string().min(1).max(320) }),
    reply: z.object({ draftId: z.string(), holder: z.string() }),
    handle: async ({ params, body, person }, { office }) => {
      const { email } = await assignDraft(office, { draftId: params.id, to: body.to }, person);
      return { draftId: params.id, holder: email };
    },
  }),
  route({
    method: 'post',
    path: '/api/drafts/{id}/release',
    right: 'edit',
    summary: 'Takes a draft off the desk it is on',
    params: byId,
    reply: z.object({ draftId: z.string(), holder: z.null() }),
    handle: async ({ params, person }, { office }) => {
      await releaseDraft(office, params.id, person);
      return { draftId: params.id, holder: null };
    },
  }),
];

/** The content digest that a request is about. */
function seenDigest(header: string | undefined, what: string): string {
  const seen = /^(?:W\/)?"?([0-9a-f]{64})"?$/.exec(header ?? '')?.[1];
  if (seen) return seen;
  throw new Refused({
    status: 428,
    code: 'version-missing',
    message: `${what} names the content it is about: the header If-Match is missing or no content digest.`,
    advice: 'Read the draft and send its ETag back as If-Match.',
  });
}

async function lastReturn(
  { store }: WebParts['office'],
  { id, revision }: Draft,
): Promise<z.infer<typeof Shown>['returned']> {
  const last = await store.drafts.lastReview(id);
  if (last?.verdict !== 'returned' || last.revision !== revision) return null;
  return { id: last.id, by: last.person, at: last.decidedAt, reason: last.reason };
}

/** A revision as the API shows it, under its ETag. */
async function shown(
  draft: Draft,
  { office, answer }: { office: WebParts['office']; answer: (name: string, value: string) => void },
): Promise<z.infer<typeof Shown>> {
  const state = await office.store.drafts.state(draft.id);
  const study = await studiedDraft(office, draft);
  const outdated = await outdatedChange(office, draft);
  answer('etag', `"${draft.contentDigest}"`);
  return {
    id: draft.id,
    revision: draft.revision,
    slug: draft.slug,
    state: state?.state ?? 'waiting',
    holder: state?.holder ?? null,
    contentDigest: draft.contentDigest,
    blocks: [...study.blocks, ...outdated],
    progress: await draftProgress(office, draft, study),
    analysis: draft.analysis,
    change: draft.change ?? null,
    returned: await lastReturn(office, draft),
  };
}
