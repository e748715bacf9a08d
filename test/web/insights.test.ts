import { type CheerioAPI, load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../src/actions/decide.ts';
import { editDraft } from '../../src/actions/edit-draft.ts';
import { openStates } from '../../src/domain/closed-lists.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { people } from '../actions/office.ts';
import { publish } from '../actions/quillstore.ts';
import { type Walked, walkedDraft, walkQuillstore } from '../actions/walked-draft.ts';
import { openWeb, type TestWeb } from './desk.ts';

let web: TestWeb;
let $: CheerioAPI;

/** A small office: two products published, of which one was edited first; a draft rejected, one given back, two that wait. */
beforeAll(async () => {
  web = await openWeb();
  const walked = await walkQuillstore(web.office.store.bodies);
  const next = async (from: Walked = walked, slug?: string) => {
    web.pass(3_600_000);
    return walkedDraft(web, from, slug);
  };
  const say = (draft: Draft, verdict: string, reason = '') =>
    decide(
      web.office,
      {
        draftId: draft.id,
        decision: { verdict, revision: draft.revision, contentDigest: draft.contentDigest, reason },
      },
      people.reviewer,
    );
  const plain = await next();
  await publish(web, await say(plain, 'approved'));
  const edited = await editDraft(
    web.office,
    await next().then(({ id, contentDigest }) => ({
      draftId: id,
      seen: contentDigest,
      patch: {
        edits: [
          { do: 'decide', check: 'permitted.authentication', decision: 'partly', reason: 'Read the page.' },
          { do: 'write', at: 'strengths.0', text: 'It is told in other words here.' },
        ],
      },
    })),
    people.reviewer,
  );
  await publish(web, await say(edited, 'approved'));
  await say(await next(), 'rejected', 'Of another product.');
  await say(await next(), 'returned', 'Look at the limits.');
  const { slug } = await next();
  await next(walked, slug);
  // Each of its questions was answered before: it asked a model and paid nothing.
  const kept = structuredClone(walked);
  kept.draft.analysis.usage = { ...kept.draft.analysis.usage, modelCalls: 0, cachedCalls: 3 };
  await next(kept);
  $ = load(await (await web.page('/insights')).text());
}, 60_000);
afterAll(() => web.close());

/** The rows behind a picture, each by the heads of its columns. */
function rowsOf(id: string): Record<string, string>[] {
  const section = $(`section[aria-labelledby="${id}"]`);
  const heads = section
    .find('thead th')
    .toArray()
    .map((head) => $(head).text());
  return section
    .find('tbody tr')
    .toArray()
    .map((row) => {
      const cells = $(row).find('th, td').toArray();
      return Object.fromEntries(cells.map((cell, index) => [heads[index] ?? '', $(cell).text().trim()]));
    });
}

const answerOf = (id: string) => $(`section[aria-labelledby="${id}"] .lead`).text();
const total = (id: string, head: string) => rowsOf(id).reduce((sum, row) => sum + Number(row[head]), 0);

describe('The insights of a small office', () => {
  it('count drafts as decided that the queue lists as approved or rejected, and no draft that waits again', async () => {
    const { items } = await web.office.store.drafts.list({ limit: 50 });
    const closed = items.filter(({ state }) => state === 'approved' || state === 'rejected');
    expect(closed).toHaveLength(3);
    expect(items.filter(({ state }) => openStates.includes(state)).map(({ state }) => state)).toContain('returned');
    expect(rowsOf('producers')).toMatchObject([
      { Decided: '3', Approved: '2', 'Approved untouched': '1', Rejected: '1', 'Changed decisions': '1' },
    ]);
    for (const id of ['agreement', 'time']) expect(total(id, 'Decided drafts'), id).toBe(closed.length);
    const checks = web.office.rubric.inpact.dimensions.length * 6 + web.office.rubric.goals.dimensions.length * 6;
    expect(answerOf('changes')).toContain(`Reviewers changed 1 of ${closed.length * checks} decisions`);
    expect([total('changes', 'Changed decisions'), total('changes', 'To a weaker one')]).toEqual([1, 1]);
    expect(total('agreement', 'Changed decisions')).toBe(1);
    expect(rowsOf('texts')).toContainEqual({ Section: 'Strengths', Drafts: '1' });
    expect(answerOf('texts')).toContain('of 3 decided drafts');
  });

  it('count analyses as the runs that ended with a draft, with a model where one answered, if only from what is kept', async () => {
    const { items } = await web.office.store.runs.list({ limit: 50, outcome: 'drafted' });
    expect([total('cost', 'Analyses'), items.length]).toEqual([7, 7]);
    expect(total('cost', 'With a model')).toBe(1);
    expect(answerOf('cost')).toContain('over 1 of 7');
  });

  it('name what is published, with the dates that its pages show', async () => {
    const { items } = await web.office.store.publications.catalogue({ limit: 50 });
    expect(items).toHaveLength(2);
    expect(answerOf('oldest')).toContain('longest of 2 published analyses');
    const published = items.map(({ publishedAt }) => publishedAt.slice(0, 10)).toSorted();
    expect(rowsOf('oldest').map((row) => row.Published)).toEqual(published);
  });
});
