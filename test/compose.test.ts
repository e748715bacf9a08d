import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Assay, compose, knownPrice } from '../src/compose.ts';
import { configFrom, readConfig } from '../src/config.ts';
import type { Stages } from '../src/pipeline.ts';
import { startPostgres } from './contract/postgres-server.ts';
import { startRedis } from './contract/redis-server.ts';
import { aRun, aVendor } from './contract/sample-records.ts';
import { stageDoubles } from './stage-doubles.ts';

const root = resolve(import.meta.dirname, '..');

describe('The parts together, in one process', () => {
  let folder = '';
  let assay: Assay;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assay-compose-'));
    const config = readConfig({ ASSAY_DATA: join(folder, 'data') });
    // Stands still until it is told to stop.
    const gather: Stages['gather'] = {
      ...stageDoubles.gather,
      run: (_corpus, { signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('told to stop')))),
    };
    assay = await compose(config, { stages: { ...stageDoubles, gather }, writeLog: () => undefined });
    await assay.startWorkers();
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('say which analyst drafts', () => {
    expect(assay.analyst).toMatch(/^The offline analyst drafts/);
    expect(assay.parts.model).toBeNull();
  });

  it('answer the queue’s ping', async () => {
    expect(await assay.queue.ping(5)).toBeLessThan(2);
  });

  it('take on a run that is stored but that nobody queued', async () => {
    const run = aRun(aVendor());
    await assay.store.runs.start(run);
    await assay.startReconciler();
    await until(async () => (await assay.store.runs.status(run.id))?.stage === 'gather');
  });

  it('close within two seconds while a stage is under way, and twice without an error', async () => {
    await until(async () => (await assay.queue.counts()).gather.active === 1);
    const started = performance.now();
    await assay.close();
    await assay.close();
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('A model whose price is not known', () => {
  it('is refused before anything is opened, unless a cap on tokens stands in', async () => {
    const given = { ASSAY_MODEL: 'some-local-model', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };
    await expect(compose(configFrom(given))).rejects.toThrow(/price of some-local-model.*ASSAY_BUDGET_RUN_TOKENS/);
    await expect(knownPrice(configFrom({ ...given, ASSAY_BUDGET_RUN_TOKENS: '1000' }))).resolves.toBeNull();
  });
});

describe('A provider whose package is missing', () => {
  it('is told before a database is made', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assay-package-'));
    const data = join(folder, 'data');
    const given = { ASSAY_MODEL: 'groq:some', ASSAY_MODEL_KEY: 'k', ASSAY_BUDGET_RUN_TOKENS: '1000', ASSAY_DATA: data };
    await expect(compose(configFrom(given))).rejects.toThrow(/npm install @langchain\/groq/);
    expect(existsSync(data)).toBe(false);
    await rm(folder, { recursive: true });
  });
});

describe('A worker process', () => {
  it('says in one sentence that it needs DATABASE_URL, with exit code 2', async () => {
    const { code, errors } = await runWorkerFile('extract', {});
    expect(code).toBe(2);
    expect(errors.trim().split('\n')).toHaveLength(1);
    expect(errors).toMatch(/extract worker needs DATABASE_URL/);
  });

  it('refuses REDIS_URL without DATABASE_URL', async () => {
    const { code, errors } = await runWorkerFile('fetch', { REDIS_URL: 'redis://127.0.0.1:1' });
    expect(code).toBe(2);
    expect(errors).toMatch(/REDIS_URL is set without DATABASE_URL/);
  });

  it('stops on SIGTERM with exit code 0, on PostgreSQL and Redis', async (context) => {
    const postgres = await startPostgres();
    const redis = await startRedis();
    try {
      if (!postgres || !redis) return context.skip();
      const settings = { DATABASE_URL: postgres.url, REDIS_URL: redis.url };
      const { code, errors, lines } = await runWorkerFile('draft', settings, 'is ready');
      expect(errors).toBe('');
      expect(code).toBe(0);
      expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['The draft worker is ready.', 'Stopping on SIGTERM.']);
    } finally {
      await postgres?.close();
      await redis?.close();
    }
  });
});

/** Runs a file of `workers/`; sends SIGTERM once it has said the words. */
async function runWorkerFile(name: string, settings: Record<string, string>, until = '\n') {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'workers', `${name}.ts`)], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...settings },
  });
  let [out, errors] = ['', ''];
  let told = false;
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    // Once: a second signal asks for an end at once.
    if (!told && out.includes(until)) told = child.kill('SIGTERM');
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, errors, lines: out.trim().split('\n').filter(Boolean) };
}

async function until(holds: () => Promise<boolean>, milliseconds = 10_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('It did not come to pass in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
