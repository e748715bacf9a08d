import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../../src/adapters/http/open-http.ts';
import { guessName } from '../../../src/domain/guess-name.ts';
import { guessPlace } from '../../../src/domain/guess-place.ts';
import { readPage } from '../../../src/stages/extract/read-page.ts';
import { lookAtSite } from '../../../src/stages/fetch/look-at-site.ts';
import { planCrawl } from '../../../src/stages/fetch/plan-crawl.ts';
import { fixtureTools } from '../../fixture-tools.ts';

const clock = { now: () => new Date() };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const siteAt = (url: string) => ({ sources: [url], include: [], exclude: [] });

type Answer = { status?: number; type?: string; body?: string; location?: string };

/** A look at a site on loopback through the guarded door, from one of its pages. */
async function lookAt(pages: Record<string, Answer>, path = '/', exclude: string[] = []) {
  const { url, asked, tools } = await served(pages);
  const view = await lookAtSite({ ...siteAt(url + path), exclude }, tools);
  await tools.http.close();
  return { view, asked };
}

/** What the command would show of the same site. */
async function planned(pages: Record<string, Answer>, exclude: string[]) {
  const { url, tools } = await served(pages);
  const { plan } = await planCrawl({ ...siteAt(`${url}/`), exclude }, tools);
  await tools.http.close();
  return plan;
}

async function served(pages: Record<string, Answer>) {
  const asked: string[] = [];
  const answer: RequestListener = (request, response) => {
    asked.push(request.url ?? '');
    const { status = 200, type = 'text/html', body = '', location } = pages[request.url ?? ''] ?? { status: 404 };
    response
      .writeHead(status, { 'content-type': type, ...(location ? { location } : {}) })
      .end(body.replaceAll('PORT', String(request.socket.localPort)));
  };
  const listening = createServer(answer).listen(0, '127.0.0.1');
  servers.push(listening);
  await new Promise((ready) => listening.once('listening', ready));
  const { port } = listening.address() as AddressInfo;
  const http = openHttp({ allowHosts: [`127.0.0.1:${port}`], contact: null, version: 'test' });
  const reader = { read: async (page: Parameters<typeof readPage>[0]) => ({ text: readPage(page), reason: '' }) };
  const signal = new AbortController().signal;
  return { url: `http://127.0.0.1:${port}`, asked, tools: { http, reader, clock, signal, turns: null } };
}

const text =
  'Quern keeps vectors beside their text and answers nearest neighbour queries over both of them quickly. '.repeat(3);
const front = `<html><head><title>Quern documentation</title>
  <meta content="Quern is a vector database &amp; nothing else." name="description"></head>
  <body><main><h1>Quern</h1><p>${text}</p><a href="/a">A</a><a href="/b">B</a><a href="https://elsewhere.example/">E</a></main></body></html>`;
const sitemap = (...paths: string[]) =>
  `<urlset>${paths.map((path) => `<url><loc>http://127.0.0.1:PORT${path}</loc></url>`).join('')}</urlset>`;

describe('A look at a site', () => {
  it('says what the page says of itself and how many pages are known, and reads no more than it needs', async () => {
    const { view, asked } = await lookAt({ '/': { body: front } });
    expect(view).toMatchObject({
      kind: 'seen',
      title: 'Quern',
      description: 'Quern is a vector database & nothing else.',
      plan: { read: { least: 3, most: 3, full: false }, asked: 3, found: 3, leftOut: [] },
    });
    expect(asked[0]).toBe('/robots.txt');
    expect(asked).toContain('/sitemap.xml');
    expect(asked).not.toContain('/a');
    expect(asked.length).toBeLessThanOrEqual(6);
  });

  it('asks for no page that robots.txt forbids, and says so', async () => {
    const robots = { type: 'text/plain', body: 'User-agent: *\nDisallow: /' };
    const { view, asked } = await lookAt({ '/': { body: front }, '/robots.txt': robots });
    expect(view).toMatchObject({ kind: 'unseen', cause: 'robots-forbidden' });
    expect(asked).toEqual(['/robots.txt']);
  });

  it('leaves a host alone whose robots.txt nobody can read', async () => {
    const { view, asked } = await lookAt({ '/': { body: front }, '/robots.txt': { status: 500 } });
    expect(view.kind).toBe('unseen');
    expect(asked).not.toContain('/');
  });

  it.each([
    ['a page that is gone', '/nowhere', {}, 'only-errors'],
    ['a picture', '/', { '/': { type: 'image/png', body: '\x89PNG' } }, 'unsupported-type'],
    ['a way to a private address', '/', { '/': { status: 302, location: 'http://10.0.0.1/' } }, 'private-address'],
  ])('says what to do about %s', async (_, path, pages: Record<string, Answer>, cause) => {
    const { view } = await lookAt(pages, path);
    expect(view).toMatchObject({ kind: 'unseen', cause });
    if (view.kind === 'unseen') expect(view.advice.length).toBeGreaterThan(20);
  });

  it('goes from a front page without text to the pages that introduce the product', async () => {
    const thin =
      '<html><head><title>Quern</title></head><body><main><a href="/overview">Overview</a></main></body></html>';
    const { view } = await lookAt({ '/': { body: thin }, '/overview': { body: front } });
    expect(view).toMatchObject({ kind: 'seen', title: 'Quern' });
    if (view.kind === 'seen') expect(view.beginning).toContain('nearest neighbour queries');
  });

  it('gives the plan that the command prints, patterns and other languages counted', async () => {
    const pages = {
      '/': { body: front },
      '/sitemap.xml': { type: 'text/xml', body: sitemap('/a', '/guide/c', '/blog/d', '/ja/a', '/v1.0/e', '/v2.0/e') },
    };
    const exclude = ['/blog/*'];
    const { view } = await lookAt(pages, '/', exclude);
    const plan = await planned(pages, exclude);
    if (view.kind !== 'seen') throw new Error(view.reason);
    const left = (those: typeof plan.leftOut) => those.map(({ reason, count }) => `${reason} ${count}`).sort();
    expect(left(plan.leftOut)).toEqual(['excluded 1', 'old-version 1', 'other-language 1']);
    expect(left(view.plan.leftOut)).toEqual(left(plan.leftOut));
    const path = (url: string): string => new URL(url).pathname;
    expect(view.plan.first.map(path)).toEqual([...plan.sources.map(({ url }) => url), ...plan.picked].map(path));
    expect(view.plan).toMatchObject({ asked: plan.picked.length + 1, read: plan.read, found: plan.found });
  });

  it('reaches no private address', async () => {
    const http = openHttp({ allowHosts: [], contact: null, version: 'test' });
    const { reader } = await fixtureTools();
    const signal = new AbortController().signal;
    const view = await lookAtSite(siteAt('http://127.0.0.1/'), { http, reader, clock, signal, turns: null });
    await http.close();
    expect(view).toMatchObject({ kind: 'unseen', cause: 'private-address' });
  });

  it('counts the addresses of a sitemap once each', async () => {
    const { view } = await lookAt({
      '/': { body: front },
      '/sitemap.xml': { type: 'text/xml', body: sitemap('/a', '/c') },
    });
    expect(view).toMatchObject({ kind: 'seen', plan: { read: { least: 4, most: 4 } } });
  });
});

describe('The guess of what a product is', () => {
  it('finds the invented products’ own categories', async () => {
    const tools = await fixtureTools();
    for (const [url, category, name] of [
      ['https://docs.quillstore.example/', 'vector-database', 'Quillstore'],
    ] as const) {
      const view = await lookAtSite(siteAt(url), { ...tools, clock });
      if (view.kind !== 'seen') throw new Error(view.reason);
      expect(guessPlace(tools.rubric.stack.layers, view)?.category).toBe(category);
      expect(guessName(view.title, view.url)).toBe(name);
      expect(view.plan.read.least).toBeGreaterThan(5);
    }
  });

  it('is none where the site’s words speak of no category', async () => {
    const { stack } = (await fixtureTools()).rubric;
    const site = { title: 'Hello', description: '', beginning: 'World' };
    expect(guessPlace(stack.layers, site)).toBeNull();
  });

  it.each([
    ['Introduction | Milvus Documentation', 'https://milvus.io/docs', 'Milvus'],
    ['Welcome to the KServe Documentation Website - KServe', 'https://kserve.github.io/website/', 'KServe'],
    ['Prometheus docs', 'https://prometheus.io/docs/introduction/overview/', 'Prometheus'],
    ['Welcome to Milvus Docs!', 'https://milvus.io/docs', 'Milvus'],
    ['Welcome to Yahoo! Documentation.', 'https://docs.yahoo.example/', 'Yahoo!'],
    ['Welcome!', 'https://docs.example.com/', null],
    ['Documentation', 'https://docs.example.com/', null],
    ['Overview · Overview', 'https://example.com/', null],
  ])('reads the name out of “%s”', (title, url, name) => {
    expect(guessName(title, url)).toBe(name);
  });

  it('has words for every category of the rubric, and for no other', async () => {
    const { stack } = (await fixtureTools()).rubric;
    const { categoryCues } = await import('../../../src/domain/category-cues.ts');
    const ids = stack.layers.flatMap(({ categories }) => categories.map(({ id }) => id));
    expect(Object.keys(categoryCues).toSorted()).toEqual(ids.toSorted());
  });
});
