import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DoorSeam } from '../../../src/adapters/http/door.ts';
import { openHttp } from '../../../src/adapters/http/open-http.ts';
import { fetchVendor } from '../../../src/stages/fetch/fetch-vendor.ts';
import { type Loopback, webServer } from '../../adapters/http/loopback.ts';
import { privateHosts, privateNames } from '../../adapters/http/private-addresses.ts';
import { aRun, html, someTools } from './fetch-fixture.ts';

/**
 * Every way in which a site can name an address, times every spelling of an address that is not public. What is counted
 * are attempts of the process to connect, as Node reports them, and not what the crawler says of itself.
 */
const soak = process.env.ASSAY_SOAK === '1';
const hosts = privateHosts.filter((_, at) => soak || at % 6 === 0);
const names = Object.keys(privateNames);

const attempts: string[] = [];
const watch = (message: unknown): void => {
  const { socket } = message as { socket: Socket };
  socket.on('connectionAttempt', (address: string, port: number) => attempts.push(`${address}:${port}`));
};
const ends: (() => Promise<void>)[] = [];
beforeEach(() => {
  attempts.length = 0;
  subscribe('net.client.socket', watch);
});
afterEach(async () => {
  unsubscribe('net.client.socket', watch);
  for (const end of ends.splice(0)) await end();
});

const lookup: DoorSeam['lookup'] = async (hostname) =>
  (privateNames[hostname] ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

function port(site: Loopback, seam: DoorSeam = {}): ReturnType<typeof openHttp> {
  const http = openHttp({ allowHosts: [site.host], contact: null, version: '0' }, { lookup, ...seam });
  ends.push(() => http.close());
  return http;
}

/** Attempts to connect to anything but the site that the test itself listed. */
const elsewhere = (site: Loopback): string[] => attempts.filter((one) => one !== site.host);

/** A site that redirects as its address says: `/301/2/http%3A%2F%2F10.0.0.1%2F` gets there after two hops. */
async function redirector(): Promise<Loopback> {
  const site = await webServer((request, response) => {
    const [, status = '302', hops = '1', target = ''] = (request.url ?? '').split('/');
    const next = Number(hops) > 1 ? `/${status}/${Number(hops) - 1}/${target}` : decodeURIComponent(target);
    // A location is latin1 on the wire; odd hosts are spelled in UTF-8.
    response.writeHead(Number(status), { location: Buffer.from(next).toString('latin1') }).end();
  });
  ends.push(() => site.close());
  return site;
}

describe('Requests that lead to a private address', () => {
  it('make no connection, as first address or after any kind of redirect', async () => {
    const site = await redirector();
    const http = port(site);
    const targets = [...hosts, ...names].flatMap((host) => [`http://${host}/`, `https://${host}/`]);
    const ways: ((target: string) => string)[] = [
      (target) => target,
      ...[301, 302, 303, 307, 308].map(
        (status) => (target: string) => `${site.url}/${status}/1/${encodeURIComponent(target)}`,
      ),
      (target) => `${site.url}/302/2/${encodeURIComponent(target)}`,
      (target) => `${site.url}/307/5/${encodeURIComponent(target)}`,
      (target) => `${site.url}/302/1/${encodeURIComponent(target.replace(/^https?:/, ''))}`,
    ];
    let fetches = 0;
    const answered: string[] = [];
    for (const target of targets) {
      for (const way of ways) {
        fetches += 1;
        const reply = await http.get({ url: way(target), maxBytes: 10_000, seconds: 3 });
        if (reply.kind === 'answer') answered.push(`${way(target)} ${reply.status}`);
      }
    }
    expect(elsewhere(site)).toEqual([]);
    expect(answered).toEqual([]);
    expect(attempts.length).toBeGreaterThan(0);
    expect(fetches).toBeGreaterThan(soak ? 2_000 : 500);
    console.info(`${fetches} requests for private addresses, ${elsewhere(site).length} private connections`);
  }, 120_000);

  it('make connections where the check of literal hosts or of names is taken out, so that the count means something', async () => {
    const site = await redirector();
    const literal = port(site, { checks: { literal: false } });
    await literal.get({
      url: `${site.url}/302/1/${encodeURIComponent('http://127.0.0.1/')}`,
      maxBytes: 100,
      seconds: 1,
    });
    expect(elsewhere(site)).toEqual(['127.0.0.1:80']);
    attempts.length = 0;
    const name = port(site, { checks: { lookup: false } });
    await name.get({ url: 'http://localhost/', maxBytes: 100, seconds: 1 });
    expect(elsewhere(site)).toEqual(['127.0.0.1:80']);
  });
});

describe('A crawl of a site that names private addresses', () => {
  /** The paths and files of a site that names `targets` in one way; the front page links to what has to be visited. */
  const placements: Record<string, (targets: string[]) => Record<string, string>> = {
    links: (targets) => ({ '/': html('Home', targets) }),
    base: (targets) =>
      pages(targets, (target) =>
        html('Page', [], `<base href="${target}">`).replace('</main>', '</main><a href="x">x</a>'),
      ),
    canonical: (targets) => pages(targets, (target) => html(target, [], `<link rel="canonical" href="${target}">`)),
    refresh: (targets) =>
      pages(targets, (target) => html(target, [], `<meta http-equiv="refresh" content="0;url=${target}">`)),
    'robots.txt': (targets) => ({
      '/': html('Home'),
      '/robots.txt': targets.map((target) => `Sitemap: ${target}sitemap.xml`).join('\n'),
    }),
    sitemap: (targets) => ({ '/': html('Home'), '/sitemap.xml': `<urlset>${targets.map(located).join('')}</urlset>` }),
    'sitemap index': (targets) => ({
      '/': html('Home'),
      '/sitemap.xml': `<sitemapindex>${targets.map(located).join('')}</sitemapindex>`,
    }),
    'llms.txt': (targets) => ({
      '/': html('Home'),
      '/llms.txt': `# A\n${targets.map((target) => `- [Page](${target})`).join('\n')}\n`,
    }),
  };

  it.each(Object.entries(placements))(
    'in its %s connects to none of them, also where they are in scope',
    async (_, place) => {
      const targets = [...hosts, ...names].map((host) => `http://${host}/`).filter((url) => URL.canParse(url));
      const files = place(targets);
      const site = await webServer((request, response) => {
        const body = files[request.url ?? ''];
        const type = /\.(txt|xml)$/.test(request.url ?? '') ? 'text/plain' : 'text/html';
        response.writeHead(body === undefined ? 404 : 200, { 'content-type': type }).end(body ?? 'none');
      });
      ends.push(() => site.close());
      // As sources they are in scope, so that only the check of addresses stands between them and a socket.
      for (const inScope of [[], targets]) {
        const run = aRun([`${site.url}/`, ...inScope], { pages: 400 });
        const result = await fetchVendor(run, someTools(port(site)));
        expect(result.kind).toBe('record');
      }
      expect(elsewhere(site)).toEqual([]);
      expect(attempts.length).toBeGreaterThan(0);
    },
    120_000,
  );
});

const located = (target: string): string => `<url><loc>${target}</loc></url>`;
function pages(targets: string[], page: (target: string) => string): Record<string, string> {
  const paths = targets.map((_, at) => `/${[...String(at)].map((digit) => 'abcdefghij'[Number(digit)]).join('')}`);
  return {
    '/': html('Home', paths),
    ...Object.fromEntries(targets.map((target, at) => [paths[at] ?? '', page(target)])),
  };
}
