import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdraw } from '../../src/actions/withdraw.ts';
import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import { warmPages } from '../../src/web/warm-pages.ts';
import { people } from '../actions/office.ts';
import { quillstoreAnalysis, waitingDraft } from '../actions/quillstore.ts';
import { aRun, aVendor, fresh } from '../contract/sample-records.ts';
import { walkToPublication } from '../contract/walked-run.ts';
import { baseUrl, openWeb, type TestWeb } from './desk.ts';
import { publishedAs } from './published-as.ts';

let web: TestWeb;
let analysis: Analysis;
beforeAll(async () => {
  web = await openWeb();
  analysis = await quillstoreAnalysis(web.office.store.bodies);
});
afterAll(() => web.close());

const publishAs = (name: string) => publishedAs(web, name, analysis);
const stranger = { as: null };

describe('Public pages', () => {
  const ask = (path: string, headers: object = {}) => web.page(path, { ...stranger, headers });

  it.each(['/', '/methodology', '/changes'])(
    'answers %s with 304 to whoever has it, until something is published',
    async (path) => {
      const first = await ask(path);
      const etag = first.headers.get('etag') ?? '';
      expect(first.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=60');
      const known = await ask(path, { 'if-none-match': etag });
      expect([known.status, await known.text()]).toEqual([304, '']);
      if (path === '/methodology') return;
      await publishAs(`New ${path}`);
      expect((await ask(path, { 'if-none-match': etag })).status).toBe(200);
    },
  );

  it('shows a withdrawal at once', async () => {
    const slug = await publishAs('Omega');
    const etag = (await ask(`/vendors/${slug}`)).headers.get('etag') ?? '';
    expect(await (await ask('/?q=omega')).text()).toContain(`/vendors/${slug}"`);
    await withdraw(web.office, { slug, reason: 'It was wrong.' }, people.reviewer);
    const after = await ask(`/vendors/${slug}`, { 'if-none-match': etag });
    expect(after.status).toBe(410);
    expect(after.headers.get('cache-control')).toBe('no-store');
    expect(await (await ask('/?q=omega')).text()).not.toContain(`/vendors/${slug}"`);
  });

  it('shows at once what another process publishes, replaces and withdraws: on its page, in the catalogue and in a search', async () => {
    // Nothing that this process remembers hears of it but through the database.
    const store = { ...web.office.store };
    const name = fresh('Elsewhere').replace('-', '');
    const paths = ['/', `/?q=${name}`, '/?layer=L1'];
    const shown = () => Promise.all(paths.map(async (path) => (await (await ask(path)).text()).includes(`>${name}<`)));
    expect(await shown()).toEqual([false, false, false]);
    const slug = await publishedAs({ office: { ...web.office, store } }, name, analysis);
    expect(await shown()).toEqual([true, true, true]);
    expect(await (await ask(`/vendors/${slug}`)).text()).toContain('version 1');
    const other = {
      ...analysis,
      vendor: { ...analysis.vendor, name, slug },
      summary: { ...analysis.summary, text: 'Another.' },
    };
    const draft = { analysis: other, contentDigest: contentDigest(other) };
    await walkToPublication(store, { run: aRun(aVendor({ slug, name })), draft });
    expect(await (await ask(`/vendors/${slug}`)).text()).toContain('Another.');
    await withdraw({ ...web.office, store }, { slug, reason: 'It was wrong.' }, people.reviewer);
    expect(await shown()).toEqual([false, false, false]);
    expect((await ask(`/vendors/${slug}`)).status).toBe(410);
  });

  it('gives a stranger nothing of what a signed-in person sees at the same address, whoever came first', async () => {
    await waitingDraft(web, analysis);
    for (const order of [
      [people.reviewer, null],
      [null, people.reviewer],
    ]) {
      await publishAs('Order');
      for (const as of order) {
        const reply = await web.page('/', { as });
        const text = await reply.text();
        expect(text.includes('Sign out')).toBe(as !== null);
        expect(text.includes(people.reviewer.email)).toBe(as !== null);
        expect(text.includes('for review')).toBe(as !== null);
        expect(reply.headers.get('cache-control')).toMatch(as === null ? /^public/ : /^no-store$/);
        if (as !== null) expect(reply.headers.has('etag')).toBe(false);
      }
    }
    const etag = (await ask('/')).headers.get('etag') ?? '';
    const inside = await web.page('/', { as: people.reviewer, headers: { 'if-none-match': etag } });
    expect(inside.status).toBe(200);
  });

  it('makes a page once for all who ask for it at once, and each of them has it whole', async () => {
    const { pool } = web.opened;
    const query = pool.query.bind(pool);
    let asked = 0;
    pool.query = (text, values) => {
      asked += 1;
      return query(text, values);
    };
    const cost = async (path: string, times: number) => {
      await publishAs('Asked for');
      asked = 0;
      const replies = await Promise.all(Array.from({ length: times }, () => ask(path)));
      const texts = await Promise.all(replies.map((reply) => reply.text()));
      return { queries: asked, statuses: new Set(replies.map(({ status }) => status)), texts: new Set(texts) };
    };
    const slug = await publishAs('Wanted');
    for (const [path, status] of [
      [`/vendors/${slug}`, 200],
      ['/?layer=L4', 200],
      ['/?price=cheap', 422],
    ] as const) {
      const one = await cost(path, 1);
      const many = await cost(path, 12);
      expect([path, many.statuses]).toEqual([path, new Set([status])]);
      expect([path, many.texts.size]).toEqual([path, 1]);
      // One reading of the state more: who comes while one runs waits for the next.
      if (status === 200) expect([path, many.queries]).toEqual([path, one.queries + 1]);
    }
    pool.query = query;
  });

  it('remembers no answer that is a problem, and packs what it remembers', async () => {
    expect((await ask('/vendors/nobody')).headers.has('etag')).toBe(false);
    const plain = await ask('/');
    for (const encoding of ['br', 'gzip']) {
      const packed = await ask('/', { 'accept-encoding': encoding });
      expect(packed.headers.get('content-encoding')).toBe(encoding);
      expect(packed.headers.get('etag')).toBe(plain.headers.get('etag'));
      expect(packed.headers.get('vary')).toContain('cookie');
    }
  });
});

describe('Pages made before anybody asks', () => {
  const text = async (path: string): Promise<string> => (await web.page(path, stranger)).text();
  const log = (level: string, line: string): void => void web.logged.push({ level, text: line });

  it('leave the first stranger nothing to read but the state of the catalogue, and hide nothing published after them', async () => {
    await publishAs('Alpha');
    const { pool } = web.opened;
    const query = pool.query.bind(pool);
    let queries: string[] = [];
    pool.query = (asked, values) => {
      queries.push(asked);
      return query(asked, values);
    };
    await warmPages(web.app, { baseUrl, log, after: 0 }).ended;
    expect(queries.some((each) => each.includes('assay.publication_card'))).toBe(true);
    queries = [];
    expect(await text('/')).toContain('Alpha');
    pool.query = query;
    expect(queries.filter((each) => !each.includes('catalogue_state'))).toEqual([]);
    await publishAs('Afterwards');
    expect(await text('/')).toContain('Afterwards');
  });

  it('are not made by a server that is stopped before', async () => {
    const asked: string[] = [];
    const app = { fetch: async ({ url }: Request) => new Response(asked.push(url).toString()) };
    const warming = warmPages(app, { baseUrl, log });
    warming.stop();
    await warming.ended;
    expect(asked).toEqual([]);
    await warmPages(app, { baseUrl, log, after: 0 }).ended;
    expect(asked).toEqual([`${baseUrl}/`, `${baseUrl}/stack?fill=best`]);
  });

  it('tell of what fails in the log, and end', async () => {
    await publishAs('Failing');
    const { pool } = web.opened;
    const query = pool.query;
    pool.query = () => Promise.reject(new Error('the database is gone'));
    await warmPages(web.app, { baseUrl, log, after: 0 }).ended;
    pool.query = query;
    expect(web.logged.filter(({ level }) => level === 'error').map((line) => line.text)).toEqual([
      expect.stringMatching(/failed: GET \/$/),
      expect.stringContaining('failed: GET /stack'),
    ]);
  });

  it('end where not even an answer that says so can be made, and the server goes on', async () => {
    const app = { fetch: () => Promise.reject(new Error('nothing can be drawn')) };
    await warmPages(app, { baseUrl, log, after: 0 }).ended;
    expect(web.logged.at(-1)).toEqual({ level: 'warn', text: 'The first pages could not be made ahead' });
  });
});

describe('Answers for programs', () => {
  const tagOf = async (path: string) => (await web.api('GET', path, stranger)).headers.get('etag');

  it('are other ones for the same words approved again', async () => {
    const [a, b] = [await publishAs('Again'), await publishAs('Beside')];
    const paths = [`/api/compare?v=${a},${b}`, `/api/publications/${a}/versions/1`];
    const before = await Promise.all(paths.map(tagOf));
    const own = { ...analysis, vendor: { ...analysis.vendor, name: 'Again', slug: a } };
    const draft = { analysis: own, contentDigest: contentDigest(own) };
    await walkToPublication(web.office.store, { run: aRun(aVendor({ slug: a, name: 'Again' })), draft });
    const after = await Promise.all(paths.map(tagOf));
    for (const [at, path] of paths.entries()) {
      expect([path, after[at]]).not.toEqual([path, before[at]]);
      expect([path, after[at]]).toEqual([path, expect.stringMatching(/^"/)]);
    }
  });

  it('are other ones for each way of asking', async () => {
    const all = await Promise.all(
      ['L4', 'L4&layer=L5', 'L5'].map((asked) => tagOf(`/api/publications?layer=${asked}`)),
    );
    expect(new Set(all).size).toBe(3);
  });

  it('are kept by nobody where they are a problem', async () => {
    for (const path of ['/api/publications?after=%FF&q=a', '/api/publications?after=%FF', '/api/changes?after=%FF']) {
      const reply = await web.api('GET', path, stranger);
      expect([path, reply.status]).toEqual([path, 400]);
      expect([path, reply.headers.get('cache-control'), reply.headers.get('etag')]).toEqual([path, 'no-store', null]);
    }
  });
});

describe('A version that no product can have', () => {
  it('is not there, on pages and for programs', async () => {
    const slug = await publishAs('Once');
    for (const version of ['2147483648', '3000000000']) {
      const paths = [
        ...[`/vendors/${slug}/history/${version}`, `/vendors/${slug}/history/1..${version}`],
        `/vendors/${slug}/history/${version}?as-of=2026-03-01`,
      ];
      for (const path of paths) expect([path, (await web.page(path, stranger)).status]).toEqual([path, 404]);
      const path = `/api/publications/${slug}/versions/${version}`;
      expect([path, (await web.api('GET', path, stranger)).status]).toEqual([path, 404]);
    }
  });
});
