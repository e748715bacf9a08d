import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/analysis.ts';
import { people } from '../actions/office.ts';
import { publish, quillstoreAnalysis, waitingDraft } from '../actions/quillstore.ts';
import { aReservation, aSettlement } from '../contract/sample-calls.ts';
import { openWeb, type TestWeb } from './desk.ts';
import { type Documented, documentedBy, type OpenApi } from './documented.ts';

/** Good answers that nothing here can bring about, with the reason. */
const unseen: Record<string, string> = {
  'POST /api/vendors/plan': 'reads a site',
  'POST /api/publications/{slug}/reports': 'needs the pages of a whole run',
  'POST /api/reports/{id}/answer': 'needs such a report',
  'GET /api/vendors/{slug}/prompt': 'needs the evidence of a whole run',
  'POST /api/upgrades/{slug}/shadow': 'makes a whole analysis anew',
  'POST /api/upgrades/{slug}': 'makes a whole analysis anew',
};

let web: TestWeb;
let analysis: Analysis;
let document: OpenApi;
let documented: Documented;
const faults: string[] = [];

beforeAll(async () => {
  web = await openWeb();
  analysis = await quillstoreAnalysis(web.office.store.bodies);
  document = (await (await web.api('GET', '/api/openapi.json', { as: null })).json()) as OpenApi;
  documented = documentedBy(document);
});
afterAll(() => web.close());

/** Asks, holds the answer against the document, and gives it. */
async function ask(
  method: string,
  path: string,
  asked: Parameters<TestWeb['api']>[2] = {},
): Promise<Record<string, unknown>> {
  const reply = await web.api(method, path, asked);
  const fault = await documented.faultOf(method, path, reply);
  if (fault) faults.push(fault);
  return /json/.test(reply.headers.get('content-type') ?? '')
    ? ((await reply.json()) as Record<string, unknown>)
    : { text: await reply.text() };
}

describe('The OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(document as unknown as Record<string, unknown>);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('names each operation once, and describes every answer with a schema', () => {
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
    );
    const ids = operations.map(({ operationId }) => operationId);
    expect(ids.filter((id) => !/^[a-z]\w+$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const bare = operations.flatMap(({ name, responses }) =>
      Object.entries(responses).flatMap(([status, { content = {} }]) =>
        Object.entries(content)
          .filter(([, { schema }]) => !schema || isAnything(schema))
          .map(([type]) => `${name} ${status} ${type}`),
      ),
    );
    expect(bare).toEqual([]);
  });

  it('has examples that its own schemas accept', () => {
    expect(documented.exampleFaults()).toEqual([]);
  });

  it('describes what is really answered, on every operation', async () => {
    await askEverything();
    expect(faults).toEqual([]);
    const all = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(all.filter((name) => !documented.seen.has(name) && !unseen[name])).toEqual([]);
  });

  it('is found wrong by this test where an answer is another', async () => {
    const wrong = new Response('{"email":1}', { headers: { 'content-type': 'application/json' } });
    expect(await documented.faultOf('GET', '/api/me', wrong)).toContain("must have required property 'role'");
    const problem = new Response('{"status":404}', {
      status: 404,
      headers: { 'content-type': 'application/problem+json' },
    });
    expect(await documented.faultOf('GET', '/api/vendors/x', problem)).toContain('must have required property');
  });
});

describe('The JSON Schemas', () => {
  it('accept what is really published, and nothing that lacks or adds a part', async () => {
    const draft = await published();
    const publication = (await (await web.api('GET', `/api/publications/${draft.slug}`)).json()) as {
      analysis: Record<string, unknown>;
    };
    for (const [name, value] of [
      ['analysis', publication.analysis],
      ['publication', publication as Record<string, unknown>],
    ] as const) {
      const ajv = new Ajv2020();
      formats.default(ajv);
      const reply = await web.api('GET', `/schemas/${name}.json`, { as: null });
      const schema = (await reply.json()) as Record<string, unknown>;
      const validate = ajv.compile(schema);
      expect([name, validate(value), validate.errors]).toEqual([name, true, null]);
      expect(validate({ ...value, more: 1 }), name).toBe(false);
      const [first = ''] = Object.keys(value);
      expect(validate({ ...value, [first]: undefined }), name).toBe(false);
      const etag = reply.headers.get('etag') ?? '';
      const again = await web.api('GET', `/schemas/${name}.json`, { as: null, headers: { 'if-none-match': etag } });
      expect([name, again.status]).toEqual([name, 304]);
    }
  });
});

/** Whether a schema says nothing at all of what it describes. */
function isAnything(schema: object): boolean {
  const { type, additionalProperties, properties, items } = schema as Record<string, unknown>;
  if (type === 'array') return isAnything((items ?? {}) as object);
  // A list is as open as what it lists.
  const listed = (properties as { items?: object } | undefined)?.items;
  if (listed) return isAnything(listed);
  const open = typeof additionalProperties === 'object' && Object.keys(additionalProperties ?? {}).length === 0;
  return Object.keys(schema).length === 0 || (type === 'object' && properties === undefined && open);
}

async function published() {
  const draft = await waitingDraft(web, analysis);
  const review = await ask('POST', `/api/drafts/${draft.id}/decision`, {
    body: { verdict: 'approved', revision: 1 },
    headers: { 'if-match': `"${draft.contentDigest}"` },
  });
  const kept = await web.office.store.drafts.review(String(review.reviewId));
  if (!kept) throw new Error('the review is not stored');
  await publish(web, kept);
  return draft;
}

async function askEverything(): Promise<void> {
  await askOfVendors();
  await askOfRuns();
  await askOfDrafts();
  await askOfPublications();
  await askOfPeople();
}

async function askOfVendors(): Promise<void> {
  const product = { url: 'https://docs.product.example/', name: 'Product', layer: 'L1' };
  await ask('POST', '/api/vendors', { body: product });
  await ask('POST', '/api/vendors', { body: product });
  await ask('POST', '/api/vendors', { body: {} });
  await ask('POST', '/api/vendors', { body: '{' });
  await ask('POST', '/api/vendors', { as: null, body: product });
  await ask('POST', '/api/vendors', { as: people.reader, body: product });
  await ask('GET', '/api/vendors');
  await ask('GET', '/api/vendors/product');
  await ask('GET', '/api/vendors/nobody');
  await ask('PATCH', '/api/vendors/product', { body: { licence: 'MIT' } });
  const fields = { ...product, url: 'https://docs.b.example/', name: 'B' };
  await ask('POST', '/api/vendors/import', { body: { rows: [{ line: 2, fields }] } });
  await ask('PUT', '/api/vendors/product/schedule', { body: { cadence: 'weekly' } });
  await ask('PUT', '/api/schedules/L1', { body: { cadence: 'monthly' } });
  await ask('GET', '/api/schedules');
  web.pass(40 * 86_400_000);
  await ask('POST', '/api/schedules/due');
}

async function askOfRuns(): Promise<void> {
  const { runId } = await ask('POST', '/api/runs', { body: { vendor: 'b' } });
  await ask('GET', '/api/runs');
  await ask('GET', `/api/runs/${runId}`);
  await ask('GET', '/api/runs/run-0');
  const note = { runId: String(runId), at: '2026-03-01T10:00:00.000Z', stage: 'fetch', detail: { pages: 1 } } as const;
  await web.office.store.journal.append([{ ...note, kind: 'progress', text: 'One page.' }]);
  await ask('GET', `/api/runs/${runId}/journal`);
  await ask('POST', `/api/runs/${runId}/cancel`);
  await ask('GET', `/api/runs/${runId}/events`);
  await ask('POST', `/api/runs/${runId}/retry`);
  const call = aReservation({ runId: String(runId) });
  const reserved = await web.office.store.ledger.reserve(call);
  if (reserved.kind === 'reserved') await web.office.store.ledger.settle(reserved.callId, aSettlement());
  await ask('GET', `/api/runs/${runId}/calls`);
  await ask('GET', `/api/model-exchanges/${call.requestDigest}`);
  await ask('GET', '/api/upgrades');
}

async function askOfDrafts(): Promise<void> {
  const draft = await waitingDraft(web, analysis);
  const path = `/api/drafts/${draft.id}`;
  await ask('GET', '/api/drafts');
  await ask('GET', path);
  await ask('POST', `${path}/claim`, { body: {} });
  await ask('POST', `${path}/assign`, { body: { to: people.reviewer.email } });
  await ask('POST', `${path}/release`);
  const body = { edits: [{ do: 'write', at: 'summary', text: 'A store of vectors.' }] };
  await ask('PATCH', path, { body });
  await ask('PATCH', path, { body, headers: { 'if-match': `"${draft.contentDigest}"` } });
  await ask('PATCH', path, { body, headers: { 'if-match': `"${draft.contentDigest}"` } });
}

async function askOfPublications(): Promise<void> {
  const { slug, analysis: own } = await published();
  const { slug: other } = await published();
  await ask('GET', `/api/compare?v=${slug},${other}`, { as: null });
  await ask('GET', `/api/compare?v=${slug}`, { as: null });
  await ask('GET', '/api/publications?q=vector&layer=L1', { as: null });
  await ask('GET', `/api/stack?vector-database=${slug}&fill=best&context=healthcare&slot=vector-database`, {
    as: null,
  });
  await ask('GET', '/api/stack?context=nonsense&fill=best', { as: null });
  await ask('GET', '/api/publications', { as: null });
  await ask('GET', `/api/publications/${slug}`, { as: null });
  await ask('GET', `/api/publications/${slug}/versions/1`, { as: null });
  await ask('GET', '/api/publications/nobody', { as: null });
  await ask('GET', `/api/publications/${slug}/quotes?item=permitted.roles`, { as: null });
  await ask('GET', `/api/publications/${slug}/quotes?item=nothing`, { as: null });
  await ask('GET', '/api/changes', { as: null });
  await ask('GET', '/api/site-copy?path=/');
  await ask('GET', '/api/reports');
  await ask('POST', `/api/publications/${slug}/reports`, { as: null, body: {} });
  await ask('GET', `/api/evidence/${own.summary.citations[0]?.textDigest}`);
  await ask('POST', '/api/verify', { body: {} });
  for (const path of ['', '.md', '.jsonld', '/feed.atom']) {
    if (path !== '') await ask('GET', `/vendors/${slug}${path}`, { as: null });
  }
  for (const path of ['/feed.atom', '/sitemap.xml', '/llms.txt', '/robots.txt']) await ask('GET', path, { as: null });
  for (const name of ['analysis', 'publication']) await ask('GET', `/schemas/${name}.json`, { as: null });
  await ask('GET', `/badges/${slug}.svg`, { as: null });
  await ask('POST', `/api/publications/${slug}/withdraw`, { body: { reason: 'Discontinued.' } });
  await ask('GET', `/api/publications/${slug}`, { as: null });
  await ask('GET', '/api/changes', { as: null });
}

async function askOfPeople(): Promise<void> {
  await ask('GET', '/api/me');
  await ask('GET', '/api/settings');
  await ask('GET', '/api/users');
  await ask('POST', '/api/users', { body: { email: 'ada@company.example', role: 'reviewer' } });
  await ask('POST', '/api/users/ada@company.example/login-link');
  await ask('PATCH', '/api/users/ada@company.example', { body: { role: 'editor' } });
  await ask('POST', '/api/tokens', { body: { label: 'nightly', scopes: ['read'] } });
  const { items } = (await ask('GET', '/api/tokens')) as { items: { id: number; label: string }[] };
  await ask('DELETE', `/api/tokens/${items.find(({ label }) => label === 'nightly')?.id}`);
  await ask('GET', '/api/audit');
  await ask('GET', '/api/audit/checkpoint');
  const hook = await ask('POST', '/api/webhooks', { body: { url: 'https://127.0.0.1:4871/hook' } });
  await ask('GET', '/api/webhooks');
  await ask('DELETE', `/api/webhooks/${hook.id}`);
}
