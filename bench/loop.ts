import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { VendorInput } from '../src/actions/vendor-input.ts';
import { findServer } from '../src/cli/server-file.ts';
import { startPostgres } from '../test/contract/postgres-server.ts';
import { documentationFolders } from './content/served-folder.ts';
import { type DelayedSite, serveDelayed } from './loop/delayed-site.ts';

/**
 * How long the web process keeps its readers waiting while the documentation of seven products is read for the first time:
 * `npm run bench:loop`. Everything in one process as `assay start` runs it, then the web process of a team with a worker a
 * stage on PostgreSQL, each with sites that answer at once and after 50 ms. `--only one|many`; `--latency 0|50`;
 * `--profile FOLDER` writes a processor profile of the web process. Needs the vendors' documentation beside the checkout.
 */
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, latency: { type: 'string' }, profile: { type: 'string' } },
});
const root = join(import.meta.dirname, '..');
const docs = join(root, '../shared/vendor-docs');
const probe = join(import.meta.dirname, 'loop/delay-probe.mjs');
const latencies = options.latency === undefined ? [0, 50] : [Number(options.latency)];
/** Between two looks of a reader at a page, in milliseconds: often enough to meet most stops, and no load of its own. */
const lookEvery = 20;

/** What the event loop of a process was kept from its timers, in milliseconds. */
interface LoopDelay {
  p50: number;
  p99: number;
  most: number;
  samples: number;
  /** What the loop's thread itself worked between two timers, without its waiting for a processor. */
  ownP99: number;
  ownMost: number;
}

interface Running {
  web: ChildProcess;
  dataFolder: string;
  stop: () => Promise<void>;
}

for (const latency of latencies) {
  if (options.only !== 'many') await measured('one process', latency, startAlone);
  if (options.only !== 'one') await measured('web beside workers', latency, startApart);
}

async function measured(name: string, latency: number, start: (hosts: string[]) => Promise<Running | null>) {
  const sites = await Promise.all(documentationFolders(docs).map((folder) => serveDelayed(folder, latency)));
  const running = await start(sites.map(({ host }) => host));
  try {
    if (running) await read(`${name}, ${latency} ms`, { running, sites });
  } finally {
    await running?.stop();
    for (const site of sites) site.stop();
  }
}

async function read(name: string, { running, sites }: { running: Running; sites: DelayedSite[] }): Promise<void> {
  const server = await found(running.dataFolder);
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
  const post = async (path: string, body: object) => {
    const reply = await fetch(server.address + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
    return reply.json();
  };
  const inputs: VendorInput[] = sites.map(({ input }) => input);
  for (const input of inputs) await post('/api/vendors', input);
  // What a first page costs once is not this figure's.
  for (let look = 0; look < 5; look += 1) await (await fetch(server.address)).arrayBuffer();
  const waits: number[] = [];
  let reading = true;
  const reader = (async () => {
    while (reading) {
      const began = performance.now();
      await (await fetch(`${server.address}/healthz`)).arrayBuffer();
      waits.push(performance.now() - began);
      await sleep(lookEvery);
    }
  })();
  running.web.send('begin');
  const began = performance.now();
  const runs: string[] = [];
  for (const { slug } of inputs) {
    const run = (await post('/api/runs', { vendor: slug, cause: 'manual', offline: true })) as { runId: string };
    runs.push(run.runId);
  }
  const outcomes: string[] = [];
  for (const run of runs) {
    for (;;) {
      const status = (await (await fetch(`${server.address}/api/runs/${run}`, { headers })).json()) as {
        outcome: string | null;
      };
      if (status.outcome) {
        outcomes.push(status.outcome);
        break;
      }
      await sleep(200);
    }
  }
  const seconds = (performance.now() - began) / 1000;
  reading = false;
  await reader;
  const delay = await new Promise<LoopDelay>((told) => {
    running.web.once('message', (message) => told(message as LoopDelay));
    running.web.send('end');
  });
  waits.sort((a, b) => a - b);
  const wait = (share: number) => (waits[Math.min(waits.length - 1, Math.floor(waits.length * share))] ?? 0).toFixed(0);
  const drafted = outcomes.filter((outcome) => outcome === 'drafted').length;
  console.log(
    `${name}: ${drafted} of ${inputs.length} drafted in ${seconds.toFixed(1)} s; event loop p50 ${delay.p50.toFixed(0)}, p99 ${delay.p99.toFixed(0)}, at most ${delay.most.toFixed(0)} ms (${delay.samples} samples), own work p99 ${delay.ownP99.toFixed(0)}, at most ${delay.ownMost.toFixed(0)} ms; a reader's ${waits.length} looks p50 ${wait(0.5)}, p99 ${wait(0.99)}, at most ${wait(1)} ms; load ${loadavg()[0]?.toFixed(1)}`,
  );
}

async function startAlone(hosts: string[]): Promise<Running> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'assay-bench-loop-'));
  const env = settings({ ASSAY_DATA: dataFolder, ASSAY_ALLOW_HOSTS: hosts.join(',') });
  const web = started([join(root, 'bin/assay.mjs'), 'start', '--port', '0', '--no-demo'], { env, watched: true });
  return { web, dataFolder, stop: () => ended([web], dataFolder) };
}

async function startApart(hosts: string[]): Promise<Running | null> {
  const database = await startPostgres();
  if (!database) return null;
  const dataFolder = await mkdtemp(join(tmpdir(), 'assay-bench-loop-'));
  const env = settings({
    ...{ ASSAY_DATA: dataFolder, ASSAY_ALLOW_HOSTS: hosts.join(','), DATABASE_URL: database.url, ASSAY_PORT: '0' },
  });
  const web = started(['--import', 'tsx', join(root, 'src/web/main.ts')], { env, watched: true });
  // The first one makes the tables.
  await found(dataFolder);
  const workers = ['fetch', 'extract', 'gather', 'draft', 'publish', 'schedule'].map((stage) =>
    started(['--import', 'tsx', join(root, `workers/${stage}.ts`)], { env, watched: false }),
  );
  const stop = async () => {
    await ended([web, ...workers], dataFolder);
    await database.close();
  };
  return { web, dataFolder, stop };
}

function settings(own: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ASSAY_LOG_LEVEL: 'error', OPENAI_API_KEY: '', ASSAY_MODEL: '', ...own };
}

function started(args: string[], { env, watched }: { env: NodeJS.ProcessEnv; watched: boolean }): ChildProcess {
  const profile = watched && options.profile ? ['--cpu-prof', `--cpu-prof-dir=${options.profile}`] : [];
  const preload = watched ? ['--import', probe] : [];
  return spawn(process.execPath, [...profile, ...preload, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit', watched ? 'ipc' : 'ignore'],
  });
}

/** The server that this data folder names, once it answers. */
async function found(dataFolder: string): Promise<{ address: string; token: string }> {
  for (let looks = 0; looks < 300; looks += 1) {
    const server = await findServer(dataFolder);
    if (server) return server;
    await sleep(200);
  }
  throw new Error('The server did not answer within a minute.');
}

async function ended(children: ChildProcess[], dataFolder: string): Promise<void> {
  await Promise.all(
    children.map(async (child) => {
      const exit = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await exit;
    }),
  );
  await rm(dataFolder, { recursive: true, force: true });
}
