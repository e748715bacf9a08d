import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { sha256 } from '../../src/domain/digest.ts';
import { aCorpus, aDraft, aRun, aSnapshot, aVendor, fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';
import { walkToDraft } from './walked-run.ts';

export function describeRecords(opened: OpenedFor): void {
  const store = () => opened().store;
  const ownSizes = async (runId: string) => {
    const { rows } = await opened().pool.query<{ kind: string; size: number }>(
      'select kind, length(doc) as size from assay.record where run_id = $1',
      [runId],
    );
    return Object.fromEntries(rows.map((row) => [row.kind, row.size]));
  };

  it('gives every record back exactly as it was appended', async () => {
    const { run, snapshot, corpus, evidence, draft } = await walkToDraft(store());
    expect(await store().records.run(run.id)).toEqual(run);
    expect(await store().records.snapshot(snapshot.id)).toEqual(snapshot);
    expect(await store().records.corpus(corpus.id)).toEqual(corpus);
    expect(await store().records.evidence(evidence.id)).toEqual(evidence);
    expect(await store().drafts.get(draft.id)).toEqual(draft);
    expect(await store().records.snapshot(corpus.id)).toBeNull();
    expect(await store().records.run('run-unknown')).toBeNull();
  });

  it('gives the latest corpus and evidence of a vendor, and of no other', async () => {
    const vendor = aVendor();
    await walkToDraft(store(), { vendor });
    const second = await walkToDraft(store(), { vendor });
    await walkToDraft(store());
    expect(await store().records.latest('corpus', vendor.slug)).toBe(second.corpus.id);
    expect(await store().records.latest('evidence', vendor.slug)).toBe(second.evidence.id);
    expect(await store().records.latest('corpus', aVendor().slug)).toBeNull();
  });

  it('moves the run from stage to stage in the transaction that appends', async () => {
    const { run, draft, evidence } = await walkToDraft(store());
    expect(await store().runs.status(run.id)).toMatchObject({
      stage: 'draft',
      recordId: evidence.id,
      outcome: 'drafted',
      draftId: draft.id,
    });
  });

  it('answers already for a record it has, and stale for another one of a job that is over', async () => {
    const { run, snapshot, corpus, evidence, draft } = await walkToDraft(store());
    const { records } = store();
    expect(await records.appendSnapshot(snapshot, { recordId: run.id, attempt: 1 })).toBe('already');
    expect(await records.appendCorpus(corpus, { recordId: snapshot.id, attempt: 1 })).toBe('already');
    expect(await records.appendEvidence(evidence, { recordId: corpus.id, attempt: 1 })).toBe('already');
    expect(await records.appendDraft(draft, { recordId: evidence.id, attempt: 1 })).toBe('already');
    expect(await records.appendSnapshot(aSnapshot(run), { recordId: run.id, attempt: 1 })).toBe('stale');
    expect(await records.appendDraft(aDraft(evidence), { recordId: evidence.id, attempt: 1 })).toBe('stale');
  });

  it('appends one of two records that race for the same job', async () => {
    const run = aRun(aVendor());
    await store().runs.start(run);
    const job = { recordId: run.id, attempt: 1 };
    const results = await Promise.all([1, 2, 3, 4].map(() => store().records.appendSnapshot(aSnapshot(run), job)));
    expect(results.sort()).toEqual(['appended', 'stale', 'stale', 'stale']);
  });

  it('appends nothing to a cancelled run', async () => {
    const run = aRun(aVendor());
    await store().runs.start(run);
    await store().runs.cancel(run.id, 'a@b.example');
    expect(await store().records.appendSnapshot(aSnapshot(run), { recordId: run.id, attempt: 1 })).toBe('stale');
  });

  it('stores what a record carries forward only once', async () => {
    const text = randomBytes(40_000).toString('hex');
    const run = aRun(aVendor(), { requestedBy: text });
    const { corpus } = await walkToDraft(store(), { run });
    const sizes = await ownSizes(run.id);
    expect(sizes.run).toBeGreaterThan(40_000);
    expect(sizes.snapshot).toBeLessThan(2_000);
    expect(sizes.corpus).toBeLessThan(2_000);
    expect(sizes.evidence).toBeLessThan(2_000);
    expect((await store().records.corpus(corpus.id))?.snapshot.run.requestedBy).toBe(text);
  });

  it('refuses a record that carries another parent than the stored one', async () => {
    const run = aRun(aVendor());
    await store().runs.start(run);
    const changed = aSnapshot({ ...run, again: true });
    const job = { recordId: run.id, attempt: 1 };
    await expect(store().records.appendSnapshot(changed, job)).rejects.toThrow(/carries another/);
    const snapshot = aSnapshot(run);
    await store().records.appendSnapshot(snapshot, job);
    const corpus = aCorpus({ ...snapshot, endedBy: 'time' });
    await expect(store().records.appendCorpus(corpus, { recordId: snapshot.id, attempt: 1 })).rejects.toThrow(
      /carries another/,
    );
    expect(await store().runs.status(run.id)).toMatchObject({ stage: 'extract', recordId: snapshot.id });
  });

  it('refuses a draft whose digest is not of its content', async () => {
    await expect(walkToDraft(store(), { draft: { contentDigest: sha256('other') } })).rejects.toThrow(/not that of/);
    const walked = await walkToDraft(store());
    const revision = { ...walked.draft, revision: 2, parentRevision: 1, contentDigest: sha256('other') };
    await expect(store().drafts.revise(revision, walked.draft.contentDigest)).rejects.toThrow(
      /not that of the analysis/,
    );
  });

  it('fails clearly on a record of another format', async () => {
    const { snapshot } = await walkToDraft(store());
    const id = fresh('snapshot');
    await opened().pool.query(
      `insert into assay.record (id, kind, parent_id, run_id, slug, attempt, format, digest, doc)
       select $1, kind, parent_id, run_id, slug, attempt, 99, digest, doc from assay.record where id = $2`,
      [id, snapshot.id],
    );
    await expect(store().records.snapshot(id)).rejects.toThrow(/format 99; this version of Assay reads format 1/);
  });

  it('keeps bodies once under their digest and gives them back byte for byte', async () => {
    const { bodies } = store();
    const html = Buffer.from(`<p>${fresh('body')}</p>`.repeat(500));
    const noise = randomBytes(3_000);
    for (const bytes of [html, noise, Buffer.alloc(0)]) {
      const digest = await bodies.keep(bytes);
      expect(digest).toBe(sha256(bytes));
      expect(await bodies.keep(bytes)).toBe(digest);
      expect(Buffer.from((await bodies.read(digest)) ?? 'none').equals(bytes)).toBe(true);
    }
    const { rows } = await opened().pool.query<{ stored: number; size: number }>(
      'select length(bytes) as stored, size from assay.body where digest = $1',
      [sha256(html)],
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.size).toBe(html.length);
    expect(rows[0]?.stored).toBeLessThan(html.length / 10);
    expect(await bodies.read(sha256(fresh('nothing')))).toBeNull();
  });
}
