import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../../src/adapters/http/open-http.ts';
import { fetchVendor } from '../../../src/stages/fetch/fetch-vendor.ts';
import { type Loopback, webServer } from '../../adapters/http/loopback.ts';
import { aRun, html, outcomes, someTools } from './fetch-fixture.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

interface Watched extends Loopback {
  starts: number[];
  mostOpen(): number;
}

/** A site of ten pages on a real socket that counts how it is asked. */
async function site(
  robots: string,
  milliseconds: number,
  special: Record<string, (count: number) => [number, Record<string, string>]> = {},
): Promise<Watched> {
  const starts: number[] = [];
  const counts = new Map<string, number>();
  let now = 0;
  let most = 0;
  const loopback = await webServer((request, response) => {
    starts.push(performance.now());
    now += 1;
    most = Math.max(most, now);
    response.on('close', () => {
      now -= 1;
    });
    const path = request.url ?? '/';
    const count = (counts.get(path) ?? 0) + 1;
    counts.set(path, count);
    setTimeout(() => {
      const page = /^\/([a-j])?$/.exec(path);
      const [status, headers] = special[path]?.(count) ?? [path === '/robots.txt' || page ? 200 : 404, {}];
      response.writeHead(status, { 'content-type': path === '/robots.txt' ? 'text/plain' : 'text/html', ...headers });
      response.end(
        path === '/robots.txt'
          ? robots
          : html(
              `Page ${path}`,
              [...'abcdefghij'].map((name) => `/${name}`),
            ),
      );
    }, milliseconds);
  });
  open.push(loopback);
  return { ...loopback, starts, mostOpen: () => most };
}

async function crawl(loopback: Loopback, changes: Partial<ReturnType<typeof someTools>> = {}, budgets = {}) {
  const http = openHttp({ allowHosts: [loopback.host], contact: null, version: '0' });
  open.push(http);
  const result = await fetchVendor(aRun([`${loopback.url}/`], budgets), someTools(http, changes));
  if (result.kind !== 'record') throw new Error(result.reason);
  return result.record;
}

describe('On a real server', () => {
  it('one request at a time is open for a host', async () => {
    const loopback = await site('', 15);
    expect((await crawl(loopback)).pages).toHaveLength(11);
    expect(loopback.mostOpen()).toBe(1);
  });

  it('no more are open than the budget allows', async () => {
    const loopback = await site('', 15);
    expect((await crawl(loopback, {}, { perHost: 3 })).pages).toHaveLength(11);
    expect(loopback.mostOpen()).toBeGreaterThan(1);
    expect(loopback.mostOpen()).toBeLessThanOrEqual(3);
  });

  it('a crawl delay lies between the starts of requests', async () => {
    const loopback = await site('User-agent: *\nCrawl-delay: 0.2\n', 0);
    await crawl(loopback, {}, { pages: 4 });
    const gaps = loopback.starts.slice(1).map((start, n) => start - (loopback.starts[n] ?? 0));
    expect(gaps.length).toBeGreaterThan(3);
    // Counted from the answer before, so that no delay on the way shortens it; timers fire up to a millisecond early.
    expect(Math.min(...gaps)).toBeGreaterThan(198);
  });

  it('“too many requests” slows the crawl and loses no page', async () => {
    const loopback = await site('', 0, { '/c': (count) => [count === 1 ? 429 : 200, { 'retry-after': '1' }] });
    const { pages } = await crawl(loopback);
    expect(new Set(Object.values(outcomes(pages)))).toEqual(new Set(['captured']));
    const requests = loopback.requests().map((request) => request.url);
    const again = requests.lastIndexOf('/c');
    expect(requests.filter((url) => url === '/c')).toHaveLength(2);
    expect((loopback.starts[again] ?? 0) - (loopback.starts[again - 1] ?? 0)).toBeGreaterThan(900);
    expect((loopback.starts[again + 1] ?? 0) - (loopback.starts[again] ?? 0)).toBeGreaterThan(150);
  });

  it('a cancelled run ends within a second, with a request open or between two', async () => {
    for (const [delay, robots] of [
      [10_000, ''],
      [0, 'User-agent: *\nCrawl-delay: 9\n'],
    ] as const) {
      const loopback = await site(robots, delay);
      const controller = new AbortController();
      setTimeout(() => controller.abort(), 150);
      const started = performance.now();
      await expect(crawl(loopback, { signal: controller.signal })).rejects.toMatchObject({ code: 'cancelled' });
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });

  it('the time of a run is a hard end, and what was read stands', async () => {
    const loopback = await site('', 120);
    const started = performance.now();
    const { endedBy, pages } = await crawl(loopback, {}, { seconds: 1 });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(endedBy).toBe('time');
    expect(pages.some((page) => page.outcome === 'captured')).toBe(true);
  });
});
