import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Snapshot } from '../../../src/domain/snapshot.ts';
import { PipelineError } from '../../../src/errors.ts';
import type { HostTurns, Http, HttpRequest } from '../../../src/ports.ts';
import { fetchVendor } from '../../../src/stages/fetch/fetch-vendor.ts';
import { aRun, html, knownFrom, outcomes, type Scripted, scriptedHttp, someTools } from './fetch-fixture.ts';

const top = 'https://acme.example';

async function crawl(http: Http, run = aRun([`${top}/`]), tools = someTools(http)): Promise<Snapshot> {
  const result = await fetchVendor(run, tools);
  if (result.kind !== 'record') throw new Error(result.reason);
  return result.record;
}

async function failure(web: Parameters<typeof scriptedHttp>[0], run = aRun([`${top}/`])): Promise<PipelineError> {
  const error = await fetchVendor(run, someTools(scriptedHttp(web))).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(PipelineError);
  return error as PipelineError;
}

const robots = (text: string): Parameters<typeof scriptedHttp>[0] => ({
  [`${top}/robots.txt`]: { headers: { 'content-type': 'text/plain' }, body: text },
});

describe('A crawl', () => {
  it('makes a valid snapshot with one id for the same run, producer and attempt', async () => {
    const web = {
      [`${top}/`]: html('Home', ['/security', '/blog/x']),
      [`${top}/security`]: html('Security'),
      [`${top}/blog/x`]: html('News'),
    };
    const [one, two] = [await crawl(scriptedHttp(web)), await crawl(scriptedHttp(web))];
    expect(Snapshot.parse(one)).toEqual(one);
    expect(one.id).toBe(two.id);
    expect(one.endedBy).toBe('done');
    expect(one.pages.map((page) => page.url)).toEqual([`${top}/`, `${top}/security`, `${top}/blog/x`]);
    const third = await crawl(scriptedHttp(web), aRun([`${top}/`]), someTools(scriptedHttp(web), { attempt: 2 }));
    expect(third.id).not.toBe(one.id);
  });

  it('keeps the bodies of read pages, and says what it did in the journal', async () => {
    const http = scriptedHttp({ [`${top}/`]: html('Home', ['/gone']) });
    const tools = someTools(http);
    const { pages } = await crawl(http, aRun([`${top}/`]), tools);
    expect([...tools.kept.keys()]).toEqual([pages[0]?.bodyDigest]);
    expect(tools.notes.filter((note) => note.kind === 'page').map((note) => note.detail.outcome)).toEqual([
      'captured',
      'gone',
    ]);
    expect(tools.notes.filter((note) => note.kind === 'progress').map((note) => note.text)).toContain(
      '1 of about 2 pages',
    );
  });

  it('tells no progress where nothing was read and nothing is left, and one page as one', async () => {
    const progressOf = async (web: Parameters<typeof scriptedHttp>[0]) => {
      const http = scriptedHttp(web);
      const tools = someTools(http);
      await crawl(http, aRun([`${top}/`]), tools).catch(() => null);
      return tools.notes.filter((note) => note.kind === 'progress').map((note) => note.text);
    };
    expect(await progressOf({ [`${top}/`]: { status: 403 } })).toEqual([]);
    expect(await progressOf({ [`${top}/`]: html('Home') })).toEqual(['1 of about 1 page']);
  });

  it('finds pages in sitemaps, sitemap indexes, gzipped ones and llms.txt', async () => {
    const packed = gzipSync(`<urlset><url><loc>${top}/from-gzip</loc></url></urlset>`);
    const http = scriptedHttp({
      ...robots(`User-agent: *\nSitemap: ${top}/index.xml\n`),
      [`${top}/`]: html('Home'),
      [`${top}/index.xml`]: `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><sitemapindex><sitemap><loc>${top}/one.xml</loc></sitemap><sitemap><loc>${top}/two.xml.gz</loc></sitemap><sitemap><loc>https://elsewhere.example/s.xml</loc></sitemap></sitemapindex>`,
      [`${top}/one.xml`]: `<urlset><url><loc> ${top}/from-map?a=1&amp;b=2 </loc></url><url><loc><![CDATA[${top}/from-cdata]]></loc></url><url><loc>&xxe;</loc></url></urlset>`,
      [`${top}/two.xml.gz`]: {
        kind: 'answer',
        url: `${top}/two.xml.gz`,
        status: 200,
        headers: {},
        body: packed,
        milliseconds: 1,
      },
      [`${top}/llms.txt`]: {
        headers: { 'content-type': 'text/plain' },
        body: `# Acme\n- [Security guide](/from-llms): words\n`,
      },
      ...Object.fromEntries(
        ['/from-map?a=1&b=2', '/from-cdata', '/from-gzip', '/from-llms'].map((path) => [top + path, html(path)]),
      ),
    });
    const { pages } = await crawl(http);
    expect(pages.map((page) => page.url.slice(top.length)).sort()).toEqual([
      '/',
      '/from-cdata',
      '/from-gzip',
      '/from-llms',
      '/from-map?a=1&b=2',
    ]);
    expect(http.asked.some((url) => url.includes('elsewhere'))).toBe(false);
  });

  it('stops at each budget and says at which', async () => {
    const names = [...'abcdefghij'];
    const web = {
      [`${top}/`]: html(
        'Home',
        names.map((name) => `/${name}`),
      ),
      ...Object.fromEntries(names.map((name) => [`${top}/${name}`, html(name)])),
    };
    const byPages = await crawl(scriptedHttp(web), aRun([`${top}/`], { pages: 4 }));
    expect([byPages.endedBy, byPages.pages.length]).toEqual(['pages', 4]);
    const byBytes = await crawl(scriptedHttp(web), aRun([`${top}/`], { bytes: 1_500 }));
    expect(byBytes.endedBy).toBe('bytes');
    const chain = {
      [`${top}/`]: html('Home', ['/a']),
      [`${top}/a`]: html('a', ['/b']),
      [`${top}/b`]: html('b', ['/c']),
    };
    const byDepth = await crawl(scriptedHttp(chain), aRun([`${top}/`], { depth: 1 }));
    expect([byDepth.endedBy, byDepth.pages.length]).toEqual(['depth', 2]);
    let now = 0;
    const later = (): Date => {
      now += 400;
      return new Date(now);
    };
    const http = scriptedHttp(web);
    const byTime = await crawl(http, aRun([`${top}/`], { seconds: 10 }), someTools(http, { clock: { now: later } }));
    expect(byTime.endedBy).toBe('time');
    expect(byTime.pages.length).toBeGreaterThan(0);
    expect(byTime.pages.length).toBeLessThan(11);
  });

  it('reads nothing again that has not changed', async () => {
    const same: Scripted = { status: 304, headers: { etag: '"1"' } };
    const tagged = (body: string): ((request: HttpRequest) => Scripted) => {
      const fresh: Scripted = { body, headers: { etag: '"1"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' } };
      return (request) => (request.etag === '"1"' ? same : fresh);
    };
    const web = {
      [`${top}/`]: tagged(html('Home', ['/a'])),
      [`${top}/a`]: tagged(html('A', ['/b'])),
      [`${top}/b`]: tagged(html('B')),
    };
    const first = await crawl(scriptedHttp(web));
    const second = await crawl(scriptedHttp(web), aRun([`${top}/`], {}, knownFrom(first)));
    expect(second.pages.map((page) => page.outcome)).toEqual(['not-modified', 'not-modified', 'not-modified']);
    for (const key of ['url', 'finalUrl', 'bodyDigest', 'contentType', 'links'] as const) {
      expect(second.pages.map((page) => page[key])).toEqual(first.pages.map((page) => page[key]));
    }
    const changed = await crawl(
      scriptedHttp({ ...web, [`${top}/a`]: html('A, rewritten', ['/b']) }),
      aRun([`${top}/`], {}, knownFrom(first)),
    );
    expect(changed.pages.map((page) => page.outcome)).toEqual(['not-modified', 'captured', 'not-modified']);
  });

  it('reads a page once, whatever it is called', async () => {
    const twin = html('Same');
    const http = scriptedHttp({
      [`${top}/`]: html('Home', ['/old', '/new', '/print', '/v1.0/guide', '/guide', '/twin-a', '/twin-b']),
      [`${top}/old`]: { location: '/new' },
      [`${top}/new`]: html('New'),
      [`${top}/print`]: html('Guide', [], `<link rel="canonical" href="${top}/guide">`),
      [`${top}/v1.0/guide`]: html('Guide of old', [], `<link rel="canonical" href="${top}/guide">`),
      [`${top}/guide`]: html('Guide', [], `<link rel="canonical" href="${top}/guide">`),
      [`${top}/twin-a`]: twin,
      [`${top}/twin-b`]: twin,
    });
    const { pages } = await crawl(http);
    expect(outcomes(pages)).toEqual({
      [`${top}/`]: 'captured',
      [`${top}/new`]: 'captured',
      [`${top}/old`]: 'moved',
      [`${top}/guide`]: 'captured',
      [`${top}/print`]: 'moved',
      [`${top}/twin-a`]: 'captured',
      [`${top}/twin-b`]: 'moved',
    });
    for (const page of pages) expect(page.bodyDigest === null).toBe(page.outcome !== 'captured');
  });

  it('is not fooled by a template that names the front page as everything’s address', async () => {
    const canonical = `<link rel="canonical" href="${top}/">`;
    const http = scriptedHttp({
      [`${top}/`]: html('Home', ['/a', '/b'], canonical),
      [`${top}/a`]: html('A', [], canonical),
      [`${top}/b`]: html('B', [], canonical),
    });
    expect((await crawl(http)).pages.map((page) => page.outcome)).toEqual(['captured', 'captured', 'captured']);
  });

  it('stops asking for an old version once its pages repeat the current ones', async () => {
    const names = [...'abcdefghij'];
    const old = (name: string): [string, string] => [
      `${top}/v1.0/${name}`,
      html(`old ${name}`, [], `<link rel="canonical" href="${top}/${name}">`),
    ];
    const http = scriptedHttp({
      [`${top}/`]: html(
        'Home',
        names.flatMap((name) => [`/${name}`, `/v1.0/${name}`]),
      ),
      ...Object.fromEntries(names.map((name) => [`${top}/${name}`, html(name)])),
      ...Object.fromEntries(names.map(old)),
    });
    const { pages } = await crawl(http);
    expect(pages.filter((page) => page.outcome === 'captured')).toHaveLength(11);
    expect(http.asked.filter((url) => url.includes('/v1.0/')).length).toBeLessThan(6);
  });

  it('leaves a host alone after five pages in a row failed, and says so for the others', async () => {
    const names = [...'abcdefghijkl'];
    const broken = { kind: 'timed-out' as const, url: top, reason: 'slow' };
    const http = scriptedHttp({
      [`${top}/`]: html(
        'Home',
        names.map((name) => `/${name}`),
      ),
      ...Object.fromEntries(names.map((name) => [`${top}/${name}`, broken])),
    });
    const { pages } = await crawl(http);
    expect(http.asked.filter((url) => /\/[a-l]$/.test(url)).length).toBeLessThanOrEqual(6);
    expect(pages.filter((page) => page.reason.startsWith('Not asked for')).length).toBeGreaterThanOrEqual(6);
  });
});

describe('Rules of the host', () => {
  it('are kept, for pages and for redirects', async () => {
    const http = scriptedHttp({
      ...robots('User-agent: *\nDisallow: /private\nAllow: /private/open\n\nUser-agent: Other\nDisallow: /\n'),
      [`${top}/`]: html('Home', ['/private/a', '/private/open', '/sneak', '/fine']),
      [`${top}/sneak`]: { location: '/private/b' },
      [`${top}/private/open`]: html('Open'),
      [`${top}/fine`]: html('Fine'),
    });
    expect(outcomes((await crawl(http)).pages)).toEqual({
      [`${top}/`]: 'captured',
      [`${top}/fine`]: 'captured',
      [`${top}/private/open`]: 'captured',
      [`${top}/private/a`]: 'robots-forbidden',
      [`${top}/sneak`]: 'robots-forbidden',
    });
    expect(http.asked.filter((url) => /private\/[ab]/.test(url))).toEqual([]);
  });

  it('prefer a group with our name', async () => {
    const http = scriptedHttp({
      ...robots('User-agent: *\nDisallow: /\n\nUser-agent: assay\nDisallow: /b\n'),
      [`${top}/`]: html('Home', ['/b']),
      [`${top}/b`]: html('B'),
    });
    expect(outcomes((await crawl(http)).pages)).toEqual({ [`${top}/`]: 'captured', [`${top}/b`]: 'robots-forbidden' });
  });

  it('of no file, or of none that may be read, allow everything', async () => {
    for (const status of [400, 401, 403, 404, 410]) {
      expect(
        (await crawl(scriptedHttp({ [`${top}/robots.txt`]: { status }, [`${top}/`]: html('Home') }))).pages,
        String(status),
      ).toHaveLength(1);
    }
  });

  it('that cannot be read close the host, and a later run may try again', async () => {
    for (const reply of [
      { status: 500 },
      { status: 503, headers: { 'retry-after': '0' } },
      { kind: 'timed-out' as const, url: top, reason: 'slow' },
    ]) {
      const error = await failure({ [`${top}/robots.txt`]: reply, [`${top}/`]: html('Home') });
      expect(error).toMatchObject({ code: 'unreachable', retryable: true, stage: 'fetch' });
      expect(error.reason).toContain('robots.txt');
    }
  }, 20_000);

  it('may not cost more time than they are worth', async () => {
    const hostile = `User-agent: *\n${`Disallow: /${'*k'.repeat(200)}\n`.repeat(5_000)}Disallow: /no\n`;
    const names = Array.from({ length: 30 }, (_, n) => `/page-${'k'.repeat(100 + n)}`);
    const started = performance.now();
    const { pages } = await crawl(
      scriptedHttp({
        ...robots(hostile),
        [`${top}/`]: html('Home', names),
        ...Object.fromEntries(names.map((name) => [top + name, html(name)])),
      }),
    );
    expect(pages).toHaveLength(31);
    expect(performance.now() - started).toBeLessThan(3_000);
  });
});

describe('A crawl whose turns are kept in a database that does not answer', () => {
  it('ends and can be tried again: no page is said to have failed', async () => {
    const http = scriptedHttp({ [`${top}/`]: html('Home') });
    const turns: HostTurns = {
      take: () => Promise.reject(new Error('connection terminated')),
      tellGap: () => Promise.resolve(),
    };
    const crawled = crawl(http, aRun([`${top}/`]), someTools(http, { turns }));
    await expect(crawled).rejects.toMatchObject({ code: 'no-turn', retryable: true });
    expect(http.asked).toEqual([]);
  });
});
