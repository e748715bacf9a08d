import fc from 'fast-check';
import { assignDraft } from '../../src/actions/assign-draft.ts';
import { decide } from '../../src/actions/decide.ts';
import { claimDraft, releaseDraft } from '../../src/actions/desk-draft.ts';
import { editDraft } from '../../src/actions/edit-draft.ts';
import { withdraw } from '../../src/actions/withdraw.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Verdict } from '../../src/domain/review.ts';
import { publishReview } from '../../src/stages/publish.ts';
import { people } from '../actions/office.ts';
import { fresh } from '../contract/sample-records.ts';
import { type Outcome, outcomeOf, type Scene, seenBy } from './scene.ts';

/** One thing that somebody does; its text is how a counterexample reads. */
export interface Step {
  run(scene: Scene): Promise<Outcome>;
  toString(): string;
  [fc.toStringMethod](): string;
}

type Name = keyof typeof people;

const step = (text: string, run: (scene: Scene) => Promise<Outcome>): Step => ({
  run,
  toString: () => text,
  [fc.toStringMethod]: () => text,
});

const looks = (by: Name) =>
  step(`${by} looks`, async (scene) => {
    const draft = await scene.office.store.drafts.get(scene.draft.id);
    if (draft) scene.seen.set(people[by].email, draft);
    const last = await scene.office.store.drafts.lastReview(scene.draft.id);
    if (last?.verdict === 'returned' && last.revision === draft?.revision)
      scene.returned.set(people[by].email, last.id);
    else scene.returned.delete(people[by].email);
    return 'looked';
  });

const edits = (by: Name) =>
  step(`${by} edits what they saw`, async (scene) => {
    const person: Person = people[by];
    const seen = seenBy(scene, person);
    const words = `Nothing was found on this product by ${letters(fresh(by))}.`;
    const patch = { edits: [{ do: 'write', at: 'summary', text: words, kind: 'judgement', reason: 'It is so.' }] };
    const editing = editDraft(scene.office, { draftId: seen.id, seen: seen.contentDigest, patch }, person);
    return outcomeOf(
      editing.then((draft) => {
        const { id: draftId, revision, contentDigest, author } = draft;
        scene.kept.push({ draftId, revision, contentDigest, author, words });
        scene.seen.set(person.email, draft);
      }),
      'edited',
    );
  });

/** Figures in prose would have to be cited, so that what is new in each edit is letters only. */
function letters(text: string): string {
  return text.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '');
}

const decides = (by: Name, verdict: Verdict) =>
  step(`${by} has it ${verdict}, as they saw it`, async (scene) => {
    const person: Person = people[by];
    const { id: draftId, revision, contentDigest } = seenBy(scene, person);
    scene.desk.pass(1000);
    const reason = verdict === 'approved' ? '' : 'It is not so.';
    const decision = { verdict, revision, contentDigest, reason, afterReturn: scene.returned.get(person.email) };
    const deciding = decide(scene.office, { draftId, decision }, person);
    return outcomeOf(
      deciding.then(() => {
        if (verdict === 'approved') scene.approved.push({ draftId, contentDigest, person: person.email });
      }),
      verdict,
    );
  });

const claims = (by: Name, takeOver: boolean) =>
  step(`${by} ${takeOver ? 'takes it over' : 'claims it'}`, (scene) =>
    outcomeOf(claimDraft(scene.office, { draftId: scene.draft.id, takeOver }, people[by]), 'claimed'),
  );

const releases = (by: Name) =>
  step(`${by} releases it`, (scene) => outcomeOf(releaseDraft(scene.office, scene.draft.id, people[by]), 'released'));

const assigns = (by: Name, to: Name) =>
  step(`${by} gives it to ${to}`, (scene) =>
    outcomeOf(assignDraft(scene.office, { draftId: scene.draft.id, to: people[to].email }, people[by]), 'assigned'),
  );

const withdraws = (by: Name) =>
  step(`${by} withdraws the publication`, (scene) => {
    scene.desk.pass(1000);
    return outcomeOf(withdraw(scene.office, { slug: scene.slug, reason: 'It was wrong.' }, people[by]), 'withdrawn');
  });

/** What the publish worker does with every approval that was handed to it, late ones and repeated ones too. */
const publishes = step('the worker publishes what was approved', async ({ desk, office }) => {
  const jobs = desk.queued.splice(0).filter(({ stage }) => stage === 'publish');
  let outcome: Outcome = 'nothing';
  for (const { job } of [...jobs, ...jobs]) {
    const review = await office.store.drafts.review(job.recordId);
    if (!review) throw new Error(`No review ${job.recordId}`);
    const result = await office.store.publications.append(publishReview(review, office.clock.now().toISOString()));
    if (result === 'appended') outcome = 'published';
  }
  return outcome;
});

const newDraft = step('a new run makes another draft', async (scene) => {
  await scene.newDraft();
  return 'drafted';
});

/** Two who both edit and decide are what most promises are about. */
const anybody = fc.constantFrom<Name>('reviewer', 'admin', 'reviewer', 'admin', 'editor');
const somebody = fc.oneof({ weight: 9, arbitrary: anybody }, { weight: 1, arbitrary: fc.constant<Name>('reader') });

/** Any step, by anybody; those that the promises are about come more often. */
export const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: anybody.map(looks) },
  { weight: 6, arbitrary: somebody.map(edits) },
  { weight: 6, arbitrary: somebody.map((by) => decides(by, 'approved')) },
  { weight: 2, arbitrary: somebody.map((by) => decides(by, 'returned')) },
  { weight: 1, arbitrary: somebody.map((by) => decides(by, 'rejected')) },
  { weight: 2, arbitrary: fc.tuple(somebody, fc.boolean()).map(([by, takeOver]) => claims(by, takeOver)) },
  { weight: 1, arbitrary: somebody.map(releases) },
  { weight: 1, arbitrary: fc.tuple(somebody, somebody).map(([by, to]) => assigns(by, to)) },
  { weight: 4, arbitrary: fc.constant(publishes) },
  { weight: 2, arbitrary: somebody.map(withdraws) },
  { weight: 1, arbitrary: fc.constant(newDraft) },
);
