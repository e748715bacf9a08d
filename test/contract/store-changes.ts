import { expect, it } from 'vitest';
import { contentDigest } from '../../src/domain/analysis.ts';
import type { Cause } from '../../src/domain/closed-lists.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { DraftChange } from '../../src/domain/draft-change.ts';
import { anAnalysis, aRun, aVendor, fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';
import { walkToDraft } from './walked-run.ts';

const moved = {
  ...{ url: 'https://docs.product.example/a', title: 'A', passageId: 'p1', start: 0, end: 12 },
  ...{ pageDigest: 'a'.repeat(64), textDigest: 'b'.repeat(64), fetchedAt: '2026-03-01T10:00:00.000Z' },
  quote: 'Roles exist.',
};

function changeOf(over: Partial<DraftChange>): DraftChange {
  return { publicationId: 'publication-1', version: 3, items: [], requotes: [], ...over };
}

const reworded = changeOf({
  items: [
    {
      path: 'summary',
      sentence: 'Its quote reads otherwise now (a number is another one).',
      quotes: [{ before: moved, after: null, meaning: ['number'] }],
    },
  ],
});
const addressesOnly = changeOf({ requotes: [{ path: 'summary', before: moved, after: moved }] });

export function describeChanges(opened: OpenedFor): void {
  const store = () => opened().store;

  it('keeps what is open of a change draft, over its revisions too', async () => {
    const { draft } = await walkToDraft(store(), { draft: { change: reworded } });
    expect((await store().drafts.get(draft.id))?.change).toEqual(reworded);
    const analysis = anAnalysis(aVendor({ slug: draft.slug }), 'second');
    const next: Draft = {
      ...{ ...draft, revision: 2, parentRevision: 1, author: 'e@b.example' },
      ...{ analysis, contentDigest: contentDigest(analysis), createdAt: '2026-03-01T12:00:00.000Z' },
    };
    expect(await store().drafts.revise(next, draft.contentDigest)).toBe('revised');
    expect((await store().drafts.get(draft.id))?.change).toEqual(reworded);
    expect((await store().drafts.revisions(draft.id)).map(({ change }) => change)).toEqual([reworded, reworded]);
    const { items } = await store().drafts.list({ limit: 1, slug: draft.slug });
    expect(items[0]?.change).toEqual({ version: 3, open: 1, requotes: 0 });
  });

  it('puts drafts of new addresses alone behind every other one, older ones too', async () => {
    const { draft: addresses } = await walkToDraft(store(), { draft: { change: addressesOnly } });
    const { draft: plain } = await walkToDraft(store());
    const person = { email: 'r@b.example', role: 'reviewer' } as const;
    const { items } = await store().drafts.queue({ from: 0, limit: 500, states: ['waiting'], person });
    const ids = items.map(({ id }) => id);
    expect(ids.indexOf(addresses.id)).toBeGreaterThan(ids.indexOf(plain.id));
    expect(items.at(-1)?.change).toEqual({ version: 3, open: 0, requotes: 1 });
  });

  it('cancels what reads a product that is archived, and starts nothing of it after', async () => {
    const vendor = aVendor();
    await store().vendors.add(vendor, 'e@b.example');
    const run = aRun(vendor);
    await store().runs.start(run);
    const archived = { ...vendor, archived: true, revision: 2 };
    expect(await store().vendors.replace(archived, 'e@b.example')).toBe('replaced');
    const status = await store().runs.status(run.id);
    expect(status).toMatchObject({ outcome: 'cancelled', progress: 'Cancelled: the product was archived.' });
    expect(await store().runs.begin('fetch', { recordId: run.id, attempt: 1 })).toBe('stale');
    expect(await store().runs.start(aRun(vendor, { id: fresh('run') }))).toBe('already');
    const { rows } = await opened().pool.query('select action, actor from assay.audit where subject = $1', [run.id]);
    expect(rows).toContainEqual({ action: 'run.cancelled', actor: 'e@b.example' });
  });

  it('tells how often in a row a reading ended alike, and since when', async () => {
    const vendor = aVendor();
    await store().vendors.add(vendor, 'e@b.example');
    for (const outcome of ['unchanged', 'failed', 'failed'] as const) {
      const run = aRun(vendor, { createdAt: new Date().toISOString() });
      await store().runs.start(run);
      const failed = {
        stage: 'fetch',
        cause: 'unreachable',
        reason: 'No answer.',
        advice: '',
        retryable: true,
      } as const;
      const failure = outcome === 'failed' ? failed : null;
      await store().runs.end(run.id, { attempt: 1, outcome, failure, text: 'Ended.' });
    }
    const runs = (await store().runs.list({ limit: 5, slug: vendor.slug })).items;
    const streak = (await store().schedules.streaks()).find(({ slug }) => slug === vendor.slug);
    expect(streak).toMatchObject({ lastOutcome: 'failed', failed: 2, unchanged: 0, since: runs[1]?.endedAt });
  });

  it('tells when a product was last read, by whom ever, and when the clock last had it read, also in vain', async () => {
    const vendor = aVendor();
    await store().vendors.add(vendor, 'e@b.example');
    const last = async (until = '2999-01-01T00:00:00.000Z') =>
      (await store().schedules.lastReadings(until)).get(vendor.slug);
    const ended = async (cause: Cause, outcome: 'unchanged' | 'cancelled') => {
      const run = aRun(vendor, { cause, createdAt: new Date().toISOString() });
      await store().runs.start(run);
      await store().runs.end(run.id, { attempt: 1, outcome, failure: null, text: 'Ended.' });
      return store().runs.status(run.id);
    };
    expect(await last()).toBeUndefined();
    await ended('manual', 'cancelled');
    expect(await last()).toBeUndefined();
    const read = await ended('manual', 'unchanged');
    await ended('upgrade', 'unchanged');
    await ended('manual', 'cancelled');
    expect(await last()).toBe(read?.endedAt);
    const byClock = await ended('scheduled', 'cancelled');
    expect(await last()).toBe(byClock?.createdAt);
    expect(await last(read?.endedAt ?? '')).toBe(read?.endedAt);
  });
}
