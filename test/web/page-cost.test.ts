import { gunzipSync } from 'node:zlib';
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pagesOf, tag } from '../../bench/web/page-list.ts';
import { seedCalls } from '../../bench/web/seed-calls.ts';
import { seedCatalogue } from '../../bench/web/seed-catalogue.ts';
import { aVendor } from '../contract/sample-records.ts';
import { walkToDraft, walkToPublication } from '../contract/walked-run.ts';
import { openWeb, type TestWeb } from './desk.ts';

/** Whole products, with drafts of the size of a small documentation. */
const whole = 3;
/** Products of a few sentences, which lists show like any other: enough to fill a page of each list, and twice as many. */
const small = [180, 360] as const;

/** The most that any page asks of the database, at a first look and at a later one: about half again what they ask now. */
const mostQueries = { first: 30, later: 16 };
/** Compressed bytes of any page; the largest holds a whole draft with every quote in its surroundings. */
const mostBytes = 60_000;

let web: TestWeb;
let asked = 0;
let grown = 0;

beforeAll(async () => {
  web = await openWeb();
  await seedCatalogue(web.office.store, whole);
  await seedCalls(web.office.store, `run-${tag(0, 4)}`);
  await growTo(small[0]);
  const { pool } = web.opened;
  const query = pool.query.bind(pool);
  pool.query = (text, values) => {
    asked += 1;
    return query(text, values);
  };
}, 120_000);
afterAll(() => web.close());

describe('Every page', () => {
  it('costs few queries and little to transfer, the first time and again', async () => {
    const { items } = await web.office.store.ledger.calls(`run-${tag(0, 4)}`, { limit: 1 });
    const routes = [...new Set(web.app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))];
    const pages = pagesOf(routes, { number: 0, call: { run: `run-${tag(0, 4)}`, id: items[0]?.id ?? '' } });
    expect(pages.length).toBeGreaterThan(25);
    const costly: string[] = [];
    for (const [name, path] of pages) {
      const first = await cost(path);
      const later = await cost(path);
      if (first.queries > mostQueries.first || later.queries > mostQueries.later || first.bytes > mostBytes) {
        costly.push(`${name}: ${first.queries} queries, then ${later.queries}; ${first.bytes} bytes`);
      }
    }
    expect(costly).toEqual([]);
  });

  it('of a list costs the same among twice as many products', async () => {
    const lists = ['/', '/vendors', '/review', '/review?state=superseded', '/review?state=approved', '/runs', '/audit'];
    const before = [];
    for (const path of lists) before.push(await cost(path));
    await growTo(small[1]);
    // The first look after a publication reads the cards of the new ones; the next ones have them.
    await cost('/');
    for (const [at, path] of lists.entries()) {
      const after = await cost(path);
      expect([path, after.queries]).toEqual([path, before[at]?.queries]);
      expect(after.plain / (before[at]?.plain ?? 1), path).toBeLessThan(1.1);
    }
  });
});

describe('A list that is longer than a page', () => {
  it.each([
    ['/', '.card h2 a'],
    ['/review', 'main table.rows tbody th a'],
    ['/review?state=approved', 'main table.rows tbody th a'],
    ['/runs', 'main table.rows tbody th a'],
  ])('%s is read to its end and back by plain links, nothing twice and nothing left out', async (start, row) => {
    const look = async (path: string) => {
      const $ = load(await (await web.page(path)).text());
      const links = $(row)
        .map((_, link) => $(link).attr('href') ?? '')
        .get();
      const to = (way: string) => $(`nav.pager a[rel="${way}"]`).attr('href');
      return { links, next: to('next'), previous: to('prev') };
    };
    let page = await look(start);
    expect(page.previous).toBeUndefined();
    const first = page.links;
    const seen = [...first];
    let turns = 0;
    while (page.next) {
      page = await look(page.next);
      seen.push(...page.links);
      turns += 1;
    }
    expect(turns).toBeGreaterThan(1);
    const shown = seen.filter((link) => link !== '');
    expect(new Set(shown).size).toBeGreaterThan(100);
    expect(new Set(shown).size).toBe(shown.length);
    for (; turns > 0; turns -= 1) page = await look(page.previous ?? 'none');
    expect(page.links.slice(0, first.length)).toEqual(first);
    expect(page.previous).toBeUndefined();
  });
});

describe('Files beside a page', () => {
  it('come compressed, may be kept for ever, and are not sent twice', async () => {
    const $ = load(await (await web.page('/review')).text());
    const paths = [$('link[rel="stylesheet"]').attr('href'), $('script[src]').first().attr('src')];
    for (const path of paths) {
      const plain = await (await web.page(path ?? '')).text();
      const reply = await web.page(path ?? '', { headers: { 'accept-encoding': 'gzip' } });
      expect(reply.headers.get('cache-control')).toContain('immutable');
      expect(gunzipSync(Buffer.from(await reply.arrayBuffer())).toString()).toBe(plain);
      const again = await web.page(path ?? '', { headers: { 'if-none-match': reply.headers.get('etag') ?? '' } });
      expect([again.status, await again.text()]).toEqual([304, '']);
      const other = await web.page(path ?? '', { headers: { 'if-none-match': '"another"' } });
      expect(other.status).toBe(200);
    }
  });
});

async function cost(path: string): Promise<{ queries: number; bytes: number; plain: number }> {
  asked = 0;
  const reply = await web.page(path, { headers: { 'accept-encoding': 'gzip' } });
  const queries = asked;
  const body = Buffer.from(await reply.arrayBuffer());
  if (reply.status !== 200) throw new Error(`${path} was answered with ${reply.status}`);
  const plain = reply.headers.get('content-encoding') === 'gzip' ? gunzipSync(body) : body;
  return { queries, bytes: body.length, plain: plain.length };
}

/** Adds products until there are so many of a few sentences: every third waits for review, the others are published. */
async function growTo(count: number): Promise<void> {
  const { store } = web.office;
  for (; grown < count; grown += 1) {
    const vendor = aVendor({ name: `Product ${String(grown).padStart(4, '0')}` });
    await store.vendors.add(vendor, 'editor@company.example');
    if (grown % 3 === 0) await walkToDraft(store, { vendor });
    else await walkToPublication(store, { vendor });
  }
}
