import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decide } from '../../src/actions/decide.ts';
import { freshness } from '../../src/actions/freshness.ts';
import { startRun } from '../../src/actions/start-run.ts';
import type { RunStatus } from '../../src/domain/run.ts';
import type { Http } from '../../src/ports.ts';
import { openOffice, people, type TestOffice } from '../actions/office.ts';
import { fresh } from '../contract/sample-records.ts';
import { changedRubric } from './changed-rubric.ts';
import { type CopiedSite, copySite } from './copied-site.ts';
import { approve, draftOf, publishProduct } from './published-product.ts';
import { scriptedAccess } from './scripted-access.ts';
import { latestRun, workQueue } from './work-queue.ts';

let desk: TestOffice;
let site: CopiedSite;
let slug: string;
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());
beforeEach(async () => {
  site = await copySite();
  slug = fresh('quillstore');
  await publishProduct(desk, site.http, { slug });
});
afterEach(() => site.close());

async function readAgain(
  http: Http = site.http,
  rubric?: Awaited<ReturnType<typeof changedRubric>>,
): Promise<RunStatus> {
  desk.pass(3_600_000);
  await startRun(desk.office, { slug, cause: 'scheduled', again: false, offline: true }, people.editor);
  await workQueue(desk, http, { rubric });
  return latestRun(desk, slug);
}

/** What the public page says that the latest reading found. */
async function checked(): Promise<string | null> {
  const publication = await desk.office.store.publications.latest(slug);
  if (!publication) throw new Error('nothing is published');
  return (await freshness(desk.office, publication)).found;
}

/** A sentence that no check asks for and nothing published rests on. */
const idle = () => site.edit('support/index.html', '</article>', '<p>The heron on the cover sleeps.</p></article>');

describe('A change that bears on nothing published', () => {
  it('is weighed once, and not again while the documentation stays as it was then', async () => {
    await idle();
    expect(await readAgain()).toMatchObject({ outcome: 'unchanged', stage: 'draft' });
    const second = await readAgain();
    expect(second).toMatchObject({ outcome: 'unchanged', stage: 'extract' });
    expect(second.progress).toContain('bear on nothing that is published');
    expect(await readAgain()).toMatchObject({ outcome: 'unchanged', stage: 'extract' });
  });

  it('hides none that comes after it: the published quotes are compared with the newest text', async () => {
    await idle();
    await readAgain();
    await readAgain();
    await site.edit('limitations/index.html', '4 billion records', '8 billion records');
    expect(await readAgain()).toMatchObject({ outcome: 'drafted' });
    expect((await draftOf(desk, slug))?.change?.items.map(({ path }) => path)).toEqual(['limitations.1']);
  });

  it('hides no page that is missing for the second time', async () => {
    await idle();
    const without: Http = {
      get: (request) =>
        site.http.get(request.url.includes('/limitations/') ? { ...request, url: `${request.url}nowhere/` } : request),
    };
    const missed = await readAgain(without);
    expect(missed).toMatchObject({ outcome: 'unchanged' });
    expect(missed.progress).toMatch(/One cited page went missing; its quotes stand until the next reading agrees\.$/);
    expect(await checked()).toMatch(
      /^nothing that was read and that it rests on had changed\. One cited page went missing; .+ agrees$/,
    );
    expect(await readAgain(without)).toMatchObject({ outcome: 'drafted' });
    expect(await checked()).toContain('is in a draft that is under review');
  });

  it('is told to readers as nothing changed, and what waits for a review or was refused as that', async () => {
    expect(await checked()).toBeNull();
    await idle();
    await readAgain();
    expect(await checked()).toBe('nothing that it rests on had changed');
    await readAgain();
    expect(await checked()).toBe('nothing that it rests on had changed');
    await site.edit('limitations/index.html', '4 billion records', '8 billion records');
    expect(await readAgain()).toMatchObject({ outcome: 'drafted' });
    expect(await checked()).toBe('what the documentation says now is in a draft that is under review');
    expect(await readAgain()).toMatchObject({ outcome: 'unchanged' });
    expect(await checked()).toBe('what the documentation says now is in a draft that is under review');
    const [draft] = (await desk.office.store.drafts.list({ slug, limit: 1 })).items;
    if (!draft) throw new Error('no draft');
    const { id: draftId, revision, contentDigest } = draft;
    const rejected = { verdict: 'rejected', revision, contentDigest, reason: 'No matter.' };
    await decide(desk.office, { draftId, decision: rejected }, people.reviewer);
    expect(await checked()).toBe('what the documentation says now was in a draft that a reviewer did not approve');
  });

  it('hides no quote that stands at another address, though the documentation says the same', async () => {
    await idle();
    await readAgain();
    await site.move('limitations', 'limits');
    expect(await readAgain()).toMatchObject({ outcome: 'drafted' });
    const change = (await draftOf(desk, slug))?.change;
    expect(change?.items).toEqual([]);
    expect(change?.requotes.length).toBeGreaterThan(0);
  });

  it('is weighed anew once the rubric is another one', async () => {
    await idle();
    await readAgain();
    expect(await readAgain()).toMatchObject({ stage: 'extract' });
    const other = await changedRubric('{(rating*|thumbs up|', '{(thumbs up|');
    expect(await readAgain(site.http, other)).not.toMatchObject({ stage: 'extract' });
  });
});

describe('A change that a model was to read', () => {
  it.each<[string, Reading]>([
    ['and the budget did not reach', { budgetUsd: 0.000_000_1 }],
    ['and the provider did not answer', { isAway: true }],
  ])('%s counts as weighed only once the model has read it', async (_, first) => {
    await publishByModel();
    // Named after the product, so that no reply that another test paid for is found.
    await site.edit('support/index.html', '</article>', `<p>The heron of ${slug} sleeps.</p></article>`);
    expect(await readByModel(first)).toMatchObject({ outcome: 'unchanged', stage: 'draft', calls: 0 });
    const second = await readByModel({});
    expect(second).toMatchObject({ outcome: 'unchanged', stage: 'draft' });
    expect(second.calls).toBeGreaterThan(0);
    expect(await readByModel({})).toMatchObject({ outcome: 'unchanged', stage: 'extract', calls: 0 });
  });

  interface Reading {
    budgetUsd?: number;
    isAway?: boolean;
  }

  /** What stands is made by the double of a model from here on, so that the rubric's phrases alone decide nothing. */
  async function publishByModel(): Promise<void> {
    desk.pass(3_600_000);
    await startRun(desk.office, { slug, cause: 'manual', again: true, offline: false }, people.editor);
    await workQueue(desk, site.http, { model: (await scriptedAccess(desk)).model });
    const draft = await draftOf(desk, slug);
    if (!draft) throw new Error('nothing was drafted');
    await approve(desk, site.http, draft);
  }

  async function readByModel({ budgetUsd, isAway = false }: Reading): Promise<RunStatus & { calls: number }> {
    desk.pass(3_600_000);
    const budget = budgetUsd === undefined ? {} : { budgetUsd };
    await startRun(desk.office, { slug, cause: 'scheduled', again: false, offline: false, ...budget }, people.editor);
    const { model, calls } = await scriptedAccess(desk, { isAway });
    await workQueue(desk, site.http, { model });
    return { ...(await latestRun(desk, slug)), calls: calls() };
  }
});
