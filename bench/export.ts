import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../src/adapters/store/open-store.ts';
import { measuredProcess } from './export/measured-process.ts';
import { seedPublished } from './export/seed-published.ts';

/**
 * How long a static export takes and what memory it needs: `npm run bench:export`, on an embedded database of 1,000 products
 * published once each. By a running server, as in a team, and by the command alone. `--keep FOLDER` keeps the database for
 * the next time; `--products N` makes it shorter; `--only server|alone`.
 */
const { values: options } = parseArgs({
  options: { products: { type: 'string', default: '1000' }, keep: { type: 'string' }, only: { type: 'string' } },
});
const products = Number(options.products);
const bin = join(import.meta.dirname, '..', 'bin', 'assay.mjs');

const scratch = await mkdtemp(join(tmpdir(), 'assay-bench-export-'));
const data = options.keep ?? join(scratch, 'data');
await seed();
const env = { ASSAY_DATA: data, ASSAY_LOG_LEVEL: 'error', OPENAI_API_KEY: '', ASSAY_MODEL: '' };
if (options.only !== 'alone') await throughServer();
if (options.only !== 'server') await alone();
await rm(scratch, { recursive: true, force: true });

async function seed(): Promise<void> {
  const { store, close } = await openStore({ dataFolder: data, databaseUrl: null });
  const has = await store.publications.current();
  if (has.ids.length === 0) await seedPublished(store, products, (text) => process.stderr.write(`${text}\n`));
  await close();
}

async function throughServer(): Promise<void> {
  const server = measuredProcess([bin, 'start', '--port', '0', '--no-demo'], env);
  await new Promise<void>((ready) => {
    server.child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('Assay runs at')) ready();
    });
  });
  const before = server.processor();
  const found = await exported('through-server');
  const processor = (server.processor() - before).toFixed(1);
  server.child.kill('SIGTERM');
  await server.ended;
  console.log(
    `through a server: ${found.said}; the server ${server.peak()} MB and ${processor} s of processor, the command ${found.peak} MB and ${found.processor} s`,
  );
}

async function alone(): Promise<void> {
  const found = await exported('alone');
  console.log(`by the command alone: ${found.said}; ${found.peak} MB and ${found.processor} s of processor`);
}

async function exported(name: string): Promise<{ said: string; peak: number; processor: string }> {
  const began = performance.now();
  const run = measuredProcess([bin, 'export', join(scratch, name), '--base-url', 'https://example.org/catalogue'], env);
  let said = '';
  run.child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await run.ended;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const load = loadavg()[0]?.toFixed(1);
  const files = /^\d+ files \([^)]*\)/.exec(said)?.[0] ?? `ended with ${code}`;
  return {
    said: `${seconds} s for ${files}, load average ${load}`,
    peak: run.peak(),
    processor: run.processor().toFixed(1),
  };
}
