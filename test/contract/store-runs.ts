import { expect, it } from 'vitest';
import type { StageName } from '../../src/domain/closed-lists.ts';
import type { RunFailure } from '../../src/domain/run.ts';
import { aPublication, aReview, aRun, aSnapshot, aVendor } from './sample-records.ts';
import type { OpenedFor } from './store.ts';
import { walkToDraft, walkToPublication } from './walked-run.ts';

const failure: RunFailure = {
  stage: 'fetch',
  cause: 'unreachable',
  reason: 'No answer.',
  advice: 'Look.',
  retryable: false,
};

export function describeRuns(opened: OpenedFor): void {
  const runs = () => opened().store.runs;
  const everythingDue = () => runs().due(10_000);
  const isDue = async (stage: StageName, recordId: string) =>
    (await everythingDue()).filter((due) => due.stage === stage && due.job.recordId === recordId);

  it('starts a run once, due at fetch', async () => {
    const run = aRun(aVendor());
    expect(await runs().start(run)).toBe('appended');
    expect(await runs().start(run)).toBe('already');
    expect(await runs().status(run.id)).toEqual({
      runId: run.id,
      slug: run.vendor.slug,
      vendorName: run.vendor.name,
      cause: 'manual',
      requestedBy: run.requestedBy,
      stage: 'fetch',
      recordId: run.id,
      attempt: 1,
      starts: 0,
      outcome: null,
      failure: null,
      draftId: null,
      progress: 'Waiting to start.',
      createdAt: run.createdAt,
      updatedAt: run.createdAt,
      endedAt: null,
    });
    const due = { stage: 'fetch', job: { recordId: run.id, attempt: 1 }, since: run.createdAt };
    expect(await isDue('fetch', run.id)).toEqual([due]);
    expect(await runs().runOf('fetch', run.id)).toBe(run.id);
    expect(await runs().status('run-unknown')).toBeNull();
    expect(await runs().runOf('extract', 'snapshot-unknown')).toBeNull();
  });

  it('counts eight starts of a stage and calls the ninth exhausted; the next stage counts anew', async () => {
    const run = aRun(aVendor());
    await runs().start(run);
    const job = { recordId: run.id, attempt: 1 };
    for (let start = 1; start <= 8; start += 1) expect(await runs().begin('fetch', job)).toBe('go');
    expect(await runs().begin('fetch', job)).toBe('exhausted');
    expect((await runs().status(run.id))?.starts).toBe(8);
    const snapshot = aSnapshot(run);
    await opened().store.records.appendSnapshot(snapshot, job);
    expect(await runs().begin('extract', { recordId: snapshot.id, attempt: 1 })).toBe('go');
    expect((await runs().status(run.id))?.starts).toBe(1);
  });

  it('calls a job stale after the run moved on, ended, or under another attempt', async () => {
    const run = aRun(aVendor());
    await runs().start(run);
    expect(await runs().begin('extract', { recordId: run.id, attempt: 1 })).toBe('stale');
    expect(await runs().begin('fetch', { recordId: run.id, attempt: 2 })).toBe('stale');
    expect(await runs().begin('fetch', { recordId: 'run-unknown', attempt: 1 })).toBe('stale');
    await runs().end(run.id, { attempt: 1, outcome: 'unchanged', failure: null, text: 'Nothing changed.' });
    expect(await runs().begin('fetch', { recordId: run.id, attempt: 1 })).toBe('stale');
    expect(await isDue('fetch', run.id)).toEqual([]);
  });

  it('ends a run once, and only for the attempt that ended', async () => {
    const run = aRun(aVendor());
    await runs().start(run);
    await runs().end(run.id, { attempt: 2, outcome: 'failed', failure, text: 'Late.' });
    expect((await runs().status(run.id))?.outcome).toBeNull();
    await runs().end(run.id, { attempt: 1, outcome: 'failed', failure, text: 'No answer.' });
    await runs().end(run.id, { attempt: 1, outcome: 'unchanged', failure: null, text: 'Again.' });
    expect(await runs().status(run.id)).toMatchObject({ outcome: 'failed', failure, progress: 'No answer.' });
  });

  it('retries what failed at the stage it failed in, one attempt up, fenced against the old attempt', async () => {
    const run = aRun(aVendor());
    await runs().start(run);
    expect(await runs().retry(run.id, 'a@b.example')).toBeNull();
    await runs().end(run.id, { attempt: 1, outcome: 'failed', failure, text: 'No answer.' });
    expect(await runs().retry(run.id, 'a@b.example')).toMatchObject({
      attempt: 2,
      stage: 'fetch',
      outcome: null,
      starts: 0,
    });
    expect(await isDue('fetch', run.id)).toMatchObject([{ job: { recordId: run.id, attempt: 2 } }]);
    const late = aSnapshot(run);
    expect(await opened().store.records.appendSnapshot(late, { recordId: run.id, attempt: 1 })).toBe('stale');
    expect(await opened().store.records.snapshot(late.id)).toBeNull();
    const second = aSnapshot(run, 2);
    expect(await opened().store.records.appendSnapshot(second, { recordId: run.id, attempt: 2 })).toBe('appended');
  });

  it('cancels a running run only, and can retry it', async () => {
    const run = aRun(aVendor());
    await runs().start(run);
    expect(await runs().cancel(run.id, 'a@b.example')).toMatchObject({ outcome: 'cancelled' });
    expect(await runs().cancel(run.id, 'a@b.example')).toBeNull();
    expect(await runs().cancel('run-unknown', 'a@b.example')).toBeNull();
    expect(await runs().retry(run.id, 'a@b.example')).toMatchObject({ attempt: 2, outcome: null });
  });

  it('lists runs newest first, in pages that neither repeat nor skip', async () => {
    const vendor = aVendor();
    const ids: string[] = [];
    for (let minute = 10; minute < 15; minute += 1) {
      const run = aRun(vendor, { createdAt: `2026-03-01T10:${minute}:00.000Z` });
      ids.unshift(run.id);
      await runs().start(run);
      if (minute < 14) await runs().end(run.id, { attempt: 1, outcome: 'unchanged', failure: null, text: '' });
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await runs().list({ slug: vendor.slug, limit: 2, after });
      seen.push(...page.items.map((item) => item.runId));
      after = page.next;
    } while (after);
    expect(seen).toEqual(ids);
    const running = await runs().list({ slug: vendor.slug, limit: 9, outcome: 'running' });
    expect(running.items.map((item) => item.runId)).toEqual(ids.slice(0, 1));
    await expect(runs().list({ limit: 2, after: 'nonsense' })).rejects.toThrow(/cursor/);
  });

  it.each([
    ['no time', ['yesterday', 'run-1']],
    ['a day that is not in the calendar', ['2026-02-30T10:00:00.000Z', 'run-1']],
    ['a year that the database does not know', ['0000-01-01T00:00:00.000Z', 'run-1']],
    ['U+0000', ['2026-02-03T10:00:00.000Z', 'run\u0000']],
  ])('refuses a forged cursor that holds %s', async (_what, position) => {
    const after = Buffer.from(JSON.stringify(position)).toString('base64url');
    await expect(runs().list({ limit: 2, after })).rejects.toMatchObject({ status: 400, code: 'bad-cursor' });
    await expect(opened().store.drafts.list({ limit: 2, after })).rejects.toMatchObject({ status: 400 });
  });

  it('has one run of a vendor under way, however many are started at once', async () => {
    const vendor = aVendor();
    const started = await Promise.all([1, 2, 3, 4].map(() => runs().start(aRun(vendor))));
    expect(started.sort()).toEqual(['already', 'already', 'already', 'appended']);
    const { items } = await runs().list({ slug: vendor.slug, limit: 9 });
    expect(items).toHaveLength(1);
    const insert = opened().pool.query(
      `insert into assay.run_status (run_id, slug, vendor_name, cause, requested_by, stage, record_id, progress,
         created_at, due_at, updated_at)
       select $2, slug, vendor_name, cause, requested_by, stage, $2, progress, created_at, due_at, updated_at
       from assay.run_status where slug = $1`,
      [vendor.slug, 'run-second'],
    );
    await expect(insert).rejects.toThrow(/run_status_under_way/);
  });

  it('retries no run of a vendor that has a newer one', async () => {
    const vendor = aVendor();
    const [first, second] = [aRun(vendor), aRun(vendor)];
    await runs().start(first);
    await runs().cancel(first.id, 'a@b.example');
    await runs().start(second);
    expect(await runs().retry(first.id, 'a@b.example')).toBeNull();
    await runs().cancel(second.id, 'a@b.example');
    expect(await runs().retry(first.id, 'a@b.example')).toBeNull();
    expect(await runs().retry(second.id, 'a@b.example')).toMatchObject({ attempt: 2 });
  });

  it('has an approval due at publish until it is published', async () => {
    const { draft, run } = await walkToDraft(opened().store);
    const review = aReview(draft);
    await opened().store.drafts.decide(review);
    const job = { recordId: review.id, attempt: 1 };
    expect(await isDue('publish', review.id)).toEqual([{ stage: 'publish', job, since: review.decidedAt }]);
    expect(await runs().runOf('publish', review.id)).toBe(run.id);
    expect(await runs().begin('publish', job)).toBe('go');
    expect(await runs().begin('publish', { ...job, attempt: 2 })).toBe('stale');
    await opened().store.publications.append(aPublication(review));
    expect(await isDue('publish', review.id)).toEqual([]);
    expect(await runs().begin('publish', job)).toBe('stale');
  });

  it('stops asking for a publication after eight starts', async () => {
    const { draft } = await walkToDraft(opened().store);
    const review = aReview(draft);
    await opened().store.drafts.decide(review);
    const job = { recordId: review.id, attempt: 1 };
    for (let start = 1; start <= 8; start += 1) expect(await runs().begin('publish', job)).toBe('go');
    expect(await runs().begin('publish', job)).toBe('exhausted');
    expect(await isDue('publish', review.id)).toEqual([]);
  });

  it('has nothing due for a returned or rejected draft', async () => {
    const { draft } = await walkToDraft(opened().store);
    const review = aReview(draft, 'returned');
    await opened().store.drafts.decide(review);
    expect(await isDue('publish', review.id)).toEqual([]);
    expect(await runs().begin('publish', { recordId: review.id, attempt: 1 })).toBe('stale');
  });

  it('has an empty baseline for a vendor without history', async () => {
    const empty = { snapshotId: null, publicationId: null, pages: [], levels: null, drafted: null, neighbours: [] };
    expect(await runs().baseline(aVendor().slug)).toEqual(empty);
  });

  it('takes the baseline from the last snapshot, the publication, and the draft that stands', async () => {
    const { snapshot, draft, published } = await walkToPublication(opened().store);
    const [page] = snapshot.pages;
    const baseline = await runs().baseline(draft.slug);
    expect(baseline.snapshotId).toBe(snapshot.id);
    expect(baseline.publicationId).toBe(published.id);
    expect(baseline.pages).toEqual([
      {
        url: page?.url,
        finalUrl: page?.finalUrl,
        etag: '"1"',
        lastModified: null,
        contentType: 'text/html',
        charset: 'utf-8',
        bodyDigest: page?.bodyDigest,
        links: page?.links,
        fetchedAt: page?.fetchedAt,
      },
    ]);
    expect(baseline.levels).toEqual({ 'inpact.permitted': 4, 'goals.owned': null });
    const { passagesDigest, producer } = draft;
    expect(baseline.drafted).toEqual({ draftId: draft.id, passagesDigest, producer });
    const rejected = await walkToDraft(opened().store, { vendor: aVendor({ slug: draft.slug }) });
    expect((await runs().baseline(draft.slug)).drafted?.draftId).toBe(rejected.draft.id);
    await opened().store.drafts.decide(aReview(rejected.draft, 'rejected'));
    expect((await runs().baseline(draft.slug)).drafted?.draftId).toBe(draft.id);
    await opened().store.publications.withdraw(draft.slug, {
      reason: 'Wrong.',
      by: 'r@b.example',
      at: draft.createdAt,
    });
    expect(await runs().baseline(draft.slug)).toMatchObject({ publicationId: null, levels: null, drafted: null });
  });

  it('offers at most twelve published neighbours of the layer: own category first, then by name', async () => {
    const vendor = aVendor({ layer: 'L7', category: 'audit' });
    await opened().store.vendors.add(vendor, 'a@b.example');
    const add = async (name: string, over: object = {}) => {
      const other = aVendor({ name, layer: 'L7', category: 'other', ...over });
      await walkToPublication(opened().store, { vendor: other });
      return other;
    };
    await walkToPublication(opened().store, { vendor });
    await add('Zeta', { category: 'audit' });
    await add('elsewhere', { layer: 'L6' });
    // This one is invented: a real one takes no place among the twelve.
    await add('AA real', { category: 'audit', homepage: 'https://real.dev/' });
    const gone = await add('Gone');
    await opened().store.publications.withdraw(gone.slug, {
      reason: 'Wrong.',
      by: 'r@b.example',
      at: vendor.createdAt,
    });
    for (const letter of 'LKJIHGFEDCBa') await add(`${letter} product`);
    const { neighbours } = await runs().baseline(vendor.slug);
    expect(neighbours.map((neighbour) => neighbour.name.slice(0, 1)).join('')).toBe('ZaBCDEFGHIJK');
    expect(neighbours[0]).toMatchObject({ inpactTotal: 4, goalsTotal: 0, strengths: ['roles limit callers'] });
  });
}
