import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addVendor } from '../../src/actions/add-vendor.ts';
import { startRun } from '../../src/actions/start-run.ts';
import { people } from '../actions/office.ts';
import { publish, quillstoreAnalysis, waitingDraft } from '../actions/quillstore.ts';
import { aReview } from '../contract/sample-records.ts';
import { baseUrl, openWeb, stateOfStore, type TestWeb } from './desk.ts';

let web: TestWeb;
/** Every address of the router with things that exist in place of its parameters. */
let addresses: { method: string; path: string }[];

beforeAll(async () => {
  web = await openWeb();
  const analysis = await quillstoreAnalysis(web.office.store.bodies);
  const draft = await waitingDraft(web, analysis);
  const shown = await waitingDraft(web, analysis);
  const review = aReview(shown);
  await web.office.store.drafts.decide(review);
  await publish(web, review);
  const said = { url: 'https://docs.product.example/', layer: 'L1', name: 'Under way' };
  const vendor = await addVendor(web.office, said, people.editor);
  const asked = { slug: vendor.slug, cause: 'manual', again: false, offline: true } as const;
  const { run } = await startRun(web.office, asked, people.editor);
  const digest = analysis.strengths[0]?.citations[0]?.textDigest ?? '';
  const things: [RegExp, string][] = [
    [/^\/api\/publications|^\/vendors/, shown.slug],
    [/^\/api\/vendors/, vendor.slug],
    [/^\/api\/drafts|^\/review/, draft.id],
    [/runs/, run.id],
    [/users/, people.reader.email],
    [/evidence|model-exchanges/, digest],
  ];
  const known = web.app.routes.filter(({ method }) => method !== 'ALL');
  addresses = known.map(({ method, path }) => {
    const thing = things.find(([place]) => place.test(path))?.[1] ?? '';
    return { method, path: path.replace(/:version(\{[^}]*\})?/, '1').replace(/:\w+/, thing) };
  });
});
afterAll(() => web.close());

const forgeries: [what: string, headers: Record<string, string>][] = [
  ['another site says the browser', { 'sec-fetch-site': 'cross-site' }],
  ['a neighbour of the same site', { 'sec-fetch-site': 'same-site' }],
  ['a bookmark or another program', { 'sec-fetch-site': 'none' }],
  ['another site with our origin written in', { 'sec-fetch-site': 'cross-site', origin: baseUrl }],
  ['an old browser on another site', { origin: 'https://evil.example' }],
  ['a page without an origin', { origin: 'null' }],
  ['something that says nothing at all', {}],
  ['another site behind a proxy that adds a password', { 'sec-fetch-site': 'cross-site', authorization: 'Basic YTpi' }],
];

describe('A state change asked for through a person’s browser', () => {
  it('is looked for on every route that is no GET', () => {
    const changing = addresses.filter(({ method }) => method !== 'GET');
    expect(changing.length).toBeGreaterThanOrEqual(16);
    expect(changing.some(({ path }) => path === '/sign-in')).toBe(true);
  });

  it.each(forgeries)('is refused on every route when it comes from %s', async (_what, headers) => {
    const before = await stateOfStore(web);
    for (const { method, path } of addresses.filter((address) => address.method !== 'GET')) {
      const form = new URLSearchParams({ verdict: 'rejected', reason: 'x', link: 'x' });
      const reply = await web.app.request(path, {
        method,
        headers: { cookie: web.cookieOf(people.admin), ...headers },
        body: path.startsWith('/api/') ? '{}' : form,
      });
      expect([path, reply.status]).toEqual([path, 403]);
      expect(await reply.text()).toContain('did not come from a page of Assay');
      expect(reply.headers.get('set-cookie')).toBeNull();
    }
    expect(await stateOfStore(web)).toEqual(before);
  });

  it('is taken from our own page', async () => {
    const own = await web.page('/sign-in', { as: null, form: { link: 'unknown' } });
    expect(await own.text()).toContain('was used already');
    const old = await web.page('/sign-in', {
      as: null,
      form: { link: 'x' },
      headers: { 'sec-fetch-site': 'same-origin', origin: baseUrl },
    });
    expect(await old.text()).toContain('was used already');
  });
});

describe('Every answer', () => {
  it('forbids everything that is not our own to run, load, frame or receive', async () => {
    const paths = [
      ...addresses.filter(({ method, path }) => method === 'GET' && !path.endsWith('/events')).map(({ path }) => path),
      '/nothing-here',
      '/api/nothing-here',
      '/vendors/nobody',
    ];
    for (const as of [people.admin, null]) {
      for (const path of paths) {
        const reply = await web.page(path, { as });
        expect(reply.status, path).toBeLessThan(500);
        const policy = reply.headers.get('content-security-policy') ?? '';
        expect(policy, path).toContain("default-src 'none'");
        expect(policy, path).toContain("frame-ancestors 'none'");
        // Bull Board draws two of its icons from its own style sheet.
        const own = path.startsWith('/queues') ? policy.replace("img-src 'self' data:", '') : policy;
        expect(own, path).not.toMatch(/unsafe|data:|\*|https?:/);
        expect(reply.headers.get('x-content-type-options'), path).toBe('nosniff');
        expect(reply.headers.get('referrer-policy'), path).toBe('same-origin');
        expect(reply.headers.get('cache-control'), path).toMatch(/^(no-store|private, no-cache|public, max-age=\d+)/);
      }
    }
  });

  it('is kept by nobody where it is for one person', async () => {
    for (const path of ['/', '/review', '/api/drafts', '/api/me']) {
      expect((await web.page(path)).headers.get('cache-control'), path).toBe('no-store');
    }
  });
});

describe('Reading', () => {
  it('changes nothing, whatever address is read and whoever reads it', async () => {
    const before = await stateOfStore(web);
    const jobs = web.queued.length;
    const reading = addresses.filter(({ method, path }) => method === 'GET' && !path.endsWith('/events'));
    expect(reading.length).toBeGreaterThan(25);
    for (const as of [people.admin, people.reader, null]) {
      for (const { path } of reading) await (await web.page(path, { as })).text();
    }
    expect(await stateOfStore(web)).toEqual(before);
    expect(web.queued).toHaveLength(jobs);
    expect(web.logged.filter(({ level }) => level === 'error')).toEqual([]);
  });
});
