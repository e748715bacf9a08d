import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../src/actions/decide.ts';
import { withdraw } from '../../src/actions/withdraw.ts';
import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { people } from '../actions/office.ts';
import { publish, quillstoreAnalysis, waitingDraft } from '../actions/quillstore.ts';
import { openWeb, type TestWeb } from './desk.ts';

let web: TestWeb;
let analysis: Analysis;
beforeAll(async () => {
  web = await openWeb();
  analysis = await quillstoreAnalysis(web.office.store.bodies);
});
afterAll(() => web.close());

async function shown(reply: Response | Promise<Response>) {
  return load(await (await reply).text());
}

async function published(): Promise<Draft> {
  const draft = await waitingDraft(web, analysis);
  const decision = { verdict: 'approved', revision: 1, contentDigest: draft.contentDigest };
  await publish(web, await decide(web.office, { draftId: draft.id, decision }, people.reviewer));
  return draft;
}

describe('The catalogue', () => {
  it('says what to do while it is empty, to strangers and to people who work here', async () => {
    const stranger = await shown(web.page('/', { as: null }));
    expect(stranger('main').text()).toContain('Nothing is published yet');
    expect(stranger('a[href="/review"]')).toHaveLength(0);
    const $ = await shown(web.page('/'));
    expect($('main a[href="/vendors/new"]')).toHaveLength(1);
  });

  it('shows every published product with both totals, and how many drafts wait to those who may act', async () => {
    const draft = await published();
    await waitingDraft(web, analysis);
    const $ = await shown(web.page('/', { as: null }));
    const card = $(`.card:has(a[href="/vendors/${draft.slug}"])`);
    expect(card.find('h2').text()).toBe('Quillstore');
    const { inpact, goals } = analysis.frameworks;
    expect(card.text()).toContain(`${inpact.total} of ${inpact.max}`);
    expect(card.text()).toContain(`${goals.total} of ${goals.max}`);
    expect($('.notice')).toHaveLength(0);
    expect((await shown(web.page('/', { as: people.reader })))('.notice')).toHaveLength(0);
    expect((await shown(web.page('/', { as: people.editor })))('.notice').text()).toContain('waits for review');
  });
});

describe('The page of an analysis', () => {
  it('has every section in the order that readers expect, under one heading each', async () => {
    const draft = await published();
    const $ = await shown(web.page(`/vendors/${draft.slug}`, { as: null }));
    const order = [
      'analysis',
      'trust',
      'inpact',
      'goals',
      'strengths',
      'limitations',
      'industry-fit',
      'integration',
      'trust-risks',
      'scenarios',
      'stack-impact',
      'watch-for',
      'poc',
      'raise',
      'contexts',
      'links',
    ];
    const sections = $('article.analysis > section')
      .get()
      .map((section) => $(section).attr('id'));
    expect(sections.filter((id) => order.includes(id ?? ''))).toEqual(order);
    for (const id of order) expect($(`#${id} h2`), id).toHaveLength(1);
    expect($('h1').text()).toBe('Quillstore');
    expect($('.freshness').text()).toContain(`Approved by ${people.reviewer.email}`);
    expect($('.freshness').text()).toContain('version 1');
    expect($('.checks > ul > li')).toHaveLength(66);
    for (const link of $('.contents a').get()) {
      expect($($(link).attr('href') ?? '#none'), $(link).text()).toHaveLength(1);
    }
  });

  it('opens every quote in its surroundings, with page, date and digest', async () => {
    const draft = await published();
    const $ = await shown(web.page(`/vendors/${draft.slug}`, { as: null }));
    const citation = draft.analysis.strengths[0]?.citations[0];
    const figure = $('#strengths figure').first();
    expect(figure.find('mark').text()).toBe(citation?.quote);
    expect(figure.find('figcaption').text()).toContain(citation?.pageDigest.slice(0, 12));
    expect(figure.find('.around').text().length).toBeGreaterThan(20);
    const quotes = await shown(web.page(`/vendors/${draft.slug}/evidence`, { as: null }));
    expect(quotes('figure mark').length).toBeGreaterThan(30);
  });

  it('keeps its versions, and says of an old one that it was replaced', async () => {
    const draft = await published();
    const history = await shown(web.page(`/vendors/${draft.slug}/history`, { as: null }));
    expect(history('.news > li')).toHaveLength(1);
    const first = await shown(web.page(`/vendors/${draft.slug}/history/1`, { as: null }));
    expect(first('.notice')).toHaveLength(0);
    expect(first('.invented').text()).toContain('An invented product');
    const stored = await (await web.page(`/vendors/${draft.slug}/analysis.json`, { as: null })).json();
    expect(stored).toMatchObject({ contentDigest: draft.contentDigest });
  });

  it('is gone with its reason once withdrawn, on every address that showed it', async () => {
    const draft = await published();
    const quote = draft.analysis.strengths[0]?.citations[0]?.quote ?? '';
    await withdraw(web.office, { slug: draft.slug, reason: 'The vendor asked us to.' }, people.reviewer);
    for (const path of ['', '/evidence', '/history/1', '/analysis.json']) {
      const reply = await web.page(`/vendors/${draft.slug}${path}`, { as: null });
      const text = await reply.text();
      expect([path, reply.status]).toEqual([path, 410]);
      expect(text).toContain('The vendor asked us to.');
      expect(text).not.toContain(quote.slice(0, 30));
    }
    expect((await web.page(`/vendors/${draft.slug}/history`, { as: null })).status).toBe(200);
    const catalogue = await shown(web.page('/', { as: null }));
    expect(catalogue(`a[href="/vendors/${draft.slug}"]`)).toHaveLength(0);
  });

  it.each(['/vendors/nobody', '/vendors/nobody/history', '/vendors/nobody/history/3', '/nothing/here'])(
    'at %s, where nothing is, helps on',
    async (path) => {
      const reply = await web.page(path, { as: null });
      expect(reply.status).toBe(404);
      const $ = await shown(reply);
      expect($('main').text()).toMatch(/nothing at|no published analysis/);
      expect($('main a[href="/"]')).toHaveLength(1);
    },
  );
});

describe('The page of a draft', () => {
  it('is decided on by its form, which leads to its new state', async () => {
    const draft = await waitingDraft(web, analysis);
    const $ = await shown(web.page(`/review/${draft.id}`));
    expect($('button[value=approved]').attr('disabled')).toBeUndefined();
    const form = { revision: '', contentDigest: '', verdict: 'returned', reason: 'Which release is this?' };
    form.revision = String($('input[name=revision]').val());
    form.contentDigest = String($('input[name=contentDigest]').val());
    const reply = await web.page(`/review/${draft.id}`, { form });
    expect([reply.status, reply.headers.get('location')]).toEqual([303, `/review/${draft.id}?decided=1#notice`]);
    const returned = await shown(web.page(`/review/${draft.id}?decided=1`));
    expect(returned('#notice').text()).toContain('You returned it.');
    expect(returned('.review-head').text()).toContain('Returned for changes: Which release is this?');
    const queue = await shown(web.page('/review'));
    expect(queue('main').text()).toContain('Which release is this?');
    const approval = { ...form, verdict: 'approved', reason: '' };
    const unseen = await shown(web.page(`/review/${draft.id}`, { form: approval }));
    expect(unseen('main').text()).toContain('returned this draft: Which release is this?');
    const afterReturn = String(returned('form.decide input[name=afterReturn]').val());
    await web.page(`/review/${draft.id}`, { form: { ...approval, afterReturn } });
    const closed = await shown(web.page(`/review/${draft.id}`));
    expect(closed('form.decide')).toHaveLength(0);
    expect(closed('.review-head').text()).toContain('Approved');
  });

  it('names what blocks approval, and has no button for it then', async () => {
    const draft = await waitingDraft(web, { ...structuredClone(analysis), limitations: [] });
    const $ = await shown(web.page(`/review/${draft.id}`));
    expect($('.decide .problem a[href*="at=limitations"]').text()).toBe('Limitations');
    expect($('button[value=approved]').attr('disabled')).toBeDefined();
    expect($('button[value=returned]').attr('disabled')).toBeUndefined();
    const forced = { revision: '1', contentDigest: draft.contentDigest, verdict: 'approved', reason: '' };
    expect((await web.page(`/review/${draft.id}`, { form: forced })).status).toBe(422);
    expect((await web.office.store.drafts.state(draft.id))?.state).toBe('waiting');
  });

  it('says that what was looked at is not the latest, keeps the typed reason and shows the latest', async () => {
    const draft = await waitingDraft(web, analysis);
    const next = { ...draft.analysis, summary: { ...draft.analysis.summary, text: 'A summary edited meanwhile.' } };
    const edited = { ...draft, revision: 2, parentRevision: 1, author: 'editor@company.example', analysis: next };
    const contentDigestNow = contentDigest(next);
    await web.office.store.drafts.revise({ ...edited, contentDigest: contentDigestNow }, draft.contentDigest);
    const form = { revision: '1', contentDigest: draft.contentDigest, verdict: 'rejected', reason: 'Typed for <long>' };
    const reply = await web.page(`/review/${draft.id}`, { form });
    expect(reply.status).toBe(412);
    const $ = await shown(reply);
    expect($('[role=alert]').text()).toContain('editor@company.example changed this draft after you opened it');
    expect($('[role=alert]').text()).toContain('now A summary edited meanwhile.');
    expect($('#reason').text()).toBe('Typed for <long>');
    expect($('input[name=contentDigest]').val()).toBe(contentDigestNow);
    expect($('.summary').text()).toContain('A summary edited meanwhile.');
    expect((await web.office.store.drafts.state(draft.id))?.state).toBe('waiting');
  });

  it('asks for the reason of a return, and for fields that make sense', async () => {
    const draft = await waitingDraft(web, analysis);
    const form = { revision: '1', contentDigest: draft.contentDigest, verdict: 'returned', reason: '' };
    const $ = await shown(web.page(`/review/${draft.id}`, { form }));
    expect($('#reason-problem').text()).toContain('with a reason');
    expect((await web.page(`/review/${draft.id}`, { form: { verdict: 'approved' } })).status).toBe(422);
    expect((await web.page('/review/draft-0', { form })).status).toBe(404);
  });

  it('offers no decision to whoever may not take it, and takes none from them', async () => {
    const draft = await waitingDraft(web, analysis);
    for (const as of [people.reader, people.editor]) {
      const $ = await shown(web.page(`/review/${draft.id}`, { as }));
      expect($('form.decide')).toHaveLength(0);
      const form = { revision: '1', contentDigest: draft.contentDigest, verdict: 'approved', reason: '' };
      expect((await web.page(`/review/${draft.id}`, { as, form })).status).toBe(403);
    }
    expect((await web.office.store.drafts.state(draft.id))?.state).toBe('waiting');
  });
});

describe('The pages of runs and new products', () => {
  it('start an analysis, follow it, stop it and take it up again', async () => {
    const row = { 'row.0.pick': '1', 'row.0.f.url': 'https://docs.product.example/', 'row.0.f.name': 'By form' };
    const form = { rows: '1', ...row, 'row.0.place': 'L1/vector-database', does: 'start' };
    const reply = await web.page('/vendors/new', { form });
    expect(reply.status).toBe(303);
    const run = reply.headers.get('location') ?? '';
    expect((await shown(web.page(run)))('form[action$="/cancel"]')).toHaveLength(1);
    expect((await web.page(`${run}/cancel`, { form: {} })).headers.get('location')).toBe(run);
    expect((await shown(web.page(run)))('form[action$="/retry"]')).toHaveLength(1);
    await web.page(`${run}/retry`, { form: {} });
    expect((await shown(web.page('/runs')))('main').text()).toContain('By form');
    expect((await web.page(`${run}/cancel`, { as: people.reader, form: {} })).status).toBe(403);
  });

  it('are not for readers', async () => {
    expect((await web.page('/vendors/new', { as: people.reader })).status).toBe(403);
  });
});

describe('The other pages', () => {
  it('list all 66 questions', async () => {
    const $ = await shown(web.page('/methodology', { as: null }));
    expect($('.questions > li')).toHaveLength(66);
  });

  it('have an icon and a stylesheet that may be kept', async () => {
    const $ = await shown(web.page('/', { as: null }));
    const icon = await web.page($('link[rel=icon]').attr('href') ?? '', { as: null });
    expect([icon.status, icon.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect((await web.page('/favicon.ico', { as: null })).status).toBe(200);
    const sheet = await web.page($('link[rel=stylesheet]').attr('href') ?? '', { as: null });
    expect(sheet.headers.get('cache-control')).toContain('immutable');
  });
});
