import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analysis, Analysis as AnalysisSchema } from '../../src/domain/analysis.ts';
import { people } from '../actions/office.ts';
import { publish, quillstoreAnalysis, waitingDraft } from '../actions/quillstore.ts';
import { openWeb, problemIn, type TestWeb } from './desk.ts';

let web: TestWeb;
let analysis: Analysis;
beforeAll(async () => {
  web = await openWeb();
  analysis = await quillstoreAnalysis(web.office.store.bodies);
});
afterAll(() => web.close());

const product = { url: 'https://docs.product.example/', name: 'Product', layer: 'L1' };

async function json(reply: Response): Promise<Record<string, unknown>> {
  return (await reply.json()) as Record<string, unknown>;
}

describe('Vendors', () => {
  it('are added, shown, changed, listed page by page and imported', async () => {
    const added = await web.api('POST', '/api/vendors', { body: product });
    expect(added.status).toBe(201);
    expect(await json(added)).toMatchObject({ slug: 'product', revision: 1 });
    const patched = await web.api('PATCH', '/api/vendors/product', { body: { licence: 'MIT' } });
    expect(await json(patched)).toMatchObject({ licence: 'MIT', revision: 2 });
    expect(await json(await web.api('GET', '/api/vendors/product'))).toMatchObject({ licence: 'MIT' });
    const rows = ['B', 'C'].map((name, at) => ({
      line: at + 2,
      fields: { ...product, url: `https://docs.${name}.example/`, name: `Product ${name}` },
    }));
    const imported = await web.api('POST', '/api/vendors/import', { body: { rows } });
    expect(await json(imported)).toEqual({ added: ['product-b', 'product-c'], refused: [] });
    const seen: string[] = [];
    let after = '';
    do {
      const page = await json(await web.api('GET', `/api/vendors?limit=1${after}`));
      const { items, next } = page as unknown as { items: { slug: string }[]; next: string | null };
      expect(items).toHaveLength(1);
      seen.push(...items.map(({ slug }) => slug));
      after = next ? `&after=${encodeURIComponent(next)}` : '';
    } while (after);
    expect(seen).toEqual(['product', 'product-b', 'product-c']);
  });

  it.each([
    [409, 'POST', '/api/vendors', product],
    [422, 'POST', '/api/vendors', { ...product, layer: 'L9' }],
    [422, 'POST', '/api/vendors', []],
    [422, 'POST', '/api/vendors/import', { rows: [] }],
    [422, 'POST', '/api/vendors/import', { rows: [{ line: 2, fields: { url: 'x' } }] }],
    [404, 'GET', '/api/vendors/nobody', undefined],
    [404, 'PATCH', '/api/vendors/nobody', {}],
    [422, 'PATCH', '/api/vendors/product', { slug: 'other' }],
    [422, 'GET', '/api/vendors?limit=0', undefined],
    [422, 'GET', '/api/vendors?archived=perhaps', undefined],
  ])('answer %i to %s %s where that is so', async (status, method, path, body) => {
    const problem = await problemIn(await web.api(method, path, { body }));
    expect(problem).toMatchObject({ status, type: expect.stringMatching(/^urn:assay:problem:[a-z-]+$/) });
    expect(problem.detail).toMatch(/\S/);
    if (status === 422) expect(problem.errors.length).toBeGreaterThan(0);
  });

  it('say what is wrong with what is no JSON, and refuse more than anybody needs', async () => {
    for (const body of ['{"url":', '', 'url=x']) {
      expect((await problemIn(await web.api('POST', '/api/vendors', { body }))).status).toBe(400);
    }
    const large = JSON.stringify({ url: 'x'.repeat(4_100_000) });
    expect((await problemIn(await web.api('POST', '/api/vendors', { body: large }))).type).toContain('too-large');
  });
});

describe('Runs', () => {
  it('start, are listed and shown, can be stopped and taken up again', async () => {
    const started = await web.api('POST', '/api/runs', { body: { vendor: 'product', offline: true } });
    expect(started.status).toBe(202);
    const { runId, started: isNew } = (await json(started)) as unknown as { runId: string; started: boolean };
    expect(isNew).toBe(true);
    const again = await json(await web.api('POST', '/api/runs', { body: { vendor: 'product' } }));
    expect(again).toEqual({ runId, started: false });
    const listed = await json(await web.api('GET', '/api/runs?vendor=product&outcome=running'));
    expect((listed.items as { runId: string }[]).map((run) => run.runId)).toEqual([runId]);
    expect(await json(await web.api('GET', `/api/runs/${runId}`))).toMatchObject({ runId, outcome: null });
    const cancelled = await web.api('POST', `/api/runs/${runId}/cancel`);
    expect(await json(cancelled)).toMatchObject({ outcome: 'cancelled' });
    expect((await problemIn(await web.api('POST', `/api/runs/${runId}/cancel`))).status).toBe(409);
    expect(await json(await web.api('POST', `/api/runs/${runId}/retry`))).toMatchObject({ attempt: 2 });
    expect((await problemIn(await web.api('POST', `/api/runs/${runId}/retry`))).status).toBe(409);
  });

  it('are one for one Idempotency-Key', async () => {
    const ask = () =>
      web.api('POST', '/api/runs', { body: { vendor: 'product-b' }, headers: { 'idempotency-key': 'once' } });
    const first = await json(await ask());
    await web.api('POST', `/api/runs/${first.runId}/cancel`);
    expect(await json(await ask())).toEqual({ runId: first.runId, started: false });
  });

  it('tell what happens as events with ids to go on from, and end when they have ended', async () => {
    const { runId } = await json(await web.api('POST', '/api/runs', { body: { vendor: 'product-c' } }));
    const note = { runId: String(runId), at: '2026-03-01T10:00:00.000Z', stage: 'fetch', detail: {} } as const;
    await web.office.store.journal.append([
      { ...note, kind: 'progress', text: 'One page.' },
      { ...note, kind: 'progress', text: 'Two pages.\nA line more.' },
    ]);
    await web.api('POST', `/api/runs/${runId}/cancel`);
    const reply = await web.api('GET', `/api/runs/${runId}/events`);
    expect(reply.headers.get('content-type')).toContain('text/event-stream');
    const all = await reply.text();
    expect(all.match(/^event: (.*)$/gm)).toEqual(['event: progress', 'event: progress', 'event: end']);
    expect(all).toContain('One page.');
    expect(all).toContain('"outcome":"cancelled"');
    const id = /^id: (\d+)$/m.exec(all)?.[1] ?? '';
    const rest = await web.api('GET', `/api/runs/${runId}/events`, { headers: { 'last-event-id': id } });
    expect(await rest.text()).not.toContain('One page.');
    const journal = await json(await web.api('GET', `/api/runs/${runId}/journal?after=${id}`));
    expect((journal.items as { text: string }[]).map(({ text }) => text)).toEqual(['Two pages.\nA line more.']);
  });

  it.each([
    [404, 'GET', '/api/runs/run-0', undefined],
    [404, 'GET', '/api/runs/run-0/journal', undefined],
    [404, 'GET', '/api/runs/run-0/events', undefined],
    [404, 'POST', '/api/runs/run-0/retry', undefined],
    [404, 'POST', '/api/runs/run-0/cancel', undefined],
    [404, 'POST', '/api/runs', { vendor: 'nobody' }],
    [422, 'POST', '/api/runs', { vendor: 'product', cause: 'scheduled' }],
    [422, 'GET', '/api/runs?outcome=lost', undefined],
  ])('answer %i to %s %s where that is so', async (status, method, path, body) => {
    expect((await problemIn(await web.api(method, path, { body }))).status).toBe(status);
  });

  it('keep events from strangers', async () => {
    expect((await problemIn(await web.api('GET', '/api/runs/run-0/events', { as: null }))).status).toBe(401);
  });
});

describe('Drafts, decisions and publications', () => {
  it('go from waiting to published to withdrawn, each decision naming what was seen', async () => {
    const draft = await waitingDraft(web, analysis);
    const path = `/api/drafts/${draft.id}`;
    const listed = await json(await web.api('GET', `/api/drafts?vendor=${draft.slug}`));
    expect((listed.items as { id: string }[]).map(({ id }) => id)).toEqual([draft.id]);
    const shown = await web.api('GET', path);
    const etag = shown.headers.get('etag') ?? '';
    expect(etag).toBe(`"${draft.contentDigest}"`);
    expect(await json(shown)).toMatchObject({ revision: 1, state: 'waiting', blocks: [], analysis: draft.analysis });
    const body = { verdict: 'approved', revision: 1 };
    const decide = (headers: object, more: object = body) =>
      web.api('POST', `${path}/decision`, { body: more, headers });
    expect((await problemIn(await decide({}))).status).toBe(428);
    expect((await problemIn(await decide({ 'if-match': '*' }))).status).toBe(428);
    expect((await problemIn(await decide({ 'if-match': `"${'0'.repeat(64)}"` }))).status).toBe(412);
    expect((await problemIn(await decide({ 'if-match': etag }, { ...body, revision: 2 }))).status).toBe(412);
    expect((await problemIn(await decide({ 'if-match': etag }, { ...body, verdict: 'rejected' }))).status).toBe(422);
    const decided = await json(await decide({ 'if-match': etag }));
    expect(decided).toMatchObject({ verdict: 'approved', draftId: draft.id, revision: 1 });
    expect((await problemIn(await decide({ 'if-match': etag }))).status).toBe(409);

    const review = await web.office.store.drafts.review(String(decided.reviewId));
    if (!review) throw new Error('the review is not stored');
    await publish(web, review);
    const catalogue = await json(await web.api('GET', '/api/publications', { as: null }));
    expect(catalogue.items).toContainEqual(
      expect.objectContaining({ slug: draft.slug, version: 1, name: 'Quillstore' }),
    );
    for (const address of [`/api/publications/${draft.slug}`, `/api/publications/${draft.slug}/versions/1`]) {
      const publication = await web.api('GET', address, { as: null });
      const ownEtag = publication.headers.get('etag') ?? '';
      expect(ownEtag).toBe(`"${draft.contentDigest}.1.current"`);
      expect(publication.headers.get('cache-control')).toBe('public, max-age=60');
      expect(await json(publication)).toMatchObject({ state: 'current', analysis: draft.analysis });
      const known = await web.api('GET', address, { as: null, headers: { 'if-none-match': `W/${ownEtag}` } });
      expect([known.status, await known.text()]).toEqual([304, '']);
    }
    const verified = await json(await web.api('POST', '/api/verify', { body: { slugs: [draft.slug] } }));
    expect(verified).toMatchObject({ ok: true, records: { failures: [] } });

    const withdraw = `/api/publications/${draft.slug}/withdraw`;
    expect((await problemIn(await web.api('POST', withdraw, { body: { reason: '' } }))).status).toBe(422);
    expect(await json(await web.api('POST', withdraw, { body: { reason: 'Discontinued.' } }))).toEqual({
      slug: draft.slug,
      withdrawn: true,
    });
    for (const address of [`/api/publications/${draft.slug}`, `/api/publications/${draft.slug}/versions/1`]) {
      const gone = await problemIn(await web.api('GET', address, { as: null, headers: { 'if-none-match': etag } }));
      expect(gone.status).toBe(410);
      expect(gone.detail).toContain('Discontinued.');
    }
    expect((await problemIn(await web.api('POST', withdraw, { body: { reason: 'Again.' } }))).status).toBe(404);
  });

  it('are edited by what was seen: 428 without a version, 412 with what changed, 200 with the next one', async () => {
    const draft = await waitingDraft(web, analysis);
    const path = `/api/drafts/${draft.id}`;
    const body = { edits: [{ do: 'write', at: 'summary', text: 'A store of vectors.' }] };
    const patch = (headers: object, as = people.editor) => web.api('PATCH', path, { as, body, headers });
    expect((await problemIn(await patch({}))).status).toBe(428);
    const etag = `"${draft.contentDigest}"`;
    const done = await patch({ 'if-match': etag });
    expect(done.status).toBe(200);
    expect(done.headers.get('etag')).not.toBe(etag);
    expect(await json(done)).toMatchObject({ revision: 2, analysis: { summary: { origin: 'person' } } });
    const late = await problemIn(await patch({ 'if-match': etag }));
    expect(late).toMatchObject({ status: 412, errors: [{ path: 'summary' }] });
    expect((await web.api('GET', path)).headers.get('etag')).toBe(done.headers.get('etag'));
  });

  it('are claimed, taken over and released', async () => {
    const draft = await waitingDraft(web, analysis);
    const path = `/api/drafts/${draft.id}`;
    const claim = (as: typeof people.editor | typeof people.reviewer, body: object = {}) =>
      web.api('POST', `${path}/claim`, { as, body });
    expect(await json(await claim(people.editor))).toEqual({ draftId: draft.id, holder: people.editor.email });
    expect((await problemIn(await claim(people.reviewer))).status).toBe(409);
    expect(await json(await web.api('GET', path))).toMatchObject({ state: 'claimed', holder: people.editor.email });
    expect((await claim(people.reviewer, { takeOver: true })).status).toBe(200);
    expect(await json(await web.api('POST', `${path}/release`))).toEqual({ draftId: draft.id, holder: null });
    expect(await json(await web.api('GET', path))).toMatchObject({ state: 'waiting', holder: null });
  });

  it.each([
    [404, 'GET', '/api/drafts/draft-0', undefined],
    [404, 'POST', '/api/drafts/draft-0/claim', {}],
    [404, 'POST', '/api/drafts/draft-0/release', undefined],
    [422, 'GET', '/api/drafts?state=lost', undefined],
    [404, 'GET', '/api/publications/nobody', undefined],
    [404, 'GET', '/api/publications/nobody/versions/1', undefined],
    [422, 'GET', '/api/publications/nobody/versions/first', undefined],
    [404, 'POST', '/api/publications/nobody/withdraw', { reason: 'x' }],
    [404, 'POST', '/api/verify', { slugs: ['nobody'] }],
    [422, 'POST', '/api/verify', { slugs: 'nobody' }],
    [404, 'GET', `/api/evidence/${'0'.repeat(64)}`, undefined],
    [422, 'GET', '/api/evidence/short', undefined],
    [404, 'GET', '/api/nothing', undefined],
  ])('answer %i to %s %s where that is so', async (status, method, path, body) => {
    expect((await problemIn(await web.api(method, path, { body }))).status).toBe(status);
  });

  it('show the stored page of a citation, of which the quote is a slice', async () => {
    const citation = analysis.strengths[0]?.citations[0];
    const { text } = await json(await web.api('GET', `/api/evidence/${citation?.textDigest}`, { as: people.reader }));
    expect(String(text).slice(citation?.start, citation?.end)).toBe(citation?.quote);
  });
});

describe('Accounts', () => {
  it('are added by an administrator, with a link that signs in', async () => {
    const ada = { email: 'ada@company.example', role: 'reviewer' };
    expect((await web.api('POST', '/api/users', { body: ada })).status).toBe(201);
    expect((await problemIn(await web.api('POST', '/api/users', { body: ada }))).status).toBe(409);
    expect((await problemIn(await web.api('POST', '/api/users', { body: { email: 'x' } }))).status).toBe(422);
    const { link } = await json(await web.api('POST', `/api/users/${ada.email}/login-link`));
    const { pathname, searchParams } = new URL(String(link));
    expect(pathname).toBe('/sign-in');
    const signedIn = await web.page('/sign-in', { as: null, form: { link: searchParams.get('link') ?? '' } });
    expect(signedIn.status).toBe(303);
    const nobody = await web.api('POST', '/api/users/nobody@company.example/login-link');
    expect((await problemIn(nobody)).status).toBe(404);
  });

  it('make tokens of their own', async () => {
    const body = { label: 'nightly', scopes: ['read'] };
    const made = await web.api('POST', '/api/tokens', { as: people.reader, body });
    expect(made.status).toBe(201);
    const { token } = await json(made);
    const me = await web.app.request('/api/me', { headers: { authorization: `Bearer ${token}` } });
    expect(await json(me)).toMatchObject({ ...people.reader, analyst: 'offline', version: '0.0.0-test' });
    const listed = (await json(await web.api('GET', '/api/tokens', { as: people.reader }))) as {
      items: { id: number; label: string }[];
    };
    const id = listed.items.find(({ label }) => label === 'nightly')?.id;
    expect((await problemIn(await web.api('DELETE', `/api/tokens/${id}`))).status).toBe(404);
    expect((await web.api('DELETE', `/api/tokens/${id}`, { as: people.reader })).status).toBe(200);
    expect((await web.app.request('/api/me', { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
    expect((await problemIn(await web.api('POST', '/api/tokens', { body: { label: 'x' } }))).status).toBe(422);
  });
});

describe('What is said of the API', () => {
  it('is an OpenAPI 3.1 document that lists every route with who may and what is sent', async () => {
    const document = (await (await web.api('GET', '/api/openapi.json', { as: null })).json()) as {
      openapi: string;
      paths: Record<string, Record<string, { summary: string; security?: unknown[]; requestBody?: unknown }>>;
    };
    expect(document.openapi).toBe('3.1.0');
    const known = web.app.routes
      .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && path !== '/api/openapi.json')
      .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const stated = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/api/'))
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    expect(stated.sort()).toEqual([...new Set(known)].sort());
    expect(document.paths['/api/drafts/{id}/decision']?.post).toMatchObject({
      security: [{ bearer: [] }],
      requestBody: { content: { 'application/json': { schema: { properties: { verdict: {} } } } } },
    });
    expect(document.paths['/api/publications']?.get?.security).toBeUndefined();
  });

  it('includes the JSON Schema of an analysis, with every part of the record', async () => {
    const schema = (await (await web.api('GET', '/schemas/analysis.json', { as: null })).json()) as {
      $id: string;
      required: string[];
    };
    expect(schema.$id).toMatch(/\/schemas\/analysis\.json$/);
    expect(schema.required.sort()).toEqual(Object.keys(AnalysisSchema.shape).sort());
  });
});

describe('Health', () => {
  it('is told by /healthz, /readyz and /metrics', async () => {
    expect(await json(await web.api('GET', '/healthz', { as: null }))).toMatchObject({ status: 'ok' });
    const ready = await web.api('GET', '/readyz', { as: null });
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready', database: 'ok', queue: 'ok' }]);
    const metrics = await (await web.api('GET', '/metrics', { as: null })).text();
    expect(metrics).toContain('assay_jobs{stage="fetch",state="waiting"} 3');
  });

  it('is not ready while the queue does not answer, and says so', async () => {
    const answering = web.queueAnswers.ping;
    web.queueAnswers.ping = async () => {
      throw new Error('no worker answered within 5 s');
    };
    const reply = await web.api('GET', '/readyz', { as: null });
    web.queueAnswers.ping = answering;
    expect(reply.status).toBe(503);
    // Which database or user did not answer is for the log, not for strangers.
    expect(await reply.json()).toEqual({ status: 'not ready', database: 'ok', queue: 'does not answer' });
  });
});

describe('A bug', () => {
  it('is told without its inside, with the request that finds it in the log', async () => {
    const { vendors } = web.office.store;
    const list = vendors.list;
    vendors.list = async () => {
      throw new Error('secret inside');
    };
    const problem = await problemIn(await web.api('GET', '/api/vendors'));
    vendors.list = list;
    expect(problem.status).toBe(500);
    expect(JSON.stringify(problem)).not.toContain('secret inside');
    const request = /request ([0-9a-f-]{36})/.exec(problem.advice)?.[1] ?? 'none';
    expect(web.logged.some(({ level, text }) => level === 'error' && text.includes(request))).toBe(true);
  });
});
