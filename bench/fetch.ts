import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm run bench:fetch [rounds] [requests at once]`: the same real pages through Assay's fetch and extract, a bare undici
 * and cheerio loop, and a lean Crawlee, each in a process of its own, in rotated order, at 0 and 50 ms of latency; then the
 * extractors beside one another. Needs the vendors' documentation beside the checkout, and `npm ci --prefix bench/fetch`
 * for what Assay is measured beside.
 */
const here = import.meta.dirname;
const shared = join(here, '../../shared');
const rounds = Number(process.argv[2] ?? 5);
const atOnce = Number(process.argv[3] ?? 8);
const crawlers = ['with-assay.ts', 'with-undici.mjs', 'with-crawlee.mjs'] as const;

interface Measured {
  crawler: string;
  latency: number;
  pages: number;
  seconds: number;
  cpuSeconds: number;
  rssMb: number;
  delayP99?: number;
}

if (!existsSync(join(shared, 'vendor-docs'))) {
  console.log('Nothing to measure: the vendors’ documentation is not beside this checkout.');
  process.exit(0);
}
const others = existsSync(join(here, 'fetch/node_modules'));
if (!others) console.log('Assay alone: what it is measured beside comes with `npm ci --prefix bench/fetch`.');
// The reading threads of an installation run from the bundle.
execFileSync(process.execPath, [join(here, 'bundle.mjs')]);

const rows: Measured[] = [];
for (const latency of [0, 50]) rows.push(...(await roundsAt(latency)));
report(rows);
if (others) await run(join(here, 'fetch/extractors.mjs'), []);

async function roundsAt(latency: number): Promise<Measured[]> {
  const sites = await Promise.all(readdirSync(join(shared, 'vendor-docs')).map((vendor) => serve(vendor, latency)));
  const found: Measured[] = [];
  try {
    await Promise.all(sites.map(({ url }) => warm(url)));
    const present = crawlers.filter((crawler) => others || crawler === 'with-assay.ts');
    for (let round = 0; round < rounds; round += 1) {
      for (const at of present.keys()) {
        const crawler = present[(at + round) % present.length] ?? 'with-assay.ts';
        const args = [String(atOnce), ...sites.map(({ url }) => url)];
        const said = await run(join(here, 'fetch', crawler), args);
        found.push({ crawler, latency, ...(JSON.parse(said) as Omit<Measured, 'crawler' | 'latency'>) });
      }
    }
  } finally {
    for (const { child } of sites) child.kill();
  }
  return found;
}

async function serve(vendor: string, latency: number): Promise<{ url: string; child: ChildProcess }> {
  const args = [join(shared, 'vendor-docs', vendor), '--quiet', ...(latency > 0 ? ['--latency', String(latency)] : [])];
  const child = spawn(process.execPath, [join(shared, 'tools/serve-vendor-docs.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((ready) => child.stdout?.once('data', (data) => ready(String(data))));
  return { url: (JSON.parse(line) as { url: string }).url, child };
}

/** The server renders a page when it is first asked for; no crawler is to pay for that. */
async function warm(url: string): Promise<void> {
  const map = await (await fetch(`${url}sitemap.xml`)).text();
  const addresses = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => found[1] ?? url);
  for (const address of addresses) await (await fetch(address)).arrayBuffer();
}

function run(file: string, args: string[]): Promise<string> {
  const echo = file.endsWith('extractors.mjs');
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: join(here, '..'),
    stdio: ['ignore', echo ? 'inherit' : 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout?.on('data', (data) => {
    said += String(data);
  });
  return new Promise((done, fail) => {
    child.once('close', (code) => (code === 0 ? done(said) : fail(new Error(`${file} ended with ${code}`))));
  });
}

function report(all: readonly Measured[]): void {
  console.log(`Medians of ${rounds} rounds, ${atOnce} requests at once, Node ${process.version}`);
  for (const latency of [0, 50]) {
    const of = (crawler: string, pick: (row: Measured) => number) =>
      median(all.filter((row) => row.crawler === crawler && row.latency === latency).map(pick));
    const speed = (row: Measured) => row.pages / row.seconds;
    const cost = (row: Measured) => (1000 * row.cpuSeconds) / row.pages;
    for (const crawler of crawlers) {
      if (!all.some((row) => row.crawler === crawler)) continue;
      const ceiling =
        latency === 0 ? '' : `, ${percent(of(crawler, speed) / ((atOnce * 1000) / latency))} of the ceiling`;
      const delay =
        crawler === 'with-assay.ts' ? `, event loop p99 ${of(crawler, (row) => row.delayP99 ?? 0).toFixed(0)} ms` : '';
      console.log(
        `${String(latency).padStart(2)} ms ${crawler.padEnd(16)} ${of(crawler, (row) => row.pages)} pages, ${of(crawler, speed).toFixed(0)} pages/s${ceiling}, ${of(crawler, cost).toFixed(1)} ms of processor a page, ${of(crawler, (row) => row.rssMb).toFixed(0)} MB${delay}`,
      );
    }
    if (!all.some((row) => row.crawler === 'with-crawlee.mjs')) continue;
    for (const [name, pick] of [
      ['pages a second', speed],
      ['processor a page', cost],
      ['memory', (row: Measured) => row.rssMb],
    ] as const)
      console.log(
        `      Assay ÷ Crawlee, ${name}: ${(of('with-assay.ts', pick) / of('with-crawlee.mjs', pick)).toFixed(2)}`,
      );
  }
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
