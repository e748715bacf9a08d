import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PipelineError } from '../../src/errors.ts';
import type { Job, Log, Queue } from '../../src/ports.ts';
import { type BackendKind, openPlace, openQueueAt } from './queue-backends.ts';
import { startRedis } from './redis-server.ts';

const kinds: BackendKind[] = ['embedded', 'postgres', 'redis'];

describe.each(kinds)('The queue on %s', (kind) => {
  let place: Awaited<ReturnType<typeof openPlace>> = null;
  let opened: Awaited<ReturnType<typeof openQueueAt>> | null = null;
  let queue: Queue;
  const logged: string[] = [];
  const log: Log = (level, text) => void logged.push(`${level} ${text}`);

  beforeAll(async () => {
    place = await openPlace(kind);
  });
  afterAll(() => place?.close());

  beforeEach(async (context) => {
    if (place === null) return context.skip();
    await open();
  });
  afterEach(() => close());

  async function open(): Promise<void> {
    if (place === null) throw new Error('The place of the queue is not open.');
    opened = await openQueueAt(place, log);
    queue = opened.queue;
  }

  async function close(): Promise<void> {
    await opened?.close();
    opened = null;
  }

  it('delivers a job with its ids and nothing else', async () => {
    const got: Job[] = [];
    await queue.work('fetch', { concurrency: 1 }, async (job) => void got.push(job));
    await queue.add('fetch', { recordId: 'run-a', attempt: 2 });
    await until(() => got.length === 1);
    expect(got).toEqual([{ recordId: 'run-a', attempt: 2 }]);
  });

  it('takes a job once while it is live, and says that it is live', async () => {
    const job = { recordId: 'run-twice', attempt: 1 };
    for (let time = 0; time < 5; time += 1) await queue.add('fetch', job);
    expect(await queue.isLive('fetch', job)).toBe(true);
    expect(await queue.isLive('extract', job)).toBe(false);
    expect((await queue.counts()).fetch.waiting).toBe(1);
    let runs = 0;
    await queue.work('fetch', { concurrency: 4 }, async () => {
      runs += 1;
    });
    await until(async () => !(await queue.isLive('fetch', job)));
    expect(runs).toBe(1);
  });

  it('shows itself in its own dashboard: its page from our files alone, its jobs, and nothing to press', async () => {
    const board = await queue.board('/queues');
    const ask = (path: string) => board(new Request(`http://127.0.0.1${path}`, { method: 'DELETE' }));
    const page = await (await ask('/queues')).text();
    expect(page).toContain('<base href="/queues/"');
    expect(page).not.toMatch(/(src|href)="https?:|<style|style="/);
    const script = /src="(static\/js\/main[^"]+)"/.exec(page)?.[1];
    expect((await ask(`/queues/${script}`)).status).toBe(200);
    // Of the stage that no other test works: it would take this job.
    await queue.add('fetch', { recordId: 'run-shown', attempt: 1 });
    const reply = await ask('/queues/api/queues?activeQueue=assay-fetch&status=waiting');
    const { queues } = (await reply.json()) as {
      queues: { name: string; readOnlyMode: boolean; jobs: { id: string }[] }[];
    };
    expect(queues.map(({ name }) => name).toSorted()).toEqual(
      ['draft', 'extract', 'fetch', 'gather', 'publish'].map((stage) => `assay-${stage}`),
    );
    expect(queues.every(({ readOnlyMode }) => readOnlyMode)).toBe(true);
    expect(queues.find(({ name }) => name === 'assay-fetch')?.jobs.map(({ id }) => id)).toContain('run-shown-1');
    expect((await ask('/queues/api/redis/stats')).status).toBe(200);
  });

  it('takes a job again once it has completed or failed', async () => {
    let runs = 0;
    await queue.work('extract', { concurrency: 1 }, async (job) => {
      runs += 1;
      if (job.recordId === 'run-broken') throw final('refused');
    });
    for (const recordId of ['run-well', 'run-broken']) {
      const job = { recordId, attempt: 1 };
      runs = 0;
      await queue.add('extract', job);
      await until(async () => runs === 1 && !(await queue.isLive('extract', job)));
      await queue.add('extract', job);
      await until(() => runs === 2);
    }
  });

  it('tries again after what may pass, up to five times, and says which try is the last', async () => {
    const lastTries: boolean[] = [];
    await queue.work('gather', { concurrency: 1 }, async (_job, { lastTry }) => {
      lastTries.push(lastTry);
      throw new PipelineError({ cause: 'busy', reason: 'Busy.', advice: 'Wait.', retryable: true });
    });
    const job = { recordId: 'run-busy', attempt: 1 };
    await queue.add('gather', job);
    await until(async () => lastTries.length >= 5 && !(await queue.isLive('gather', job)));
    expect(lastTries).toEqual([false, false, false, false, true]);
    expect((await queue.counts()).gather.failed).toBe(1);
  });

  it('waits as long as a failure asks before it tries again', async () => {
    const at: number[] = [];
    await queue.work('gather', { concurrency: 1 }, async () => {
      at.push(performance.now());
      if (at.length > 1) return;
      const waitSeconds = 1.2;
      throw new PipelineError({ cause: 'asked', reason: 'Not now.', advice: 'Wait.', retryable: true, waitSeconds });
    });
    const job = { recordId: 'run-asked', attempt: 1 };
    await queue.add('gather', job);
    await until(() => at.length === 1);
    expect(await queue.isLive('gather', job)).toBe(true);
    await until(() => at.length === 2);
    expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(1_150);
  });

  it('stops at once after what will not pass', async () => {
    let runs = 0;
    await queue.work('draft', { concurrency: 1 }, async () => {
      runs += 1;
      throw final('gone');
    });
    const job = { recordId: 'run-gone', attempt: 1 };
    await queue.add('draft', job);
    await until(async () => runs === 1 && !(await queue.isLive('draft', job)));
    // Long enough for the second try, if there were one.
    await pause(200);
    expect(runs).toBe(1);
  });

  it('tries a bug again, and logs it with the job’s id', async () => {
    let runs = 0;
    await queue.work('draft', { concurrency: 1 }, async () => {
      runs += 1;
      if (runs < 2) throw new TypeError('secret-of-a-bug');
    });
    const job = { recordId: 'run-bug', attempt: 1 };
    await queue.add('draft', job);
    await until(async () => runs === 2 && !(await queue.isLive('draft', job)));
    expect(logged.some((line) => line.startsWith('error') && line.includes('run-bug'))).toBe(true);
  });

  it('answers a ping through a worker, and only through one', async () => {
    await expect(queue.ping(0.4)).rejects.toThrow(/ping/i);
    await queue.work('fetch', { concurrency: 1 }, async () => undefined);
    expect(await queue.ping(5)).toBeLessThan(1);
  });

  it('ticks at once and then about once in each period, however many ask', async () => {
    let ticks = 0;
    const tick = async () => {
      ticks += 1;
    };
    const began = performance.now();
    await queue.every(0.5, `both-${kind}`, tick);
    await queue.every(0.5, `both-${kind}`, tick);
    await until(() => ticks >= 4);
    // Both ask in each period: without an agreement four ticks come within two periods. A timer may be early by a little.
    const periods = Math.floor((performance.now() - began + 20) / 500) + 2;
    expect(ticks).toBeLessThanOrEqual(periods);
  });

  it('takes 200 jobs through, each once', async () => {
    const seen = new Map<string, number>();
    await queue.work('extract', { concurrency: 8 }, async ({ recordId }) => {
      seen.set(recordId, (seen.get(recordId) ?? 0) + 1);
    });
    const ids = Array.from({ length: 200 }, (_, index) => `many-${index}`);
    await Promise.all(ids.map((recordId) => queue.add('extract', { recordId, attempt: 1 })));
    await until(() => seen.size === 200, 15_000);
    expect([...seen.values()].every((times) => times === 1)).toBe(true);
  });

  it('closes under load within two seconds, and every job is delivered after it', async () => {
    let running = 0;
    await queue.work('publish', { concurrency: 4 }, async (_job, { signal }) => {
      running += 1;
      await told(signal);
    });
    const jobs = Array.from({ length: 20 }, (_, index) => ({ recordId: `load-${index}`, attempt: 1 }));
    for (const job of jobs) await queue.add('publish', job);
    await until(() => running === 4);
    const started = performance.now();
    await queue.close(5);
    expect(performance.now() - started).toBeLessThan(2_000);
    await close();

    await open();
    const done = new Set<string>();
    await queue.work('publish', { concurrency: 8 }, async (job) => void done.add(job.recordId));
    await until(() => done.size === 20, 10_000);
  });

  it('counts no try when a process stops: five restarts leave a long job its tries', async () => {
    await queue.add('draft', { recordId: 'long', attempt: 1 });
    const lastTries: boolean[] = [];
    for (let restart = 1; restart <= 5; restart += 1) {
      await queue.work('draft', { concurrency: 1 }, async (_job, { signal, lastTry }) => {
        lastTries.push(lastTry);
        await told(signal);
      });
      await until(() => lastTries.length === restart);
      await close();
      await open();
    }
    expect(lastTries).toEqual([false, false, false, false, false]);
  });

  it('gives a killed worker’s job to the next worker', async () => {
    await queue.add('gather', { recordId: 'killed', attempt: 1 });
    // The embedded database has one owner at a time.
    if (kind === 'embedded') await close();
    const file = join(import.meta.dirname, 'queue-child.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', file, JSON.stringify({ kind, at: place?.at })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const said: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
    await until(() => said.join('').includes('active killed'), 20_000);
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
    if (kind === 'embedded') await open();
    const got: string[] = [];
    await queue.work('gather', { concurrency: 1 }, async (job) => void got.push(job.recordId));
    await until(() => got.includes('killed'), 10_000);
    expect(got).toEqual(['killed']);
  });
});

describe('Redis at start', () => {
  const silent: Log = () => undefined;

  it('is refused where it may drop jobs, with the command that changes it', async (context) => {
    const server = await startRedis();
    if (server === null) return context.skip();
    try {
      const redis = new Redis(server.url);
      await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
      redis.disconnect();
      await expect(openQueueAt({ kind: 'redis', at: server.url }, silent)).rejects.toThrow(
        /allkeys-lru.*config set maxmemory-policy noeviction/,
      );
    } finally {
      await server.close();
    }
  });

  it('is refused where it does not answer, without its password', async () => {
    const refused = openQueueAt({ kind: 'redis', at: 'redis://:hush-hush@127.0.0.1:1' }, silent);
    await expect(refused).rejects.toThrow(/REDIS_URL does not answer/);
    await expect(refused).rejects.not.toThrow(/hush-hush/);
  });
});

/** Rejects once the signal is raised, as a stage does that looks at it. */
function told(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(new Error('told to stop'));
    signal.addEventListener('abort', () => reject(new Error('told to stop')));
  });
}

function final(cause: string): PipelineError {
  return new PipelineError({ cause, reason: 'It will not pass.', advice: 'Leave it.', retryable: false });
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

async function until(holds: () => boolean | Promise<boolean>, milliseconds = 8_000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error('It did not come to pass in time.');
    await pause(10);
  }
}
