import { z } from 'zod';
import { type Analysis, contentDigest, type Flag } from '../domain/analysis.ts';
import { applyEdits } from '../domain/apply-edits.ts';
import type { Corpus } from '../domain/corpus.ts';
import type { Draft } from '../domain/draft.ts';
import type { DraftChange } from '../domain/draft-change.ts';
import { Edit, type EditNote, type GatedEdit } from '../domain/edit.ts';
import { checksOf } from '../domain/edit-places.ts';
import { followChange } from '../domain/follow-change.ts';
import { followDecisions } from '../domain/follow-decisions.ts';
import { levelsOf } from '../domain/level-moves.ts';
import { meansOtherwise } from '../domain/means-otherwise.ts';
import { opposedFlags } from '../domain/opposed-flags.ts';
import type { Person } from '../domain/person.ts';
import { changeItemAt, renewQuotes } from '../domain/renew-quotes.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { citePage } from './cite-page.ts';
import { draftClosed, isOpen, knownDraft } from './known-draft.ts';
import { staleDraft } from './stale-draft.ts';
import { evidenceOf } from './studied-draft.ts';
import { refusedFields } from './vendor-input.ts';

const Restore = z.strictObject({ do: z.literal('restore'), revision: z.int().positive() });

/** What a person sends to change a draft: edits that are made together or not at all, or an earlier revision to go back to. */
export const DraftPatch = z.strictObject({
  edits: z.union([z.array(Edit).min(1).max(50), z.tuple([Restore])]),
});
export type DraftPatch = z.infer<typeof DraftPatch>;

interface EditRequest {
  draftId: string;
  /** The content digest that the person looked at. */
  seen: string;
  patch: unknown;
}

/**
 * Appends a revision with the edits made and everything that follows from them computed, and gives it; the latest one
 * where the edits change nothing. Throws `Refused`: 403 by role, 404 unknown draft, 409 closed, 412 when what was seen is
 * not the latest (`details` name what changed), 422 for what cannot be done, with its field.
 */
export async function editDraft(office: Office, request: EditRequest, person: Person): Promise<Draft> {
  allow(person, 'edit');
  const parsed = DraftPatch.safeParse(request.patch);
  if (!parsed.success) throw refusedFields(parsed.error);
  const draft = await knownDraft(office, request.draftId);
  const state = await office.store.drafts.state(draft.id);
  if (!isOpen(state?.state)) throw await draftClosed(office, draft, 'edit');
  if (draft.contentDigest !== request.seen) throw await staleDraft(office, draft, request.seen);
  const made = await edited(office, draft, parsed.data);
  const digest = contentDigest(made.analysis);
  if (digest === draft.contentDigest) return draft;
  const next: Draft = {
    ...draft,
    revision: draft.revision + 1,
    parentRevision: draft.revision,
    author: person.email,
    analysis: made.analysis,
    contentDigest: digest,
    createdAt: office.clock.now().toISOString(),
    edits: made.notes,
    ...(made.change ? { change: made.change } : {}),
  };
  if ((await office.store.drafts.revise(next, request.seen)) === 'revised') return next;
  throw await staleDraft(office, await knownDraft(office, draft.id), request.seen);
}

interface Made {
  analysis: Analysis;
  notes: EditNote[];
  /** What is open after it; absent where the draft is open as a whole. */
  change?: DraftChange | undefined;
}

async function edited(office: Office, draft: Draft, { edits }: DraftPatch): Promise<Made> {
  const [first] = edits;
  if (first?.do === 'restore') return restored(office, draft, first.revision);
  const gated: GatedEdit[] = [];
  let corpus: Omit<Corpus, 'snapshot'> | null = null;
  for (const edit of (edits as Edit[]).flatMap((each) => renewed(each, draft))) {
    if (edit.do !== 'cite') {
      gated.push(edit);
      continue;
    }
    corpus ??= await office.store.drafts.corpus(draft.id);
    if (!corpus) throw new Error(`The corpus of the draft ${draft.id} is missing.`);
    const { textDigest, quote, from, ...rest } = edit;
    gated.push({ ...rest, citation: await citePage(office.store, corpus, { textDigest, quote, from }) });
  }
  const result = applyEdits(draft.analysis, gated);
  if (!result.ok) {
    throw new Refused({
      status: 422,
      code: 'edit-refused',
      message: result.problem.message,
      advice: 'Nothing was changed.',
      details: [result.problem],
    });
  }
  const publication = await office.store.publications.latest(draft.slug);
  const published = publication && !publication.withdrawn ? levelsOf(publication.analysis) : {};
  const ground = { before: draft.analysis, published, rubric: office.rubric };
  const followed = draft.change ? followChange(draft.change, result.analysis, edits as Edit[]) : null;
  const computed = followDecisions(followed?.analysis ?? result.analysis, ground);
  const flags = await opposed(office, computed, draft);
  return { analysis: { ...computed, flags }, notes: result.notes, change: followed?.change };
}

/** The flags with those about quotes that speak against their decision; evidence is read only where a check could have one. */
async function opposed(office: Office, computed: Analysis, draft: Draft): Promise<Flag[]> {
  const checks = [computed, draft.analysis].flatMap(checksOf);
  if (!checks.some(({ check }) => check.decision === 'contradicted')) return computed.flags;
  const evidence = await evidenceOf(office, draft.id);
  return evidence ? opposedFlags(computed, draft.analysis, evidence) : computed.flags;
}

function renewed(edit: Edit, draft: Draft) {
  const plain = renewQuotes(edit, draft);
  if (plain.length > 0) {
    needReason(edit, draft);
    return plain;
  }
  throw new Refused({
    status: 422,
    code: 'nothing-to-renew',
    message: 'No quote of it stands there in other words now.',
    advice: 'Drop the quote, write the statement anew, or cite another sentence. Nothing was changed.',
    details: [{ path: 'at', message: 'has no quote that reads otherwise now' }],
  });
}

/** Nobody puts under a statement, in passing, a sentence that may say the opposite of it. */
function needReason(edit: Edit, draft: Draft): void {
  if (edit.do !== 'renew' || edit.reason !== '') return;
  const item = changeItemAt(draft, edit.at);
  if (!item || !meansOtherwise(item)) return;
  const message = 'The sentence may mean something else now: say why what rests on it holds all the same.';
  throw new Refused({
    status: 422,
    code: 'edit-refused',
    message,
    advice: 'Or write the statement anew. Nothing was changed.',
    details: [{ path: 'reason', message }],
  });
}

/** Undoing is going forward to what an earlier revision said: nothing is ever taken out of the history. */
async function restored(office: Office, draft: Draft, revision: number): Promise<Made> {
  const earlier = await office.store.drafts.get(draft.id, revision);
  if (!earlier || revision >= draft.revision) {
    throw new Refused({
      status: 422,
      code: 'unknown-revision',
      message: `Draft ${draft.id} has no revision ${revision} before the latest one.`,
      advice: `Name one from 1 to ${draft.revision - 1}.`,
      details: [{ path: 'edits.0.revision', message: 'must be an earlier revision' }],
    });
  }
  const notes = [{ at: '', did: `Back to what revision ${revision} said`, reason: '' }];
  return { analysis: earlier.analysis, notes, change: earlier.change };
}
