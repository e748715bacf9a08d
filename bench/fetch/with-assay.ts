import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openHttp } from '../../src/adapters/http/open-http.ts';
import { openStore } from '../../src/adapters/store/open-store.ts';
import { openPageReader } from '../../src/adapters/threads.ts';
import { defaultBudgets, type Run } from '../../src/domain/run.ts';
import { extractPassages } from '../../src/stages/extract/extract-passages.ts';
import { fetchVendor } from '../../src/stages/fetch/fetch-vendor.ts';

/**
 * Fetches and extracts the sites of its arguments one after another, as a run does: robots, retries, address checks,
 * reading threads, bodies stored in the embedded database. The first argument is the number of requests at once.
 */
const [atOnce = '1', ...sites] = process.argv.slice(2);
const root = join(import.meta.dirname, '../..');
const thread = join(root, 'dist/extract-thread.js');
const data = mkdtempSync(join(tmpdir(), 'assay-bench-fetch-'));
const clock = { now: () => new Date() };
const { store } = await openStore({
  dataFolder: data,
  databaseUrl: null,
  migrationsFolder: join(root, 'src/adapters/store/migrations'),
  clock,
});
const http = openHttp({
  allowHosts: sites.map((site) => new URL(site).host),
  contact: 'bench@assay.example',
  version: '0',
});
const reader = openPageReader({
  file: new URL(existsSync(thread) ? `file://${thread}` : '../../src/stages/extract/thread.ts', import.meta.url),
});
const tools = {
  http,
  turns: store.turns,
  bodies: store.bodies,
  reader,
  clock,
  producer: { version: '0', rubricDigest: 'r', promptDigests: {}, analyst: 'offline' },
  attempt: 1,
  journal: { note: () => undefined },
  signal: new AbortController().signal,
};
const delay = monitorEventLoopDelay({ resolution: 5 });
delay.enable();
const cpu = process.cpuUsage();
const started = performance.now();
let [pages, passages, fetchSeconds] = [0, 0, 0];
for (const site of sites) {
  const began = performance.now();
  const fetched = await fetchVendor(runOf(site), tools);
  fetchSeconds += (performance.now() - began) / 1000;
  if (fetched.kind !== 'record') throw new Error(fetched.reason);
  const extracted = await extractPassages(fetched.record, tools);
  if (extracted.kind !== 'record') throw new Error(extracted.reason);
  pages += extracted.record.pages.length;
  passages += extracted.record.passages.length;
}
const seconds = (performance.now() - started) / 1000;
const { user, system } = process.cpuUsage(cpu);
console.log(
  JSON.stringify({
    pages,
    passages,
    seconds,
    fetchSeconds,
    cpuSeconds: (user + system) / 1e6,
    rssMb: process.resourceUsage().maxRSS / 1024,
    delayP99: delay.percentile(99) / 1e6,
  }),
);
await reader.close();
await http.close();
await store.close();
rmSync(data, { recursive: true, force: true });
process.exit(0);

function runOf(site: string): Run {
  return {
    id: `run-${new URL(site).port}`,
    vendor: {
      slug: 'bench',
      name: 'Bench',
      layer: 'L4',
      category: 'unknown',
      entryType: 'product',
      homepage: site,
      sources: [site],
      price: { kind: 'unknown', note: '' },
      licence: 'unknown',
      archived: false,
      revision: 1,
      createdAt: clock.now().toISOString(),
      updatedAt: clock.now().toISOString(),
    },
    cause: 'manual',
    again: true,
    offline: true,
    budgets: { ...defaultBudgets, perHost: Number(atOnce) },
    baseline: { snapshotId: null, publicationId: null, pages: [], levels: null, drafted: null, neighbours: [] },
    requestedBy: 'bench',
    createdAt: clock.now().toISOString(),
  };
}
