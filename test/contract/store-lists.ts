import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type Citation, contentDigest } from '../../src/domain/analysis.ts';
import type { FlagSeverity } from '../../src/domain/closed-lists.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { DraftChange } from '../../src/domain/draft-change.ts';
import type { Person } from '../../src/domain/person.ts';
import { publicationCard } from '../../src/domain/publication-card.ts';
import { asDrafted, asPublished, touchedNothing } from '../../src/domain/reading-ends.ts';
import type { Run } from '../../src/domain/run.ts';
import type { Paged, PageRequest } from '../../src/ports.ts';
import { anAnalysis, aReview, aRun, aVendor, fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';
import { walkToDraft, walkToPublication } from './walked-run.ts';

const reviewer: Person = { email: 'reviewer@company.example', role: 'reviewer' };
const editor: Person = { email: 'editor@company.example', role: 'editor' };

export function describeLists(opened: OpenedFor): void {
  const store = () => opened().store;

  it('turns every list forwards and back again over the same pages', async () => {
    const vendor = aVendor();
    for (let made = 0; made < 5; made += 1) {
      const createdAt = `2026-03-0${made + 1}T10:00:00.000Z`;
      await walkToPublication(store(), { run: aRun(vendor, { createdAt }), draft: { createdAt } });
      const named = aVendor({ name: `${fresh('list')} ${made}` });
      await store().vendors.add(named, editor.email);
      await walkToPublication(store(), { vendor: named });
    }
    const { slug } = vendor;
    await turned(
      (request) => store().runs.list({ ...request, slug }),
      ({ runId }) => runId,
    );
    await turned(
      (request) => store().drafts.list({ ...request, slug }),
      ({ id }) => id,
    );
    await turned(
      (request) => store().vendors.list(request),
      (each) => each.slug,
    );
    await turned(
      (request) => store().publications.catalogue(request),
      ({ id }) => id,
    );
  });

  it('refuses a forged cursor in either direction', async () => {
    const before = Buffer.from(JSON.stringify(['yesterday', 'run'])).toString('base64url');
    await expect(store().runs.list({ limit: 2, before })).rejects.toMatchObject({ status: 400, code: 'bad-cursor' });
    await expect(store().publications.catalogue({ limit: 2, before: 'nonsense' })).rejects.toMatchObject({
      status: 400,
    });
  });

  it('puts drafts in the order of need: whose they are to do, then doubt, then how long they have stood', async () => {
    const draftWith = async (severities: FlagSeverity[], createdAt = '2026-03-01T10:00:00.000Z') =>
      (await walkToDraft(store(), { draft: { ...flagged(severities), createdAt } })).draft;
    const plain = await draftWith([]);
    const older = await draftWith(['warns'], '2026-02-01T10:00:00.000Z');
    const younger = await draftWith(['warns']);
    const blocked = await draftWith(['blocks']);
    const returned = await draftWith([]);
    const taken = await draftWith(['blocks', 'blocks']);
    await store().drafts.decide(aReview(returned, 'returned'));
    await store().drafts.claim(taken.id, { person: 'somebody@company.example', takeOver: false });
    const made = [plain, older, younger, blocked, returned, taken].map(({ id }) => id);
    const orderFor = async (person: Person) => {
      const states = ['waiting', 'claimed', 'returned'] as const;
      const { items } = await store().drafts.queue({ from: 0, limit: 1_000, states, person });
      return items.map(({ id }) => id).filter((id) => made.includes(id));
    };
    const inDoubt = [blocked.id, older.id, younger.id, plain.id];
    expect(await orderFor(reviewer)).toEqual([...inDoubt, returned.id, taken.id]);
    expect(await orderFor(editor)).toEqual([returned.id, ...inDoubt, taken.id]);
    expect(await orderFor({ ...editor, email: 'somebody@company.example' })).toEqual([
      returned.id,
      taken.id,
      ...inDoubt,
    ]);
    const held = {
      from: 0,
      limit: 9,
      states: ['claimed'] as const,
      person: reviewer,
      holder: 'somebody@company.example',
    };
    expect((await store().drafts.queue(held)).items.map(({ id }) => id)).toContain(taken.id);
    expect((await store().drafts.queue({ ...held, holder: 'nobody@company.example' })).items).toEqual([]);
  });

  it('puts change drafts whose change is gone first, counts that among what blocks, and tells since when', async () => {
    const at = (day: number) => `2026-04-0${day}T10:00:00.000Z`;
    const item = (before: Citation | null) => ({
      path: 'summary',
      sentence: 'Its quote is no longer on its page.',
      quotes: [{ before, after: null, meaning: [] }],
    });
    const changed = async (more: Partial<DraftChange> = {}) => {
      const { vendor } = (await walkToPublication(store(), { run: aRun(aVendor(), { createdAt: at(1) }) })).run;
      const change: DraftChange = {
        publicationId: 'publication',
        version: 1,
        items: [item(null)],
        requotes: [],
        ...more,
      };
      const draft = { ...flagged([]), change, createdAt: at(2) };
      return (await walkToDraft(store(), { run: aRun(vendor, { createdAt: at(2) }), draft })).draft;
    };
    const read = async ({ slug }: Draft, text: string, over: Partial<Run> = {}) => {
      const run = aRun(aVendor({ slug }), { createdAt: at(3), ...over });
      await store().runs.start(run);
      await store().runs.end(run.id, { attempt: 1, outcome: 'unchanged', failure: null, text });
    };
    const blocked = (await walkToDraft(store(), { draft: flagged(['blocks', 'blocks']) })).draft;
    const gone = await changed();
    const upgrade = await changed({ upgrade: true });
    const ofQuotes = await changed({ items: [item(aCitation)] });
    const ofNews = await changed();
    const unseen = await changed();
    const ofUpgrade = await changed();
    for (const draft of [gone, upgrade]) await read(draft, asPublished);
    for (const draft of [ofQuotes, ofNews]) await read(draft, `One sentence changed; ${touchedNothing.now}`);
    await read(unseen, `${asPublished} One cited page could not be read this time; its quotes stand.`);
    await read(ofUpgrade, asPublished, { cause: 'upgrade' });
    const all = [gone, upgrade, ofQuotes, ofNews, unseen, ofUpgrade, blocked];
    const told = await Promise.all(all.map(({ id }) => store().drafts.voidSince(id)));
    expect(told.map((since) => since !== null)).toEqual([true, false, true, false, false, false, false]);
    const queued = async () => {
      const states = ['waiting', 'claimed', 'returned'] as const;
      const { items } = await store().drafts.queue({ from: 0, limit: 1_000, states, person: reviewer });
      return items.filter(({ id }) => all.some((draft) => draft.id === id));
    };
    const first = (await queued()).slice(0, 3).map(({ id, blocks }) => [id, blocks]);
    expect(new Set(first.slice(0, 2))).toEqual(
      new Set([
        [gone.id, 1],
        [ofQuotes.id, 1],
      ]),
    );
    expect(first[2]).toEqual([blocked.id, 2]);
    const listed = async ({ slug }: Draft) => (await store().drafts.list({ slug, limit: 1 })).items[0]?.blocks;
    expect(await listed(gone)).toBe(1);
    await store().drafts.decide(aReview(gone, 'rejected'));
    expect(await listed(gone)).toBe(0);
    expect(await store().drafts.voidSince(gone.id)).toBeNull();
    // What reads otherwise again is no longer gone.
    await read(ofQuotes, asDrafted, { createdAt: at(4) });
    expect(await store().drafts.voidSince(ofQuotes.id)).toBeNull();
    expect((await queued())[0]?.id).toBe(blocked.id);
  });

  it('moves a draft in the queue when an edit makes it less doubtful', async () => {
    const { draft } = await walkToDraft(store(), { draft: flagged(['blocks', 'blocks', 'blocks']) });
    const other = (await walkToDraft(store(), { draft: flagged(['blocks']) })).draft;
    const places = async () => {
      const asked = { from: 0, limit: 1_000, states: ['waiting'] as const, person: reviewer };
      const { items } = await store().drafts.queue(asked);
      return [draft.id, other.id].map((id) => items.findIndex((item) => item.id === id));
    };
    const [first = 0, second = 0] = await places();
    expect(first).toBeLessThan(second);
    const mended = { ...draft, ...flagged([]), revision: 2, parentRevision: 1, author: editor.email };
    expect(await store().drafts.revise(mended, draft.contentDigest)).toBe('revised');
    const [later = 0, earlier = 0] = await places();
    expect(later).toBeGreaterThan(earlier);
  });

  it('says whether more of the queue follows', async () => {
    await walkToDraft(store());
    await walkToDraft(store());
    const asked = { states: ['waiting'] as const, person: reviewer };
    const whole = await store().drafts.queue({ ...asked, from: 0, limit: 10_000 });
    expect(whole.more).toBe(false);
    const [first, second] = whole.items;
    expect(await store().drafts.queue({ ...asked, from: 0, limit: 1 })).toEqual({ items: [first], more: true });
    expect((await store().drafts.queue({ ...asked, from: 1, limit: 1 })).items).toEqual([second]);
  });

  it('counts drafts by state, and tells the states of some', async () => {
    const before = await store().drafts.counts();
    const { draft } = await walkToDraft(store());
    const { draft: approved } = await walkToPublication(store());
    const after = await store().drafts.counts();
    expect([after.waiting - before.waiting, after.approved - before.approved]).toEqual([1, 1]);
    expect(await store().drafts.states([draft.id, 'draft-unknown', approved.id])).toEqual(
      new Map([
        [draft.id, 'waiting'],
        [approved.id, 'approved'],
      ]),
    );
  });

  it('keeps the card of what it publishes, and the migration gave older publications the very same', async () => {
    const vendor = aVendor({ name: fresh('!card') });
    const integrations = ['Zeta', 'Alpha', 'Zeta'].map((named) => ({ name: named, slug: null, citations: [] }));
    const contexts = [{ id: 'internal' as const, inpact: { needs: 20, pass: true }, goals: { needs: 12, pass: null } }];
    const analysis = { ...anAnalysis(vendor, fresh('words')), integrations, contexts };
    const draft = { analysis, contentDigest: contentDigest(analysis) };
    const { published } = await walkToPublication(store(), { vendor, draft });
    const { items } = await store().publications.catalogue({ limit: 200 });
    const card = items.find(({ id }) => id === published.id)?.card;
    expect(card).toEqual(publicationCard(published.analysis));
    const file = join(import.meta.dirname, '../../src/adapters/store/migrations/017-catalogue.sql');
    const sql = await readFile(file, 'utf8');
    const part = (from: string, to: string): string => sql.slice(sql.indexOf(from), sql.indexOf(to, sql.indexOf(from)));
    const client = await opened().pool.connect();
    await client.query('begin');
    await client.query('drop trigger append_only on assay.publication_card');
    const grown = ['entryType', 'price', 'licence', 'homepage', 'analyst', 'contexts', 'integrates'];
    await client.query('update assay.publication_card set doc = (doc::jsonb - $1::text[])::json', [grown]);
    await client.query(part('create function assay.distinct_names', '-- What the current publication'));
    const { rows } = await client.query<{ id: string; doc: unknown }>(
      'select publication_id as id, doc from assay.publication_card',
    );
    await client.query('rollback');
    client.release();
    expect(rows.find(({ id }) => id === published.id)?.doc).toEqual(card);
  });

  it('reads many bodies at once, and leaves out what is not kept', async () => {
    const bodies = Array.from({ length: 40 }, () => Buffer.from(fresh('page ').repeat(50)));
    const digests = await Promise.all(bodies.map((bytes) => store().bodies.keep(bytes)));
    const read = await store().bodies.readMany([...digests, ...digests, sha256(fresh('never'))]);
    expect(read.size).toBe(40);
    expect(digests.map((digest) => Buffer.from(read.get(digest) ?? '').toString())).toEqual(bodies.map(String));
    const texts = await store().bodies.texts([...digests, sha256(fresh('never'))]);
    expect(digests.map((digest) => texts.get(digest))).toEqual(bodies.map(String));
  });
}

/** Follows a list to its end by `next` and back by `previous`, and holds the pages against each other. */
async function turned<T>(list: (request: PageRequest) => Promise<Paged<T>>, idOf: (item: T) => string): Promise<void> {
  const limit = 2;
  const there: string[][] = [];
  let page = await list({ limit });
  expect(page.previous).toBeNull();
  for (;;) {
    there.push(page.items.map(idOf));
    if (page.next === null) break;
    page = await list({ limit, after: page.next });
  }
  const all = there.flat();
  expect(new Set(all).size).toBe(all.length);
  expect(all.length).toBeGreaterThanOrEqual(5);
  const back: string[] = page.items.map(idOf);
  while (page.previous !== null) {
    const earlier: Paged<T> = await list({ limit, before: page.previous });
    expect(earlier.next).not.toBeNull();
    back.unshift(...earlier.items.map(idOf));
    page = earlier;
  }
  expect(back).toEqual(all);
}

const aCitation: Citation = {
  url: 'https://docs.product.example/',
  title: 'Limits',
  pageDigest: sha256('page'),
  textDigest: sha256('text'),
  passageId: 'passage',
  start: 0,
  end: 20,
  quote: 'Limited to 4 records',
  fetchedAt: '2026-04-01T09:00:00.000Z',
};

function flagged(severities: FlagSeverity[]): Pick<Draft, 'analysis' | 'contentDigest'> {
  const plain = anAnalysis(aVendor(), fresh('words'));
  const flags = severities.map((severity) => ({
    kind: 'lint' as const,
    severity,
    target: 'summary',
    message: severity,
  }));
  const analysis = { ...plain, flags };
  return { analysis, contentDigest: contentDigest(analysis) };
}
