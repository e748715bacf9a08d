import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openHttp } from '../../../src/adapters/http/open-http.ts';
import type { Budgets } from '../../../src/domain/run.ts';
import type { Snapshot } from '../../../src/domain/snapshot.ts';
import { fetchVendor } from '../../../src/stages/fetch/fetch-vendor.ts';
import { planCrawl } from '../../../src/stages/fetch/plan-crawl.ts';
import type { UnpricedPlan } from '../../../src/stages/fetch/read-plan.ts';
import { aRun, knownFrom, someTools } from './fetch-fixture.ts';

const shared = resolve(import.meta.dirname, '../../../../shared');
const tool = `${shared}/tools/serve-vendor-docs.mjs`;
const there = existsSync(tool) && existsSync(`${shared}/vendor-docs/kserve`);
if (!there) console.warn('Skipped: ../shared/vendor-docs is not beside this checkout.');
const soak = process.env.ASSAY_SOAK === '1';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

interface Site {
  url: string;
  plan(): Promise<UnpricedPlan>;
  crawl(budgets?: Partial<Budgets>, before?: Snapshot, signal?: AbortSignal): Promise<Snapshot>;
  stats(): Promise<Stats>;
}

interface Stats {
  maxOpen: number;
  minGapMs: number;
  requests: number;
  statuses: Record<string, number>;
  userAgents: Record<string, number>;
  paths: Record<string, number>;
}

const products = ['amundsen', 'cedar', 'debezium', 'kserve', 'langgraph', 'milvus', 'prometheus'] as const;

function serve(...options: string[]): Promise<Site> {
  return serveProduct('kserve', options);
}

async function serveProduct(product: (typeof products)[number], options: string[] = []): Promise<Site> {
  const child: ChildProcess = spawn(
    process.execPath,
    [tool, `${shared}/vendor-docs/${product}`, '--quiet', ...options],
    {
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  ends.push(async () => void child.kill());
  const line = await new Promise<string>((done) => child.stdout?.once('data', (data) => done(String(data))));
  const { url } = JSON.parse(line) as { url: string };
  const http = openHttp({ allowHosts: [new URL(url).host], contact: 'crawl@company.example', version: '0' });
  ends.push(() => http.close());
  return {
    url,
    plan: async () => (await planCrawl({ sources: [url] }, someTools(http))).plan,
    crawl: async (budgets = {}, before, signal = new AbortController().signal) => {
      const run = aRun([url], budgets, before ? knownFrom(before) : []);
      const result = await fetchVendor(run, someTools(http, { signal }));
      if (result.kind !== 'record') throw new Error(result.reason);
      return result.record;
    },
    stats: async () => (await fetch(`${url}__stats`)).json() as Promise<Stats>,
  };
}

const read = (snapshot: Snapshot): number =>
  snapshot.pages.filter((page) => page.outcome === 'captured' || page.outcome === 'not-modified').length;

describe.skipIf(!there)('The documentation of a real product', () => {
  it('is read whole, one request at a time, best pages first, and not read again while it stands', async () => {
    const site = await serve();
    const started = performance.now();
    const first = await site.crawl();
    expect(performance.now() - started).toBeLessThan(10_000);
    expect([first.endedBy, read(first)]).toEqual(['done', expect.toSatisfy((count: number) => count >= 80)]);
    const before = await site.stats();
    expect(before.maxOpen).toBe(1);
    expect(Object.keys(before.userAgents)).toEqual(['Assay/0 (+crawl@company.example)']);
    const early = first.pages.slice(0, 30).map((page) => page.url);
    expect(early.some((url) => url.includes('/concepts/architecture'))).toBe(true);
    expect(early.some((url) => /canary-example|quickstart/.test(url))).toBe(false);

    const second = await site.crawl({}, first);
    expect(second.pages.map((page) => page.url)).toEqual(first.pages.map((page) => page.url));
    expect(second.pages.some((page) => page.outcome === 'captured')).toBe(false);
    expect(read(second)).toBe(read(first));
    // Beside robots.txt and the sitemap only pages are answered anew of which nothing was kept.
    const { statuses } = await site.stats();
    expect(statuses['304']).toBe(read(second));
    const unkept = second.pages.filter((page) => page.outcome === 'thin').length;
    expect((statuses['200'] ?? 0) - (before.statuses['200'] ?? 0)).toBe(2 + unkept);
  });

  it.runIf(soak)('is read whole without a sitemap, and from llms.txt', async () => {
    for (const options of [['--no-sitemap', '--llms-txt'], ['--no-sitemap']]) {
      expect(read(await (await serve(...options)).crawl())).toBeGreaterThanOrEqual(80);
    }
  });

  it.each(products)('is planned as it is read then: %s', async (product) => {
    const site = await serveProduct(product);
    const plan = await site.plan();
    const { paths } = await site.stats();
    const count = read(await site.crawl());
    expect(count).toBeGreaterThanOrEqual(plan.read.least);
    expect(count).toBeLessThanOrEqual(plan.read.most);
    // A range that holds whatever comes would say nothing.
    expect(plan.read.most - plan.read.least).toBeLessThan(plan.read.most / 4);
    expect(plan.leftOut).toContainEqual({ reason: 'robots-forbidden', count: 1, examples: [`${site.url}search`] });
    expect(Object.keys(paths).length).toBeLessThan(12);
  });

  it('is not lost in traps', async () => {
    const site = await serve('--trap');
    const snapshot = await site.crawl();
    const real = snapshot.pages.filter((page) => page.outcome === 'captured' && page.url.includes('/docs/'));
    expect(real.length).toBe(80);
    expect((await site.stats()).requests).toBeLessThan(200);
    const lastReal = snapshot.pages.indexOf(real.at(-1) ?? (snapshot.pages[0] as Snapshot['pages'][number]));
    const trapsBefore = snapshot.pages.slice(0, lastReal).filter((page) => /calendar|resources\?/.test(page.url));
    expect(trapsBefore.length).toBeLessThan(20);
  });

  it('is found by its links alone', async () => {
    const snapshot = await (await serve('--no-sitemap')).crawl(soak ? {} : { pages: 20 });
    expect(read(snapshot)).toBeGreaterThanOrEqual(soak ? 80 : 20);
  });

  it('is told from pages that do not exist but answer 200', async () => {
    const snapshot = await (await serve('--soft-404', '--broken-links')).crawl();
    expect(snapshot.pages.filter((page) => page.outcome === 'soft-404').length).toBeGreaterThan(20);
    expect(read(snapshot)).toBeLessThanOrEqual(83);
  });

  it('is read without going where robots.txt forbids', async () => {
    const site = await serve('--trap-robots');
    expect(read(await site.crawl())).toBeGreaterThanOrEqual(80);
    const { paths } = await site.stats();
    const forbidden = Object.keys(paths).filter((path) =>
      /^\/(calendar|resources|go|downloads|search|admin|account)/.test(path),
    );
    expect(forbidden).toEqual([]);
  });

  it('is read with the delay that the host asks for, and ends by its time', async () => {
    const site = await serve('--crawl-delay', '1');
    const started = performance.now();
    const snapshot = await site.crawl({ seconds: soak ? 30 : 9 });
    expect(performance.now() - started).toBeLessThan((soak ? 30 : 9) * 1000 + 1_000);
    expect(snapshot.endedBy).toBe('time');
    expect(read(snapshot)).toBeGreaterThan(1);
    // Timers fire up to a millisecond early.
    expect((await site.stats()).minGapMs).toBeGreaterThanOrEqual(998);
  }, 60_000);

  it('is read from a slow server, one request at a time', async () => {
    const site = await serve('--latency', '20-80');
    expect(read(await site.crawl(soak ? {} : { pages: 20 }))).toBe(soak ? 80 : 20);
    expect((await site.stats()).maxOpen).toBe(1);
  }, 60_000);

  it('is no longer asked for within a second of a cancel', async () => {
    const site = await serve('--latency', '20-80');
    const controller = new AbortController();
    const crawl = site.crawl({}, undefined, controller.signal);
    setTimeout(() => controller.abort(), 700);
    await expect(crawl).rejects.toMatchObject({ code: 'cancelled' });
    const { requests } = await site.stats();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await site.stats()).requests).toBe(requests);
  });

  it('is left alone where robots.txt forbids it', async () => {
    const site = await serve('--robots-deny-all');
    await expect(site.crawl()).rejects.toMatchObject({ code: 'robots-forbidden' });
    expect((await site.stats()).requests).toBe(1);
  });

  it('is read once, not once a version', async () => {
    const site = await serve('--old-versions', '3');
    expect(read(await site.crawl())).toBeLessThan(85);
    expect((await site.stats()).requests).toBeLessThan(130);
  });

  it('comes through a server that fails one request in five', async () => {
    const snapshot = await (await serve('--fail-rate', '0.2', '--fail-mode', 'mixed')).crawl(soak ? {} : { pages: 8 });
    expect(read(snapshot)).toBe(soak ? 80 : 8);
    expect(snapshot.pages.filter((page) => page.outcome === 'failed' || page.outcome === 'blocked')).toEqual([]);
  }, 120_000);

  it('comes through a limit of five requests a second', async () => {
    const site = await serve('--rate-limit', '5');
    const snapshot = await site.crawl(soak ? {} : { pages: 8 });
    expect(read(snapshot)).toBe(soak ? 80 : 8);
    expect((await site.stats()).statuses['429'] ?? 0).toBeLessThan(soak ? 25 : 5);
  }, 120_000);
});
