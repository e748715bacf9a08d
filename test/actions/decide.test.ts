import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { approvalBlocks } from '../../src/actions/approval-blocks.ts';
import { decide } from '../../src/actions/decide.ts';
import { standing } from '../../src/actions/standing.ts';
import { surroundings } from '../../src/actions/surroundings.ts';
import { citationsOf } from '../../src/actions/verify-analysis.ts';
import { withdraw } from '../../src/actions/withdraw.ts';
import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { placeOfQuote } from '../../src/domain/edit.ts';
import type { Person } from '../../src/domain/person.ts';
import { Refused } from '../../src/errors.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';
import { publish, quillstoreAnalysis, waitingDraft } from './quillstore.ts';

let desk: TestOffice;
let analysis: Analysis;
beforeAll(async () => {
  desk = await openOffice();
  analysis = await quillstoreAnalysis(desk.office.store.bodies);
});
afterAll(() => desk.close());

const seen = ({ revision, contentDigest: digest }: Draft) => ({ revision, contentDigest: digest });

function deciding(draft: Draft, decision: object, person: Person = people.reviewer) {
  return decide(desk.office, { draftId: draft.id, decision: { ...seen(draft), ...decision } }, person);
}

async function stateOf(draft: Draft): Promise<string | undefined> {
  return (await desk.office.store.drafts.state(draft.id))?.state;
}

/** The draft's analysis with its first strength's citation changed. */
function withCitation(change: object): Analysis {
  const copy = structuredClone(analysis);
  const [first] = citationsOf(copy);
  if (!first) throw new Error('the analysis cites nothing');
  Object.assign(first.citation, change);
  return copy;
}

describe('Approving', () => {
  it('records exactly what was seen under the person’s name and hands it to publishing', async () => {
    const draft = await waitingDraft(desk, analysis);
    expect(await approvalBlocks(desk.office, draft)).toEqual([]);
    const review = await deciding(draft, { verdict: 'approved' });
    expect(review).toMatchObject({
      ...seen(draft),
      draftId: draft.id,
      person: people.reviewer.email,
      verdict: 'approved',
    });
    expect(await desk.office.store.drafts.review(review.id)).toEqual(review);
    expect(await stateOf(draft)).toBe('approved');
    expect(desk.queued.at(-1)).toEqual({ stage: 'publish', job: { recordId: review.id, attempt: 1 } });
  });

  it('is refused to whoever may not decide', async () => {
    const draft = await waitingDraft(desk, analysis);
    for (const person of [people.reader, people.editor]) {
      expect((await refusalOf(deciding(draft, { verdict: 'approved' }, person))).status).toBe(403);
    }
    expect(await stateOf(draft)).toBe('waiting');
  });

  it('is refused for another revision or another content than the latest', async () => {
    const draft = await waitingDraft(desk, analysis);
    const others = [{ revision: 2 }, { contentDigest: contentDigest(analysis) }];
    for (const other of others) {
      expect(await refusalOf(deciding(draft, { verdict: 'approved', ...other }))).toMatchObject({
        status: 412,
        code: 'stale',
      });
    }
    expect(await stateOf(draft)).toBe('waiting');
  });

  it('is refused for a revision that was edited meanwhile', async () => {
    const draft = await waitingDraft(desk, analysis);
    await desk.office.store.drafts.revise(edited(draft), draft.contentDigest);
    expect((await refusalOf(deciding(draft, { verdict: 'approved' }))).status).toBe(412);
    expect(await stateOf(draft)).toBe('waiting');
  });

  it('is refused where the lint blocks, naming each place', async () => {
    const draft = await waitingDraft(desk, { ...structuredClone(analysis), strengths: [] });
    const refusal = await refusalOf(deciding(draft, { verdict: 'approved' }));
    expect(refusal).toMatchObject({ status: 422, code: 'blocked' });
    expect(refusal.details.map(({ path }) => path)).toContain('strengths');
    expect(await stateOf(draft)).toBe('waiting');
  });

  it('is refused where a flag of the draft blocks', async () => {
    const flag = { kind: 'injection-suspected', severity: 'blocks', target: 'summary', message: 'Look.' } as const;
    const draft = await waitingDraft(desk, { ...analysis, flags: [flag] });
    const refusal = await refusalOf(deciding(draft, { verdict: 'approved' }));
    expect(refusal.details).toEqual([{ path: 'summary', message: 'Look.' }]);
  });

  it.each([
    ['is no slice of its page', { quote: 'Quillstore is certified by everybody, always and for free.' }],
    ['names a page that is not stored', { textDigest: '0'.repeat(64) }],
    ['names a body that is not stored', { pageDigest: '0'.repeat(64) }],
    ['points one character further', { start: 1 }],
  ])('is refused where a quote %s, naming it', async (_what, change) => {
    const broken = withCitation(change);
    const draft = await waitingDraft(desk, broken);
    const refusal = await refusalOf(deciding(draft, { verdict: 'approved' }));
    expect(refusal.status).toBe(422);
    expect(refusal.details.map(({ path }) => path)).toContain(citationsOf(broken)[0]?.target);
  });

  it('is refused to the person who made the last edit where four eyes are asked for', async () => {
    const strict = { ...desk.office, fourEyes: true };
    const draft = await waitingDraft(desk, analysis, { author: people.reviewer.email });
    const decision = { ...seen(draft), verdict: 'approved' };
    const own = await refusalOf(decide(strict, { draftId: draft.id, decision }, people.reviewer));
    expect(own).toMatchObject({ status: 403, code: 'four-eyes' });
    expect(await decide(strict, { draftId: draft.id, decision }, people.admin)).toMatchObject({ verdict: 'approved' });
  });

  it('is won by one of many who try at once', async () => {
    const draft = await waitingDraft(desk, analysis);
    const ends = await Promise.allSettled(
      [people.reviewer, people.admin, people.reviewer, people.admin].map((person) =>
        deciding(draft, { verdict: 'approved' }, person),
      ),
    );
    expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const end of ends) if (end.status === 'rejected') expect(end.reason).toBeInstanceOf(Refused);
  });
});

describe('Any decision', () => {
  it.each(['returned', 'rejected'])('that a draft is %s needs a reason', async (verdict) => {
    const draft = await waitingDraft(desk, analysis);
    const jobs = desk.queued.length;
    expect(await refusalOf(deciding(draft, { verdict, reason: '  ' }))).toMatchObject({
      status: 422,
      code: 'reason-missing',
    });
    await deciding(draft, { verdict, reason: 'The latency is of another product.' });
    expect(await desk.office.store.drafts.state(draft.id)).toMatchObject({
      state: verdict,
      reason: 'The latency is of another product.',
    });
    expect(desk.queued).toHaveLength(jobs);
  });

  it('is refused once the draft is closed', async () => {
    const draft = await waitingDraft(desk, analysis);
    await deciding(draft, { verdict: 'rejected', reason: 'No.' });
    for (const decision of [{ verdict: 'approved' }, { verdict: 'returned', reason: 'Once more.' }]) {
      expect(await refusalOf(deciding(draft, decision))).toMatchObject({ status: 409, code: 'draft-closed' });
    }
  });

  it('may follow a return by whoever has seen it, and nobody else', async () => {
    const draft = await waitingDraft(desk, analysis);
    const back = await deciding(draft, { verdict: 'returned', reason: 'Look again.' });
    const unseen = await refusalOf(deciding(draft, { verdict: 'approved' }));
    expect(unseen).toMatchObject({ status: 412, code: 'returned-since' });
    expect(unseen.message).toContain(`${people.reviewer.email} returned this draft: Look again.`);
    expect(unseen.advice).toContain(back.id);
    const again = await refusalOf(deciding(draft, { verdict: 'rejected', reason: 'No.', afterReturn: 'review-0' }));
    expect(again.code).toBe('returned-since');
    expect(await deciding(draft, { verdict: 'approved', afterReturn: back.id })).toMatchObject({ verdict: 'approved' });
  });

  it('is refused for an unknown draft and with wrong fields', async () => {
    const draft = await waitingDraft(desk, analysis);
    const unknown = decide(
      desk.office,
      { draftId: 'draft-0', decision: { ...seen(draft), verdict: 'approved' } },
      people.reviewer,
    );
    expect(await refusalOf(unknown)).toMatchObject({ status: 404, code: 'unknown-draft' });
    for (const wrong of [
      { verdict: 'maybe' },
      { verdict: 'approved', contentDigest: 'abc' },
      { verdict: 'approved', by: 'x' },
    ]) {
      expect((await refusalOf(deciding(draft, wrong))).status).toBe(422);
    }
  });
});

describe('Withdrawing', () => {
  it('takes a publication down with a reason, once; its history stays', async () => {
    const draft = await waitingDraft(desk, analysis);
    const publication = await publish(desk, await deciding(draft, { verdict: 'approved' }));
    expect(() => standing(publication)).not.toThrow();
    const asked = { slug: draft.slug, reason: ' The product was discontinued. ' };
    expect((await refusalOf(withdraw(desk.office, asked, people.editor))).status).toBe(403);
    expect(await refusalOf(withdraw(desk.office, { ...asked, reason: ' ' }, people.reviewer))).toMatchObject({
      status: 422,
      code: 'reason-missing',
    });
    await withdraw(desk.office, asked, people.reviewer);
    const latest = await desk.office.store.publications.latest(draft.slug);
    expect(latest).toMatchObject({
      state: 'withdrawn',
      withdrawn: { reason: 'The product was discontinued.', by: people.reviewer.email },
    });
    expect(() => latest && standing(latest)).toThrow('The product was discontinued.');
    expect(await desk.office.store.publications.history(draft.slug)).toHaveLength(1);
    expect((await refusalOf(withdraw(desk.office, asked, people.reviewer))).status).toBe(404);
  });

  it('is refused where nothing is published', async () => {
    const none = withdraw(desk.office, { slug: 'nobody', reason: 'Why not.' }, people.reviewer);
    expect(await refusalOf(none)).toMatchObject({ status: 404, code: 'not-published' });
  });
});

describe('What stands around a quote', () => {
  it('is the stored text before and after it, at most 300 characters each', async () => {
    const found = await surroundings(analysis, desk.office.store.bodies.texts);
    for (const { citation } of citationsOf(analysis)) {
      const bytes = await desk.office.store.bodies.read(citation.textDigest);
      const text = new TextDecoder().decode(bytes ?? new Uint8Array());
      const { before, after } = found.get(placeOfQuote(citation)) ?? { before: '?', after: '?' };
      expect(before.length).toBeLessThanOrEqual(300);
      expect(after.length).toBeLessThanOrEqual(300);
      expect(text.slice(citation.start - before.length, citation.end + after.length)).toBe(
        before + citation.quote + after,
      );
    }
  });

  it('is left out where the page is not stored any more', async () => {
    const gone = withCitation({ textDigest: '0'.repeat(64) });
    const [first] = citationsOf(gone);
    const found = await surroundings(gone, desk.office.store.bodies.texts);
    expect(first && found.has(placeOfQuote(first.citation))).toBe(false);
    expect(found.size).toBeGreaterThan(10);
  });
});

function edited(draft: Draft): Draft {
  const next = { ...draft.analysis, summary: { ...draft.analysis.summary, text: 'Another summary.' } };
  return {
    ...draft,
    revision: 2,
    parentRevision: 1,
    author: people.editor.email,
    analysis: next,
    contentDigest: contentDigest(next),
  };
}
