import { monitorEventLoopDelay } from 'node:perf_hooks';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../../src/adapters/http/open-http.ts';
import { openPageReader } from '../../../src/adapters/threads.ts';
import { fetchVendor } from '../../../src/stages/fetch/fetch-vendor.ts';
import { type Loopback, rawServer, webServer } from '../../adapters/http/loopback.ts';
import { aRun, html, someTools } from './fetch-fixture.ts';

/** A machine that is busy with something else delays the event loop too; a crawler that did it would do it each time. */
const measured = { timeout: 90_000, retry: 2 };

/** Everything hostile at once, on real sockets and with the real reader in its threads, beside a site that behaves. */
const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

const zeros = Buffer.alloc(30_000_000);
const bombs = {
  gzip: gzipSync(zeros),
  br: brotliCompressSync(zeros, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
};
const filler = 'The service keeps what it is given and says who may read it. '.repeat(5);
/** Pages whose markup is made to be slow to read; each a megabyte or more. */
const markup: Record<string, string> = {
  '/deep': `<main>${'<div>'.repeat(150_000)}${filler}`,
  '/attributes': `<main><p ${Array.from({ length: 60_000 }, (_, n) => `a${n}="x"`).join(' ')}>${filler}</p></main>`,
  '/tables': `<main>${'<table><tr><td>'.repeat(40_000)}${filler}`,
  '/unclosed': `<main>${'<a href="/x'.repeat(90_000)}`,
  '/entities': `<main><p>${'&amp;'.repeat(200_000)}</p></main>`,
  '/comments': `<main>${'<!-'.repeat(300_000)}`,
  '/links': `<main>${filler}</main>${Array.from({ length: 20_000 }, (_, n) => `<a href="/trap/${n}/x">x</a>`).join('')}`,
};

async function hostileSite(): Promise<Loopback> {
  const site = await webServer((request, response) => {
    const path = request.url ?? '/';
    const send = (body: string | Buffer, headers = {}): void =>
      void response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body);
    if (path === '/robots.txt') return send('User-agent: *\nAllow: /\n', { 'content-type': 'text/plain' });
    if (path === '/')
      return send(html('Home', [...Object.keys(markup), '/gzip', '/br', '/drip', '/endless', '/loop', '/trap/1/']));
    if (path === '/gzip' || path === '/br')
      return send(bombs[path === '/br' ? 'br' : 'gzip'], { 'content-encoding': path.slice(1) });
    if (path === '/loop') return void response.writeHead(302, { location: '/loop' }).end();
    if (path === '/drip') {
      response.writeHead(200, { 'content-type': 'text/html' });
      const timer = setInterval(() => response.write('.'), 50);
      return void response.on('close', () => clearInterval(timer));
    }
    if (path === '/endless') {
      response.writeHead(200, { 'content-type': 'text/html' });
      const more = (): void => {
        while (!response.destroyed && response.write(filler.repeat(200)));
        if (!response.destroyed) response.once('drain', more);
      };
      return more();
    }
    if (path.startsWith('/trap/')) {
      const number = Number(/\d+/.exec(path)?.[0] ?? 0);
      return send(
        html(`Page ${number}`, [`/trap/${number + 1}/`, `/trap/${number * 2}/x`, `/trap/list?page=${number}`]),
      );
    }
    const page = markup[path];
    if (page) return send(page);
    response.writeHead(404).end();
  });
  ends.push(() => site.close());
  return site;
}

describe('A hostile site', () => {
  it('costs its own budget and no more, while the event loop turns and its neighbour is read', measured, async () => {
    const hostile = await hostileSite();
    const letters = [...'abcdefghijklmnop'];
    const good = await webServer((request, response) => {
      const known = /^\/[a-p]?$/.test(request.url ?? '');
      const links = letters.map((letter) => `/${letter}`);
      response.writeHead(known ? 200 : 404, { 'content-type': 'text/html' }).end(html(`Page ${request.url}`, links));
    });
    ends.push(() => good.close());
    const http = openHttp({ allowHosts: [hostile.host, good.host], contact: null, version: '0' });
    const reader = openPageReader({
      file: new URL('../../../src/stages/extract/thread.ts', import.meta.url),
      threads: 2,
    });
    ends.push(
      () => http.close(),
      () => reader.close(),
    );
    // Threads take a while to load; that is no work of the crawl.
    await reader.read({
      url: `${good.url}/`,
      contentType: 'text/html',
      charset: null,
      body: Buffer.from(html('Warm')),
    });

    const budgets = { pages: 30, pageSeconds: 1, pageBytes: 3_000_000, bytes: 25_000_000, seconds: 40 };
    const delay = monitorEventLoopDelay({ resolution: 10 });
    delay.enable();
    const started = performance.now();
    const [bad, neighbour] = await Promise.all([
      fetchVendor(aRun([`${hostile.url}/`], budgets), someTools(http, { reader })),
      fetchVendor(aRun([`${good.url}/`]), someTools(http, { reader })),
    ]);
    const seconds = (performance.now() - started) / 1000;
    delay.disable();
    if (bad.kind !== 'record' || neighbour.kind !== 'record') throw new Error('A crawl made no snapshot.');

    const p99 = delay.percentile(99) / 1e6;
    console.info(
      `hostile site: ${seconds.toFixed(1)} s, event-loop delay p99 ${p99.toFixed(0)} ms, most ${(delay.max / 1e6).toFixed(0)} ms`,
    );
    const { pages } = bad.record;
    const outcome = (path: string) => pages.find(({ url }) => url === hostile.url + path)?.outcome;
    expect([outcome('/gzip'), outcome('/br'), outcome('/endless')]).toEqual(['too-large', 'too-large', 'too-large']);
    expect(outcome('/drip')).toBe('timed-out');
    expect(outcome('/loop')).toBe('failed');
    expect(pages.filter((page) => page.outcome === 'captured').length).toBeLessThanOrEqual(budgets.pages);
    expect(pages.reduce((sum, page) => sum + page.bytes, 0)).toBeLessThan(budgets.bytes);
    expect(seconds).toBeLessThan(budgets.seconds);
    expect(p99).toBeLessThan(200);
    expect(neighbour.record.pages.filter((page) => page.outcome === 'captured')).toHaveLength(17);
  });

  it('that never ends an answer costs the seconds of the run', async () => {
    const silent = await rawServer((socket) => {
      socket.once('data', (data) => {
        // The rules come, then nothing: each page would hold the crawl for its whole time.
        if (String(data).startsWith('GET /robots.txt')) socket.end('HTTP/1.1 404 None\r\nContent-Length: 0\r\n\r\n');
        else socket.write('HTTP/1.1 200 OK\r\n');
      });
    });
    ends.push(() => silent.close());
    const http = openHttp({ allowHosts: [silent.host], contact: null, version: '0' });
    ends.push(() => http.close());
    const sources = [...'abcdefgh'].map((letter) => `${silent.url}/${letter}`);
    const started = performance.now();
    const failed = fetchVendor(aRun(sources, { seconds: 3, pageSeconds: 1 }), someTools(http));
    await expect(failed).rejects.toMatchObject({ code: 'unreachable' });
    expect(performance.now() - started).toBeLessThan(4_500);
  });
});
