import type { Job as BullJob, JobsOptions, Processor, WorkerOptions } from 'bullmq';
import { checkRedis } from './check-redis.ts';
import { quietErrors } from './quiet-errors.ts';
import { schemaFirst } from './schema-first.ts';
import { type QueueSettings, usualTiming } from './settings.ts';
import { tryDelay } from './try-delay.ts';

export type JobState = 'waiting' | 'active' | 'delayed' | 'completed' | 'failed';

/** The part of a BullMQ queue that is used here, the same on every backend. */
export interface BullQueue {
  add(name: string, data: unknown, options: JobsOptions): Promise<unknown>;
  remove(id: string): Promise<number>;
  getJobState(id: string): Promise<string>;
  getActive(): Promise<Pick<BullJob, 'moveToWait'>[]>;
  getJobCounts(...states: JobState[]): Promise<Record<string, number>>;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

/** The part of a BullMQ worker that is used here. */
export interface BullWorker {
  on(event: 'lockRenewalFailed', listener: (ids: string[]) => void): unknown;
  waitUntilReady(): Promise<unknown>;
  close(): Promise<void>;
}

type WorkerChoice = Pick<WorkerOptions, 'concurrency' | 'removeOnComplete' | 'removeOnFail'>;

/** BullMQ on one database: makes queues and workers that log their errors quietly. */
export interface Backend {
  queue(name: string): BullQueue;
  worker(name: string, processor: Processor, choice: WorkerChoice): BullWorker;
}

/**
 * Loads BullMQ, a quarter of a second that nobody should pay for `--help`, and prepares the database: its own tables in
 * the schema `bullmq`, or the check that Redis keeps what it is given.
 */
export async function openBackend(settings: QueueSettings): Promise<Backend> {
  const { createPostgresBackend, createRedisBackend, runMigrations, withBackend } = await import('bullmq');
  const timing = { ...usualTiming, ...settings.timing };
  const life = {
    lockDuration: timing.lockSeconds * 1000,
    stalledInterval: timing.stalledSeconds * 1000,
    // A job that kills its process is ended by the store's count of starts, which says why. The queue's own limit
    // would fail the job without a word to the run.
    maxStalledCount: 1_000,
    settings: {
      backoffStrategy: (made: number, _type?: string, error?: Error) => tryDelay(made, error, timing),
    },
  };

  if (settings.kind === 'redis') {
    await checkRedis(settings.url);
    const { Queue, Worker } = withBackend(createRedisBackend);
    const prefix = 'assay';
    return {
      queue: (name) =>
        heard(
          // Without its offline queue the client rejects at once while Redis is away, instead of holding the caller.
          new Queue(name, { connection: { url: settings.url, enableOfflineQueue: false, retryStrategy }, prefix }),
          settings,
          name,
        ),
      worker: (name, processor, choice) =>
        heard(
          new Worker(name, processor, {
            ...choice,
            ...life,
            connection: { url: settings.url, maxRetriesPerRequest: null, retryStrategy },
            prefix,
          }),
          settings,
          name,
        ),
    };
  }

  const client = await settings.pool.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  const { Queue, Worker } = withBackend(createPostgresBackend);
  const connection = await schemaFirst(settings.pool, settings.exclusive === true);
  return {
    queue: (name) => heard(new Queue(name, { connection }), settings, name),
    worker: (name, processor, choice) =>
      heard(
        // Where nobody else can be at work, a job that looks lost is only a busy event loop: running it a second time
        // would be the harm. What a dead owner left is taken up when the queue is opened.
        new Worker(name, processor, { ...choice, ...life, connection, skipStalledCheck: settings.exclusive === true }),
        settings,
        name,
      ),
  };
}

/** Milliseconds before the next attempt to connect: back within two seconds of the server. */
function retryStrategy(attempt: number): number {
  return Math.min(attempt * 100, 2_000);
}

/** Gives it an error listener: without one an error event ends the process. */
function heard<T extends { on(event: 'error', listener: (error: Error) => void): unknown }>(
  source: T,
  settings: QueueSettings,
  name: string,
): T {
  source.on('error', quietErrors(settings.log, name));
  return source;
}
