import { load } from 'cheerio';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelRun } from '../../src/actions/change-run.ts';
import { editDraft } from '../../src/actions/edit-draft.ts';
import { startRun } from '../../src/actions/start-run.ts';
import { startUpgrade } from '../../src/actions/start-upgrade.ts';
import { openModelAccess } from '../../src/adapters/model/open-model-access.ts';
import { openModelPreview } from '../../src/adapters/model/open-model-preview.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Rubric } from '../../src/domain/rubric.ts';
import { upgradeReport } from '../../src/domain/upgrade-report.ts';
import type { UpgradeShadow } from '../../src/domain/upgrade-shadow.ts';
import { upgradeText } from '../../src/domain/upgrade-text.ts';
import { lexicalModel } from '../../src/evals/models/lexical-model.ts';
import type { Bodies, Http, PageReader, Provider } from '../../src/ports.ts';
import { openUpgrades, type Upgrades } from '../../src/shadow.ts';
import { readPage } from '../../src/stages/extract/read-page.ts';
import { people, refusalOf } from '../actions/office.ts';
import { fresh } from '../contract/sample-records.ts';
import { fixtureTools } from '../fixture-tools.ts';
import { openWeb, stateOfStore, type TestWeb } from '../web/desk.ts';
import { changedRubric } from './changed-rubric.ts';
import { type CopiedSite, copySite } from './copied-site.ts';
import { approve, draftOf, draftProduct, publishProduct } from './published-product.ts';
import { latestRun, workQueue } from './work-queue.ts';

let web: TestWeb;
let site: CopiedSite;
let slug: string;
let otherRubric: Rubric;
beforeAll(async () => {
  web = await openWeb();
  // One phrase of one check: what lets a product learn from ratings is no longer said by the word "rating".
  otherRubric = await changedRubric('{(rating*|thumbs up|', '{(thumbs up|');
});
afterAll(() => web.close());
beforeEach(async () => {
  site = await copySite();
  slug = fresh('quillstore');
  await publishProduct(web, site.http, { slug });
});
afterEach(() => site.close());

/** Nobody may be asked for anything. */
const silent: Http = {
  get: async ({ url }) => {
    throw new Error(`${url} was asked for`);
  },
};

async function upgradesUnder(rubric: Rubric): Promise<Upgrades> {
  const { producer, ...tools } = await fixtureTools();
  const { store, clock } = web.office;
  return openUpgrades({
    ...{ tools: { ...tools, rubric, bodies: store.bodies, http: silent }, store, clock },
    producer: { ...producer, rubricDigest: rubric.digest },
    ...{ model: null, preview: null, price: null, signal: tools.signal },
  });
}

async function shadow(rubric: Rubric): Promise<UpgradeShadow> {
  return (await upgradesUnder(rubric)).shadow({ slug, offline: true, ask: false });
}

async function apply(rubric: Rubric): Promise<{ started: boolean }> {
  web.pass(3_600_000);
  const producer = (await upgradesUnder(rubric)).producer(true);
  const made = await startUpgrade(web.office, { slug, offline: true, producer }, people.admin);
  await workQueue(web, silent, { rubric });
  return made;
}

describe('Trying an upgrade', () => {
  it('says that nothing would change where nothing did', async () => {
    const told = await shadow(web.office.rubric);
    expect(told).toMatchObject({ outcome: 'same', parts: [], version: 1, dimensions: [], decisions: [] });
    expect(upgradeText(upgradeReport([told]))).toContain('Nothing would change.');
  });

  it('tells of one changed phrase of the rubric exactly the decision and the level that it changes', async () => {
    const told = await shadow(otherRubric);
    expect(told).toMatchObject({ outcome: 'changed', parts: ['rubric'], held: null });
    expect(told.decisions.map(({ check, before }) => [check, before])).toEqual([['adaptive.feedback', 'met']]);
    expect(told.decisions[0]?.after).not.toBe('met');
    expect(told.decisions[0]?.quoteBefore?.quote).toMatch(/rating/i);
    const [moved] = told.dimensions;
    expect(told.dimensions).toHaveLength(1);
    expect(moved?.id).toBe('inpact.adaptive');
    expect(moved?.after).toBe((moved?.before ?? 0) - 1);
    const [inpact, goals] = told.totals;
    expect(inpact?.after).toBe((inpact?.before ?? 0) - 1);
    expect(goals?.after).toBe(goals?.before);
    const text = upgradeText(upgradeReport([told]));
    expect(text).toContain(`inpact.adaptive\n  ${slug}: level ${moved?.before} → level ${moved?.after}`);
  });

  it('stores nothing, makes no draft and asks no vendor, also where it breaks off in the middle', async () => {
    const before = await stateOfStore(web);
    await shadow(otherRubric);
    const { producer, ...tools } = await fixtureTools();
    const { store, clock } = web.office;
    let reads = 0;
    const bodies: Bodies = {
      ...store.bodies,
      read: (digest) => {
        reads += 1;
        return reads > 20 ? Promise.reject(new Error('the power is gone')) : store.bodies.read(digest);
      },
    };
    const broken = openUpgrades({
      ...{ store, clock, model: null, preview: null, price: null, signal: tools.signal },
      ...{ tools: { ...tools, rubric: otherRubric, bodies, http: silent }, producer },
    });
    await expect(broken.shadow({ slug, offline: true, ask: false })).rejects.toThrow('the power is gone');
    expect(await stateOfStore(web)).toEqual(before);
    expect(web.queued).toEqual([]);
  });

  it('of a reader that leaves a cited sentence out opens what rested on it, and keeps none of what it read', async () => {
    const { producer, ...tools } = await fixtureTools();
    const { store, clock } = web.office;
    const reader: PageReader = {
      version: 'another',
      read: async (page) => {
        const html = new TextDecoder().decode(page.body).replace('A collection is limited to 4 billion records.', '');
        return { text: readPage({ ...page, body: new TextEncoder().encode(html) }), reason: '' };
      },
    };
    const before = await stateOfStore(web);
    const upgrades = openUpgrades({
      ...{ store, clock, producer, model: null, preview: null, price: null, signal: tools.signal },
      tools: { ...tools, reader, bodies: store.bodies, workings: { ...store.workings, version: 'test' }, http: silent },
    });
    const told = await upgrades.shadow({ slug, offline: true, ask: false });
    expect(told).toMatchObject({ outcome: 'changed', statements: 1 });
    expect(await stateOfStore(web)).toEqual(before);
  });

  it('counts what the rubric counts otherwise though no decision turns', async () => {
    const stricter = await changedRubric('levels: [1, 2, 2, 3, 4, 4, 5]', 'levels: [1, 1, 1, 2, 2, 3, 4]');
    const told = await shadow(stricter);
    expect(told.decisions).toEqual([]);
    expect(told.dimensions.length).toBeGreaterThan(0);
    expect(told.dimensions.every(({ id }) => id.startsWith('goals.'))).toBe(true);
    expect(told.statements).toBe(told.dimensions.length);
  });

  it('has nothing to be tried on before anything was made of a product', async () => {
    const upgrades = await upgradesUnder(otherRubric);
    const refused = await refusalOf(upgrades.shadow({ slug: 'nobody', offline: true, ask: false }));
    expect(refused.status).toBe(404);
  });
});

describe('Making an upgrade', () => {
  it('carries the publication on with that decision open, by the cause "upgrade", and once', async () => {
    const { decisions } = await shadow(otherRubric);
    await apply(otherRubric);
    const draft = await draftOf(web, slug);
    expect((await latestRun(web, slug)).cause).toBe('upgrade');
    expect(draft?.change?.items.map(({ sentence }) => sentence)).toEqual([decisions[0]?.sentence]);
    expect(draft?.change?.items[0]?.sentence).toContain('The rubric changed since version 1 was made.');
    expect(draft?.analysis.producer.rubricDigest).toBe(otherRubric.digest);
    const desk = load(await (await web.page(`/review/${draft?.id}`, { as: people.reviewer })).text())('.what-changed');
    expect(desk.find('.open-items > li')).toHaveLength(1);
    expect(desk.text()).toContain('Rested on');
    expect(desk.text()).toContain('Rests on now');
    expect(desk.text()).not.toContain('Not there any more');
    expect(desk.text()).not.toContain('answered');
    const again = await refusalOf(apply(otherRubric));
    expect(again.code).toBe('draft-waits');
    expect((await shadow(otherRubric)).held).toContain('waits for review');
    expect((await web.office.store.drafts.list({ limit: 10, slug, states: ['waiting'] })).items).toHaveLength(1);
  });

  it('is what stands once it is approved: the next trial finds nothing, and readers are told of no change of the vendor', async () => {
    const { runs, schedules } = web.office.store;
    const reading = async () => ({
      snapshotId: (await runs.baseline(slug)).snapshotId,
      lastEndedAt: (await schedules.streaks()).find((streak) => streak.slug === slug)?.lastEndedAt,
    });
    const lastRead = await reading();
    await apply(otherRubric);
    const draft = await draftOf(web, slug);
    if (!draft) throw new Error('no draft');
    await approve(web, site.http, draft);
    expect((await shadow(otherRubric)).outcome).toBe('same');
    expect(await reading()).toEqual(lastRead);
    const published = await web.office.store.publications.latest(slug);
    expect(published?.version).toBe(2);
    const before = await web.office.store.publications.version(slug, 1);
    expect(published?.analysis.crawl).toEqual(before?.analysis.crawl);
    const history = await (await web.page(`/vendors/${slug}/history`)).text();
    expect(history).toContain('Made anew from the same pages');
    expect(history).not.toContain('Applications can send a rating');
  });

  it('leaves what a person decided as it is, and says what the analyst reads now', async () => {
    const draft = await draftByHand();
    await approve(web, site.http, draft);
    const told = await shadow(otherRubric);
    expect(told.decisions).toMatchObject([
      { check: 'adaptive.feedback', before: 'partly', after: 'partly', byHand: true },
    ]);
    expect(told.dimensions).toEqual([]);
    await apply(otherRubric);
    const made = await draftOf(web, slug);
    const decided = made?.analysis.frameworks.inpact.dimensions
      .flatMap(({ checks }) => checks)
      .find(({ id }) => id === 'adaptive.feedback');
    expect(decided?.decision).toBe('partly');
    expect(made?.change?.items[0]?.sentence).toContain('It stays as it was set until you decide.');
  });

  it('takes no draft away that somebody works on', async () => {
    const draft = await draftByHand();
    const refused = await refusalOf(apply(otherRubric));
    expect(refused.message).toContain('waits for review');
    expect((await web.office.store.drafts.state(draft.id))?.state).not.toBe('superseded');
  });

  it('takes no draft away that somebody takes up while it is made, and ends saying so', async () => {
    slug = fresh('quillstore');
    await draftProduct(web, site.http, { slug });
    const draft = await draftOf(web, slug);
    if (!draft) throw new Error('no draft');
    web.pass(3_600_000);
    const producer = (await upgradesUnder(otherRubric)).producer(true);
    const start = () => startUpgrade(web.office, { slug, offline: true, producer }, people.admin);
    const { run } = await start();
    const edited = await decideByHand(draft);
    await workQueue(web, silent, { rubric: otherRubric });
    expect(await web.office.store.runs.status(run.id)).toMatchObject({
      outcome: 'failed',
      draftId: null,
      failure: { stage: 'draft', cause: 'draft-waits' },
    });
    expect(await web.office.store.drafts.state(draft.id)).toMatchObject({
      state: 'waiting',
      contentDigest: edited.contentDigest,
    });
    expect((await refusalOf(start())).message).toContain('Somebody works on the draft');
  });

  it('takes the place of a draft that nobody took up', async () => {
    slug = fresh('quillstore');
    await draftProduct(web, site.http, { slug });
    const draft = await draftOf(web, slug);
    await apply(otherRubric);
    expect((await latestRun(web, slug)).outcome).toBe('drafted');
    expect((await web.office.store.drafts.state(draft?.id ?? ''))?.state).toBe('superseded');
  });

  it('is made once more after it was cancelled, and is one run again from then on', async () => {
    web.pass(3_600_000);
    const producer = (await upgradesUnder(otherRubric)).producer(true);
    const start = () => startUpgrade(web.office, { slug, offline: true, producer }, people.admin);
    const first = await start();
    await cancelRun(web.office, first.run.id, people.admin);
    web.pass(1_000);
    const second = await start();
    expect(second.started).toBe(true);
    expect(second.run.id).not.toBe(first.run.id);
    expect(await start()).toMatchObject({ started: false, run: { id: second.run.id } });
    await workQueue(web, silent, { rubric: otherRubric });
    expect(await latestRun(web, slug)).toMatchObject({ runId: second.run.id, outcome: 'drafted' });
  });

  it('is refused while the product is read, and the reading is not taken for it', async () => {
    web.pass(3_600_000);
    const { run } = await startRun(web.office, { slug, cause: 'manual', again: false, offline: true }, people.editor);
    const refused = await refusalOf(apply(otherRubric));
    expect(refused).toMatchObject({ status: 409, code: 'vendor-busy' });
    expect(refused.message).toContain(run.id);
    await cancelRun(web.office, run.id, people.admin);
  });

  it('with a model tells what it would cost before it is asked, pays once, and drafts from the kept replies', async () => {
    const { producer, ...tools } = await fixtureTools();
    const { store, clock } = web.office;
    let calls = 0;
    const double = lexicalModel();
    const provider: Provider = {
      ...double,
      call: (request) => {
        calls += 1;
        return double.call(request);
      },
    };
    const parts = {
      ...{ provider, ledger: store.ledger, clock, price: { inputUsd: 1, outputUsd: 4, asOf: '2026-01-15' } },
      caps: { callUsd: null, runUsd: null, dayUsd: null, totalUsd: null, runTokens: null },
      prompts: { repair: tools.prompts.repair ?? '', schema: tools.prompts.schema ?? '' },
    };
    const model = openModelAccess(parts);
    const upgrades = openUpgrades({
      ...{ tools: { ...tools, bodies: store.bodies, http: silent }, store, clock, producer, model },
      ...{ preview: openModelPreview(parts), price: parts.price, signal: tools.signal },
    });
    const asked = { slug, offline: false };
    const free = await upgrades.shadow({ ...asked, ask: false });
    expect(free).toMatchObject({ outcome: 'incomplete', parts: ['analyst'], cost: { modelCalls: 0, usd: 0 } });
    expect(free.cost.unasked).toBeGreaterThan(0);
    expect(free.cost.unaskedUsd).toBeGreaterThan(0);
    expect(calls).toBe(0);
    const told = await upgrades.shadow({ ...asked, ask: true });
    expect(told.outcome).not.toBe('incomplete');
    expect(told.cost.modelCalls).toBe(calls);
    expect(told.cost.usd).toBeGreaterThan(0);
    const again = await upgrades.shadow({ ...asked, ask: false });
    expect(again).toMatchObject({ ...told, cost: { modelCalls: 0, usd: 0, unasked: 0 } });
    const paid = calls;
    web.pass(3_600_000);
    await startUpgrade(web.office, { ...asked, producer: upgrades.producer(false) }, people.admin);
    await workQueue(web, silent, { model });
    const draft = await draftOf(web, slug);
    expect(calls).toBe(paid);
    expect(draft?.change?.items.length).toBe(told.decisions.length + told.statements);
    expect(draft?.analysis.producer.analyst).toBe(double.id);
  });

  /** A later draft in which a person decided the check otherwise. */
  async function draftByHand() {
    web.pass(3_600_000);
    await startRun(web.office, { slug, cause: 'manual', again: true, offline: true }, people.editor);
    await workQueue(web, site.http);
    const draft = await draftOf(web, slug);
    if (!draft) throw new Error('no draft');
    return decideByHand(draft);
  }

  function decideByHand(draft: Draft) {
    const patch = {
      edits: [{ do: 'decide', check: 'adaptive.feedback', decision: 'partly', reason: 'Only the paid plan has it.' }],
    };
    return editDraft(web.office, { draftId: draft.id, seen: draft.contentDigest, patch }, people.reviewer);
  }
});
