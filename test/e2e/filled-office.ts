import { loginLink } from '../../src/actions/accounts.ts';
import { editDraft } from '../../src/actions/edit-draft.ts';
import { startRun } from '../../src/actions/start-run.ts';
import { contentDigest } from '../../src/domain/analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { people, type TestOffice } from '../actions/office.ts';
import { publish } from '../actions/quillstore.ts';
import { walkedDraft, walkQuillstore } from '../actions/walked-draft.ts';
import { aReservation, aSettlement, noCaps } from '../contract/sample-calls.ts';
import { aReview } from '../contract/sample-records.ts';

/** An office in which every screen has something to show. */
export interface Filled {
  /** Published in two versions. */
  published: string;
  withdrawn: string;
  /** Waits, edited once, with a dispute, a flag that blocks and a statement that code refuses. */
  waiting: Draft;
  returned: string;
  /** A run with calls to a model, one of them failed. */
  run: string;
  call: string;
  /** A sign-in link that nobody has used. */
  link: string;
}

export async function fillOffice(desk: TestOffice): Promise<Filled> {
  const { store } = desk.office;
  const walked = await walkQuillstore(store.bodies);
  const first = await approved(desk, await walkedDraft(desk, walked));
  const again = await walkedDraft(desk, walked, first.slug);
  const lowered = await decideOn(desk, again, 'partly');
  await approved(desk, lowered);
  const gone = await approved(desk, await walkedDraft(desk, walked));
  await store.publications.withdraw(gone.slug, {
    reason: 'The product was discontinued.',
    by: people.reviewer.email,
    at: '2026-03-03T10:00:00.000Z',
  });
  const back = await walkedDraft(desk, walked);
  const items = [{ path: 'strengths.0', reason: 'Say of which release.' }];
  await store.drafts.decide({ ...aReview(back, 'returned'), items });
  const { run, call } = await runWithCalls(desk, first.slug);
  return {
    published: first.slug,
    withdrawn: gone.slug,
    waiting: await doubtfulDraft(desk, walked),
    returned: back.id,
    run,
    call,
    link: await loginLink(desk.office, people.reviewer.email, { person: people.admin, through: null }),
  };
}

async function approved(desk: TestOffice, draft: Draft): Promise<Draft> {
  const review = aReview(draft);
  await desk.office.store.drafts.decide(review);
  await publish(desk, review);
  return draft;
}

async function decideOn(desk: TestOffice, draft: Draft, decision: string): Promise<Draft> {
  const patch = {
    edits: [
      {
        do: 'decide',
        check: 'permitted.roles',
        decision,
        why: 'Roles stand for themselves.',
        reason: 'Custom roles are new.',
      },
    ],
  };
  return editDraft(desk.office, { draftId: draft.id, seen: draft.contentDigest, patch }, people.editor);
}

async function doubtfulDraft(desk: TestOffice, walked: Awaited<ReturnType<typeof walkQuillstore>>): Promise<Draft> {
  const analysis = structuredClone(walked.draft.analysis);
  const target = 'strengths.1';
  analysis.flags.push(
    { kind: 'claim-stronger-than-quote', severity: 'blocks', target, message: 'Says more than its quote.' },
    {
      kind: 'thin-evidence',
      severity: 'warns',
      target: 'frameworks.inpact.dimensions.1',
      message: 'Rests on one quote.',
    },
  );
  const [strength] = analysis.strengths;
  if (strength) strength.text = 'The strongest audit log of its kind';
  const draft = { ...walked.draft, analysis, contentDigest: contentDigest(analysis) };
  return decideOn(desk, await walkedDraft(desk, { ...walked, draft }), 'partly');
}

async function runWithCalls(desk: TestOffice, slug: string): Promise<{ run: string; call: string }> {
  const { office } = desk;
  const asked = { slug, cause: 'manual', again: true, offline: false, budgetUsd: 2 } as const;
  const { run } = await startRun(office, asked, people.editor);
  const made = (second: number, subject: string) =>
    aReservation({ runId: run.id, at: `2026-03-01T10:00:0${second}.000Z`, caps: { ...noCaps, runUsd: 2 }, subject });
  const answer = await office.store.ledger.reserve(made(0, 'Security, part 1'));
  if (answer.kind !== 'reserved') throw new Error(`not reserved: ${answer.kind}`);
  await office.store.ledger.settle(answer.callId, aSettlement());
  await office.store.ledger.reserve(made(1, 'Never answered'));
  return { run: run.id, call: answer.callId };
}
