import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { Snapshot } from '../../../src/domain/snapshot.ts';
import { PipelineError } from '../../../src/errors.ts';
import type { Http, HttpRequest } from '../../../src/ports.ts';
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
    expect(Snapshot.parse(one)).toBeTruthy();
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
    const tagged =
      (body: string): ((request: HttpRequest) => Scripted) =>
      (request) =>
        request.etag === '"1"'
          ? { status: 304, headers: { etag: '"1"' } }
          : { body, headers: { etag: '"1"', 'last-modified': 'Thu, 01 Jan 2026 00:00:00 GMT' } };
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
      [`${top}/v1.0/guide`]: 'moved',
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

describe('Each page', () => {
  it('has one outcome with a sentence', async () => {
    const pdf = { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.7' };
    const cases: Record<string, [string, Parameters<typeof scriptedHttp>[0][string]]> = {
      '/gone': ['gone', { status: 410 }],
      '/missing': ['gone', { status: 404 }],
      '/forbidden': ['blocked', { status: 403 }],
      '/credentials': ['blocked', { status: 401 }],
      '/challenge': [
        'blocked',
        { status: 503, headers: { 'retry-after': '0' }, body: '<title>Just a moment...</title>' },
      ],
      '/polite-challenge': ['blocked', '<title>Security check</title><p>Verify.</p>'],
      '/account': ['login-wall', '<form><input name="p" type="password"></form><p>Welcome back</p>'],
      '/members': ['login-wall', { location: '/users/sign_in?next=/members' }],
      '/sso': ['login-wall', { location: 'https://login.idp.example/start' }],
      '/away': ['moved', { location: 'https://other.example/' }],
      '/stub': ['thin', '<title>Stub</title><p>Soon.</p>'],
      '/lost': [
        'soft-404',
        '<title>Page not found</title><p>We could not find the page that you asked for, so here is a picture of a cat. It is a nice cat, and its name is Tom.</p>',
      ],
      '/app': ['needs-javascript', '<title>App</title><div id="root"></div>'],
      '/paper': ['unsupported-type', pdf],
      '/disguised': ['unsupported-type', { body: '%PDF-1.4' }],
      '/guide.pdf': ['unsupported-type', pdf],
      '/logo': ['unsupported-type', { headers: { 'content-type': 'image/png' }, body: '\x89PNG' }],
      '/feed': ['unsupported-type', { headers: { 'content-type': 'application/xml' }, body: '<x/>' }],
      '/huge': ['too-large', { kind: 'too-large', url: `${top}/huge`, reason: 'The answer is larger than 5000 kB.' }],
      '/slow': [
        'timed-out',
        { kind: 'timed-out', url: `${top}/slow`, reason: 'No complete answer came within 20 seconds.' },
      ],
      '/certificate': [
        'failed',
        { kind: 'failed', cause: 'certificate', url: `${top}/certificate`, reason: 'No secure connection.' },
      ],
      '/inside': [
        'failed',
        {
          kind: 'refused',
          cause: 'private-address',
          url: 'http://10.0.0.1/',
          reason: '10.0.0.1 is not an address of the public internet.',
        },
      ],
      '/unasked': ['failed', { status: 304 }],
      '/teapot': ['failed', { status: 418 }],
      '/notes.md': [
        'captured',
        {
          headers: { 'content-type': 'application/octet-stream' },
          body: `# Notes\n${'Plain words about the product and how it is run. '.repeat(4)}`,
        },
      ],
      '/typeless': ['captured', { headers: { 'content-type': '' }, body: html('Typeless') }],
    };
    const good = Array.from({ length: 9 }, (_, n) => `/good-${'abcdefghi'[n]}`);
    const paths = Object.keys(cases);
    const http = scriptedHttp({
      [`${top}/`]: html(
        'Home',
        paths.flatMap((path, n) => [path, good[n % good.length] ?? '']),
      ),
      ...Object.fromEntries(paths.map((path) => [top + path, cases[path]?.[1] ?? ''])),
      ...Object.fromEntries(good.map((path) => [top + path, html(path)])),
      [`${top}/users/sign_in?next=%2Fmembers`]: html('Sign in'),
      [`${top}/users/sign_in?next=/members`]: html('Sign in'),
    });
    // One page at a time between good ones would hide nothing here: the host is never given up for such outcomes.
    const { pages } = await crawl(http);
    const seen = Object.fromEntries(pages.map((page) => [page.url.slice(top.length), page]));
    expect(Object.fromEntries(paths.map((path) => [path, seen[path]?.outcome]))).toEqual(
      Object.fromEntries(paths.map((path) => [path, cases[path]?.[0]])),
    );
    for (const page of pages) {
      if (page.outcome === 'captured') expect(page.reason).toBe('');
      else expect(page.reason, page.url).toMatch(/^[A-Z0-9].*\.$/);
    }
    expect(seen['/guide.pdf']?.reason).toMatch(/PDF files are not read in this version/);
    expect(http.asked).not.toContain(`${top}/guide.pdf`);
  }, 15_000);

  it('that equals the answer to a made-up address is a soft 404, but a source is not', async () => {
    const shell = html('Acme, the whole product on one page', ['/real', '/fake']);
    const web = scriptedHttp({ [`${top}/real`]: html('Real') });
    const http: Http & { asked: string[] } = {
      asked: web.asked,
      get: async (request) => {
        const reply = await web.get(request);
        const missing = reply.kind === 'answer' && reply.status === 404 && !/\.(txt|xml)$/.test(request.url);
        return missing
          ? { ...reply, status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from(shell) }
          : reply;
      },
    };
    expect(outcomes((await crawl(http)).pages)).toEqual({
      [`${top}/`]: 'captured',
      [`${top}/real`]: 'captured',
      [`${top}/fake`]: 'soft-404',
    });
    expect(web.asked.filter((url) => url.includes('no-such-page'))).toHaveLength(1);
  });

  it('is asked for again after a hiccup, and waits as long as it is told up to a limit', async () => {
    const http = scriptedHttp({
      [`${top}/`]: html('Home', ['/reset', '/busy', '/error']),
      [`${top}/reset`]: [{ kind: 'failed', cause: 'connection-lost', url: top, reason: 'lost' }, html('Reset')],
      [`${top}/busy`]: [{ status: 429, headers: { 'retry-after': '0' } }, html('Busy')],
      [`${top}/error`]: [{ status: 502 }, html('Error')],
    });
    expect(new Set((await crawl(http)).pages.map((page) => page.outcome))).toEqual(new Set(['captured']));
  });
});

describe('Nothing to read', () => {
  const network = (cause: string) => ({
    [`${top}/robots.txt`]: { kind: 'failed' as const, cause, url: top, reason: 'It failed.' },
  });
  const refused = (cause: string) => ({
    [`${top}/robots.txt`]: { kind: 'refused' as const, cause, url: top, reason: 'It was refused.' },
  });
  it.each<[string, boolean, Parameters<typeof scriptedHttp>[0]]>([
    ['unreachable', true, network('unknown-host')],
    ['unreachable', true, network('connection-refused')],
    ['unreachable', true, { [`${top}/`]: { status: 500 } }],
    ['not-http', false, network('not-http')],
    ['not-http', false, refused('scheme')],
    ['private-address', false, refused('private-address')],
    ['port', false, refused('port')],
    ['userinfo', false, refused('userinfo')],
    ['login-walled', false, { [`${top}/`]: '<form><input type="password"></form>' }],
    ['login-walled', false, { [`${top}/`]: { status: 401 } }],
    ['login-walled', false, { [`${top}/`]: { location: '/login' }, [`${top}/login`]: html('Sign in') }],
    ['blocked', false, { [`${top}/`]: { status: 403 } }],
    ['empty', false, { [`${top}/`]: '<title>Acme</title>' }],
    ['only-errors', false, {}],
    ['only-errors', false, { [`${top}/`]: '<title>404</title><p>Nothing here.</p>' }],
    ['robots-forbidden', false, { ...robots('User-agent: *\nDisallow: /\n'), [`${top}/`]: html('Home') }],
    ['unsupported-type', false, { [`${top}/`]: { headers: { 'content-type': 'application/pdf' }, body: '%PDF-1.7' } }],
    ['unsupported-type', false, { [`${top}/`]: { headers: { 'content-type': 'image/png' }, body: 'x' } }],
    ['needs-javascript', false, { [`${top}/`]: '<div id="root"></div>' }],
    [
      'too-large',
      false,
      { [`${top}/`]: { kind: 'too-large', url: top, reason: 'The answer is larger than 5000 kB.' } },
    ],
    ['moved', false, { [`${top}/`]: { location: 'https://rival.example/' } }],
  ])('is said as %s (retryable: %s)', async (code, retryable, web) => {
    const error = await failure(web);
    expect(error).toMatchObject({ code, retryable, stage: 'fetch' });
    for (const sentence of [error.reason, error.advice]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(error.reason).toContain(top);
  });

  it('is said for an image address too, which a link would never lead to', async () => {
    const error = await failure(
      { [`${top}/logo.png`]: { headers: { 'content-type': 'image/png' }, body: 'x' } },
      aRun([`${top}/logo.png`]),
    );
    expect(error.code).toBe('unsupported-type');
  });

  it('at one of two sources is no failure', async () => {
    const http = scriptedHttp({ [`${top}/docs/`]: html('Docs') });
    expect(outcomes((await crawl(http, aRun([`${top}/wrong`, `${top}/docs/`]))).pages)).toEqual({
      [`${top}/docs/`]: 'captured',
      [`${top}/wrong`]: 'gone',
    });
  });

  it('comes of a cancelled run: no record, at once', async () => {
    const controller = new AbortController();
    const http = scriptedHttp({ [`${top}/`]: () => ({ status: 503, headers: { 'retry-after': '9' } }) });
    const started = performance.now();
    setTimeout(() => controller.abort(), 100);
    await expect(fetchVendor(aRun([`${top}/`]), someTools(http, { signal: controller.signal }))).rejects.toMatchObject({
      code: 'cancelled',
      retryable: true,
    });
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
