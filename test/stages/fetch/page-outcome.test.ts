import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { PipelineError } from '../../../src/errors.ts';
import type { Http } from '../../../src/ports.ts';
import { fetchVendor } from '../../../src/stages/fetch/fetch-vendor.ts';
import { llmsLinks } from '../../../src/stages/fetch/llms-links.ts';
import { bodyStart, isSignInForm, refreshTarget } from '../../../src/stages/fetch/page-signs.ts';
import { aRun, html, outcomes, scriptedHttp, someTools } from './fetch-fixture.ts';

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
    // The reader's own sentence, and no fault of the host.
    expect(seen['/guide.pdf']?.reason).toBe('This PDF file is broken.');
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

describe('Bytes made to be slow', () => {
  /** The shortest of five times: what others do on the machine makes some of them long, what is slow makes all of them so. */
  const milliseconds = (work: () => unknown): number => {
    const once = (): number => {
      const started = performance.now();
      work();
      return performance.now() - started;
    };
    return Math.min(...Array.from({ length: 5 }, once));
  };
  const filled = (piece: string, bytes: number): Buffer => Buffer.alloc(bytes, piece);
  const empty = { title: '', text: '', blocks: [], links: [], canonical: null, language: null };
  const text = { ...empty, needsJavascript: false, hidden: 0 };

  it.each(['<meta http-equiv=refresh ', '<meta ', '<meta http-equiv ', '<meta http-equiv=refresh content=url'])(
    'are looked through for a redirect in no time: %s',
    (piece) => {
      const start = bodyStart(filled(piece, 200_000));
      expect(milliseconds(() => refreshTarget(start, top))).toBeLessThan(50);
    },
  );

  it('are looked through for a password field in no time', () => {
    const start = bodyStart(filled('<input type   ', 200_000));
    expect(milliseconds(() => isSignInForm(start, text))).toBeLessThan(50);
  });

  it.each(['[', '[a](', '[a', '[a]('.padEnd(1_000, 'x')])('are looked through for links in no time: %s', (piece) => {
    const body = filled(piece, 1_000_000);
    expect(milliseconds(() => llmsLinks(body, top))).toBeLessThan(50);
  });

  it('do not hide a redirect in the head or a link after a stray bracket', () => {
    const head = '<title>x</title><meta charset="utf-8"><meta http-equiv="refresh" content="0; url=/docs/">';
    expect(refreshTarget(head, top)).toBe(`${top}/docs/`);
    expect(llmsLinks(Buffer.from('# A\n[ [Guide](/guide)'), top)).toEqual([{ url: `${top}/guide`, label: 'Guide' }]);
  });
});

describe('A page that makes the code throw', () => {
  const web = { [`${top}/`]: html('Home', ['/odd', '/fine']), [`${top}/fine`]: html('Fine') };
  const throwing = (error: Error): Http => {
    const http = scriptedHttp(web);
    return { get: (request) => (request.url === `${top}/odd` ? Promise.reject(error) : http.get(request)) };
  };

  it('fails alone, with what was thrown, and the others are read', async () => {
    const { pages } = await crawl(throwing(new TypeError('x is not a function')));
    expect(outcomes(pages)).toMatchObject({
      [`${top}/`]: 'captured',
      [`${top}/odd`]: 'failed',
      [`${top}/fine`]: 'captured',
    });
    expect(pages.find(({ url }) => url === `${top}/odd`)?.reason).toContain('x is not a function');
  });

  it('fails alone also where its text is read', async () => {
    const http = scriptedHttp({ ...web, [`${top}/odd`]: html('Odd') });
    const tools = someTools(http);
    const reader: typeof tools.reader = {
      read: (page) =>
        page.url.endsWith('/odd') ? Promise.reject(new RangeError('too deep')) : tools.reader.read(page),
    };
    const { pages } = await crawl(http, aRun([`${top}/`]), { ...tools, reader });
    expect(outcomes(pages)).toMatchObject({ [`${top}/odd`]: 'failed', [`${top}/fine`]: 'captured' });
  });

  it('ends the crawl where the error is about the run', async () => {
    const text = { cause: 'no-room', reason: 'The disk is full.', advice: 'Make room.', retryable: true };
    await expect(crawl(throwing(new PipelineError(text)))).rejects.toThrow(/disk is full/);
    await expect(crawl(throwing(new DOMException('stopped', 'AbortError')))).rejects.toThrow(/stopped/);
  });
});
