import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { contentDigest } from '../../src/domain/analysis.ts';
import type { FlagKind, FlagSeverity } from '../../src/domain/closed-lists.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { anAnalysis, aPublication, aReview, aRun, aVendor, fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';
import { walkToDraft, walkToPublication } from './walked-run.ts';

export function describeDrafts(opened: OpenedFor): void {
  const store = () => opened().store;
  const stateOf = async (draft: Draft) => (await store().drafts.state(draft.id))?.state;

  it('lists what waits, with what the queue shows', async () => {
    const { draft } = await walkToDraft(store());
    const { items } = await store().drafts.list({ limit: 5, slug: draft.slug, states: ['waiting'] });
    expect(items).toEqual([
      {
        id: draft.id,
        revision: 1,
        slug: draft.slug,
        name: draft.analysis.vendor.name,
        state: 'waiting',
        holder: null,
        contentDigest: draft.contentDigest,
        analyst: 'offline',
        inpactTotal: 4,
        inpactMax: 36,
        goalsTotal: 0,
        goalsMax: 25,
        blocks: 0,
        warns: 1,
        moved: 0,
        disagreed: 0,
        change: null,
        createdAt: draft.createdAt,
        updatedAt: draft.createdAt,
        reason: '',
      },
    ]);
    expect((await store().drafts.list({ limit: 5, slug: draft.slug, states: ['approved'] })).items).toEqual([]);
    expect(await store().drafts.get('draft-unknown')).toBeNull();
    expect(await store().drafts.state('draft-unknown')).toBeNull();
  });

  const flagsOf = (severities: readonly FlagSeverity[], kind: FlagKind) =>
    severities.map((severity, at) => ({ ...{ kind, severity }, target: 'summary', message: `${kind} ${at}.` }));

  it('counts as disputed what is warned of, as every other count of the queue, and no note', async () => {
    const { draft } = await walkToDraft(store());
    const flags = flagsOf(['warns', 'notes', 'notes'], 'analysts-disagree');
    const { draft: disputed } = await walkToDraft(store(), { draft: { analysis: { ...draft.analysis, flags } } });
    const { items } = await store().drafts.list({ limit: 1, slug: disputed.slug });
    expect(items[0]).toMatchObject({ blocks: 0, warns: 1, disagreed: 1 });
  });

  it.each<[string, FlagSeverity[], FlagSeverity[], number]>([
    ['warnings of other things beside notes', ['notes', 'notes', 'notes'], Array(5).fill('warns'), 0],
    ['more notes than warnings', ['warns', 'notes', 'notes'], [], 1],
  ])(
    'counts drafts of before anew where notes stood among the disputes, for the queue’s order too: %s',
    async (...row) => {
      const [, disputes, others, now] = row;
      const { draft } = await walkToDraft(store());
      const flags = [...flagsOf(disputes, 'analysts-disagree'), ...flagsOf(others, 'thin-evidence')];
      const { draft: made } = await walkToDraft(store(), { draft: { analysis: { ...draft.analysis, flags } } });
      const shown = async () => (await store().drafts.list({ limit: 1, slug: made.slug })).items[0];
      const { pool } = opened();
      // As it was written before: with every dispute counted and weighed.
      await pool.query(
        `insert into assay.draft_revision (draft_id, revision, slug, run_id, content_digest, format, doc, made, summary)
       select draft_id, 2, slug, run_id, content_digest, format, doc, made, $2 from assay.draft_revision
       where draft_id = $1`,
        [made.id, JSON.stringify({ ...(await shown()), disagreed: 3 })],
      );
      await pool.query('update assay.draft_status set revision = 2, doubt = doubt + $2 where draft_id = $1', [
        made.id,
        (3 - now) * 20,
      ]);
      expect(await shown()).toMatchObject({ disagreed: 3 });
      const doubts = async () => {
        const { rows } = await pool.query<{ doubt: number }>(
          'select doubt from assay.draft_status where draft_id = $1',
          [made.id],
        );
        return rows[0]?.doubt;
      };
      const file = join(import.meta.dirname, '../../src/adapters/store/migrations/023-disputes-counted-anew.sql');
      const migration = await readFile(file, 'utf8');
      await pool.query(migration.slice(migration.indexOf('update assay.draft_status')));
      const warns = [...disputes, ...others].filter((severity) => severity === 'warns').length;
      expect(await shown()).toMatchObject({ warns, disagreed: now });
      expect(await doubts()).toBe(now * 20 + warns * 5);
      // A further revision is counted as it is made.
      const again = flagsOf(['warns', 'warns'], 'analysts-disagree');
      const analysis = { ...made.analysis, flags: again };
      const next = { ...made, revision: 3, parentRevision: 2, analysis, contentDigest: contentDigest(analysis) };
      expect(await store().drafts.revise(next, made.contentDigest)).toBe('revised');
      expect(await shown()).toMatchObject({ warns: 2, disagreed: 2 });
    },
  );

  it('supersedes older drafts of the vendor that wait, and no others', async () => {
    const vendor = aVendor();
    const [waiting, returned, other] = [
      await walkToDraft(store(), { vendor }),
      await walkToDraft(store(), { vendor: { ...vendor, slug: fresh('v') } }),
      await walkToDraft(store()),
    ].map((walked) => walked.draft);
    if (!waiting || !returned || !other) throw new Error('three drafts were walked');
    await store().drafts.decide(aReview(returned, 'returned'));
    await walkToDraft(store(), { vendor });
    await walkToDraft(store(), { vendor: { ...vendor, slug: returned.slug } });
    expect(await stateOf(waiting)).toBe('superseded');
    expect(await stateOf(returned)).toBe('superseded');
    expect(await stateOf(other)).toBe('waiting');
    expect(await store().drafts.decide(aReview(waiting))).toBe('closed');
  });

  it('leaves the draft of a later run standing', async () => {
    const vendor = aVendor();
    const held = aRun(vendor);
    await store().runs.start(held);
    await store().runs.cancel(held.id, 'e@b.example');
    const newer = await walkToDraft(store(), { vendor });
    await opened().pool.query(`update assay.run_status set outcome = null, ended_at = null where run_id = $1`, [
      held.id,
    ]);
    await walkToDraft(store(), { run: held });
    expect(await stateOf(newer.draft)).toBe('waiting');
  });

  it('appends a revision to what the editor saw, and refuses one to anything else', async () => {
    const { draft } = await walkToDraft(store());
    const second = revised(draft, 'second');
    expect(await store().drafts.revise(second, draft.contentDigest)).toBe('revised');
    expect(await store().drafts.revise(revised(draft, 'rival'), draft.contentDigest)).toBe('stale');
    expect(await store().drafts.get(draft.id)).toEqual(second);
    expect(await store().drafts.get(draft.id, 1)).toEqual(draft);
    expect(await store().drafts.state(draft.id)).toMatchObject({ revision: 2, contentDigest: second.contentDigest });
    expect(await store().drafts.decide(aReview(draft))).toBe('stale');
    expect(await store().drafts.decide(aReview(second))).toBe('decided');
    expect(await store().drafts.revise(revised(second, 'late'), second.contentDigest)).toBe('stale');
  });

  it('lets a returned draft be edited and decided again, and keeps the reason in sight', async () => {
    const { draft } = await walkToDraft(store());
    const back = aReview(draft, 'returned');
    expect(await store().drafts.decide(back)).toBe('decided');
    expect(await store().drafts.state(draft.id)).toMatchObject({ state: 'returned', reason: back.reason });
    const second = revised(draft, 'second');
    await store().drafts.revise(second, draft.contentDigest);
    expect(await store().drafts.state(draft.id)).toMatchObject({ state: 'waiting', reason: back.reason });
    expect(await store().drafts.decide(aReview(second))).toBe('decided');
    expect(await stateOf(draft)).toBe('approved');
  });

  it('is on one desk at a time, told to everybody, and off it once decided, superseded or released', async () => {
    const { draft } = await walkToDraft(store());
    const claim = (person: string, takeOver = false) => store().drafts.claim(draft.id, { person, takeOver });
    expect(await claim('a@b.example')).toBe('claimed');
    expect(await claim('a@b.example')).toBe('claimed');
    expect(await claim('c@d.example')).toBe('held');
    expect(await store().drafts.state(draft.id)).toMatchObject({ state: 'claimed', holder: 'a@b.example' });
    const { items } = await store().drafts.list({ limit: 1, slug: draft.slug });
    expect(items[0]).toMatchObject({ state: 'claimed', holder: 'a@b.example' });
    expect(await claim('c@d.example', true)).toBe('claimed');
    expect(await store().drafts.release(draft.id, 'c@d.example')).toBe('released');
    expect(await store().drafts.release(draft.id, 'c@d.example')).toBe('none');
    expect(await store().drafts.state(draft.id)).toMatchObject({ state: 'waiting', holder: null });
    await store().drafts.decide(aReview(draft, 'returned'));
    await claim('a@b.example');
    await store().drafts.release(draft.id, 'a@b.example');
    expect(await stateOf(draft)).toBe('returned');
    await claim('a@b.example');
    await store().drafts.revise(revised(draft, 'second'), draft.contentDigest);
    expect(await stateOf(draft)).toBe('claimed');
    await store().drafts.release(draft.id, 'a@b.example');
    expect(await stateOf(draft)).toBe('waiting');
    await claim('a@b.example');
    await walkToDraft(store(), { vendor: aVendor({ slug: draft.slug }) });
    expect(await store().drafts.state(draft.id)).toMatchObject({ state: 'superseded', holder: null });
    expect(await claim('a@b.example')).toBe('closed');
  });

  it('keeps notes beside its items, in order, and the reasons of its latest return', async () => {
    const { draft } = await walkToDraft(store());
    const note = { draftId: draft.id, item: 'summary', seen: draft.contentDigest, person: 'a@b.example' };
    const at = '2026-03-01T12:00:00.000Z';
    await store().drafts.note({ ...note, kind: 'looked', text: '', at });
    await store().drafts.note({ ...note, kind: 'remark', text: 'Shorter.', at });
    expect(await store().drafts.notes(draft.id)).toEqual([
      { ...note, kind: 'looked', text: '', at },
      { ...note, kind: 'remark', text: 'Shorter.', at },
    ]);
    expect(await store().drafts.lastReview(draft.id)).toBeNull();
    const items = [{ path: 'summary', reason: 'Shorter.' }];
    const { analysis: _content, ...head } = { ...aReview(draft, 'returned'), items };
    await store().drafts.decide({ ...head, analysis: draft.analysis });
    expect(await store().drafts.lastReview(draft.id)).toEqual(head);
  });

  it('decides once when ten people press at the same time', async () => {
    const { draft } = await walkToDraft(store());
    const pressed = Array.from({ length: 10 }, () => store().drafts.decide(aReview(draft)));
    const results = await Promise.all(pressed);
    expect(results.filter((result) => result === 'decided')).toHaveLength(1);
    expect(results.filter((result) => result === 'closed')).toHaveLength(9);
  });

  it('closes a rejected draft and gives the review back whole', async () => {
    const { draft } = await walkToDraft(store());
    const review = aReview(draft, 'rejected');
    await store().drafts.decide(review);
    expect(await stateOf(draft)).toBe('rejected');
    expect(await store().drafts.review(review.id)).toEqual(review);
    expect(await store().drafts.review('review-unknown')).toBeNull();
    expect(await store().drafts.decide(aReview(draft))).toBe('closed');
  });

  it('keeps one content once, with each document’s own time and cost beside it', async () => {
    const { draft } = await walkToDraft(store());
    const usage = { ...draft.analysis.usage, seconds: 99 };
    const analysis = { ...draft.analysis, usage };
    const again: Draft = { ...draft, revision: 2, parentRevision: 1, author: 'e@b.example', analysis };
    expect(await store().drafts.revise(again, draft.contentDigest)).toBe('revised');
    expect((await store().drafts.get(draft.id, 2))?.analysis.usage.seconds).toBe(99);
    expect((await store().drafts.get(draft.id, 1))?.analysis.usage.seconds).toBe(1.5);
  });

  it('publishes an approval once, under versions without gaps, each superseding the one before', async () => {
    const vendor = aVendor();
    const first = await walkToPublication(store(), { vendor });
    expect(await store().publications.append(aPublication(first.review))).toBe('already');
    const second = await walkToPublication(store(), { vendor });
    expect(first.published).toMatchObject({ version: 1, state: 'current', withdrawn: null });
    expect(second.published).toEqual({
      ...aPublication(second.review),
      id: second.published.id,
      version: 2,
      state: 'current',
      withdrawn: null,
    });
    expect(await store().publications.version(vendor.slug, 1)).toEqual({ ...first.published, state: 'superseded' });
    expect(await store().publications.version(vendor.slug, 3)).toBeNull();
    expect(await stateOf(first.draft)).toBe('superseded');
    expect(await stateOf(second.draft)).toBe('approved');
    const history = await store().publications.history(vendor.slug);
    expect(history.map(({ version, state }) => [version, state])).toEqual([
      [2, 'current'],
      [1, 'superseded'],
    ]);
    expect(history[0]).not.toHaveProperty('analysis');
  });

  it('passes over an approval that comes late, after a later one is public', async () => {
    const vendor = aVendor();
    const { draft } = await walkToDraft(store(), { vendor });
    const late = { ...aReview(draft), decidedAt: '2026-03-02T09:00:00.000Z' };
    await store().drafts.decide(late);
    const { published } = await walkToPublication(store(), { vendor });
    expect(await store().publications.append(aPublication(late))).toBe('already');
    expect(await store().publications.append(aPublication(late))).toBe('already');
    expect(await store().publications.latest(vendor.slug)).toEqual(published);
    expect(await stateOf(draft)).toBe('superseded');
    expect(await store().runs.begin('publish', { recordId: late.id, attempt: 1 })).toBe('stale');
    const { rows } = await opened().pool.query('select action from assay.audit where subject = $1 order by sequence', [
      draft.id,
    ]);
    expect(rows.filter(({ action }) => action === 'publication.passed-over')).toHaveLength(1);
  });

  it('publishes once when the same approval is delivered five times at once', async () => {
    const { draft } = await walkToDraft(store());
    const review = aReview(draft);
    await store().drafts.decide(review);
    const publication = aPublication(review);
    const results = await Promise.all([1, 2, 3, 4, 5].map(() => store().publications.append(publication)));
    expect(results.filter((result) => result === 'appended')).toHaveLength(1);
    expect(await store().publications.history(draft.slug)).toHaveLength(1);
  });

  it('refuses to publish what nobody approved', async () => {
    const { draft } = await walkToDraft(store());
    const never = aReview(draft);
    await expect(store().publications.append(aPublication(never))).rejects.toThrow(/no approval/);
    const returned = aReview(draft, 'returned');
    await store().drafts.decide(returned);
    await expect(store().publications.append(aPublication(returned))).rejects.toThrow(/no approval/);
    const other = anAnalysis(aVendor(), 'other words');
    const approved = await walkToPublication(store());
    const changed = { ...aPublication(approved.review), id: fresh('publication'), analysis: other };
    await expect(store().publications.append(changed)).rejects.toThrow(/another analysis/);
    expect(await store().publications.latest(draft.slug)).toBeNull();
  });

  it('withdraws with a reason, keeps the history, and goes on with the next version', async () => {
    const vendor = aVendor();
    const withdrawal = { reason: 'A claim was wrong.', by: 'reviewer@company.example', at: '2026-04-01T00:00:00.000Z' };
    expect(await store().publications.withdraw(vendor.slug, withdrawal)).toBe('none');
    await walkToPublication(store(), { vendor });
    expect(await store().publications.withdraw(vendor.slug, withdrawal)).toBe('withdrawn');
    expect(await store().publications.withdraw(vendor.slug, withdrawal)).toBe('none');
    expect(await store().publications.latest(vendor.slug)).toMatchObject({ state: 'withdrawn', withdrawn: withdrawal });
    const { items } = await store().publications.catalogue({ limit: 200 });
    expect(items.map(({ slug }) => slug)).not.toContain(vendor.slug);
    await walkToPublication(store(), { vendor });
    const history = await store().publications.history(vendor.slug);
    expect(history.map(({ version, state }) => [version, state])).toEqual([
      [2, 'current'],
      [1, 'withdrawn'],
    ]);
  });

  it('shows the catalogue by name, one line a vendor', async () => {
    const names = ['beta', 'Alpha', 'Gamma'].map((name) => `${fresh('!')} ${name}`).sort((a, b) => b.localeCompare(a));
    for (const name of names) await walkToPublication(store(), { vendor: aVendor({ name }) });
    const { items } = await store().publications.catalogue({ limit: 200 });
    const shown = items.map(({ card }) => card.name);
    expect(shown.filter((name) => names.includes(name))).toEqual([...names].sort());
  });
}

function revised(draft: Draft, words: string): Draft {
  const analysis = anAnalysis(aVendor({ slug: draft.slug, name: draft.analysis.vendor.name }), words);
  return {
    ...draft,
    revision: draft.revision + 1,
    parentRevision: draft.revision,
    author: 'editor@company.example',
    contentDigest: contentDigest(analysis),
    analysis,
    createdAt: '2026-03-01T12:00:00.000Z',
  };
}
