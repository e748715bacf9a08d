import { StageName } from '../../domain/closed-lists.ts';
import type { Job, Queue } from '../../ports.ts';
import { type BullQueue, type BullWorker, openBackend } from './backend.ts';
import { deliverer, signalKey, type UnderWay } from './deliver.ts';
import { answerPings, pingQueue, sendPing } from './ping.ts';
import { type QueueSettings, tries, usualTiming } from './settings.ts';
import { openTicks } from './ticks.ts';
import { within } from './within.ts';

/** Kept for the dashboard only; `add` removes a finished job that stands in its way. */
const finishedKept = {
  removeOnComplete: { age: 3_600, count: 500 },
  removeOnFail: { age: 7 * 86_400, count: 2_000 },
};

const finished = new Set(['completed', 'failed']);
const live = new Set(['waiting', 'prioritized', 'delayed', 'active', 'waiting-children']);

/**
 * The queue on the embedded database, PostgreSQL or Redis, through BullMQ. Rejects with `UsageError` where the Redis
 * cannot be reached or may drop jobs. Does not close the pool it was given.
 */
export async function openQueue(settings: QueueSettings): Promise<Queue> {
  const { log } = settings;
  const timing = { ...usualTiming, ...settings.timing };
  const backend = await openBackend(settings);
  const open = (name: string) => backend.queue(name);
  const queues: Record<StageName, BullQueue> = {
    fetch: open(queueName('fetch')),
    extract: open(queueName('extract')),
    gather: open(queueName('gather')),
    draft: open(queueName('draft')),
    publish: open(queueName('publish')),
  };
  const pings = open(pingQueue);
  const ticks = openTicks({ backend, log });
  const every = [...Object.values(queues), pings];
  await Promise.all(every.map((queue) => queue.waitUntilReady()));
  if (settings.kind === 'postgres' && settings.exclusive) await takeUpAbandoned(every);

  const underWay: UnderWay = { stopping: false, signals: new Map() };
  const workers: BullWorker[] = [];
  let answering = false;

  const answered = <T>(tried: string, work: Promise<T>) => within(timing.answerSeconds, tried, work);

  return {
    async add(stage, job) {
      const id = jobId(job);
      const state = await answered(`Looking for job ${id}`, queues[stage].getJobState(id));
      if (finished.has(state)) await answered(`Removing job ${id}`, queues[stage].remove(id));
      const options = {
        jobId: id,
        attempts: tries,
        // By `tryDelay`, which the workers are given.
        backoff: { type: 'custom' },
        stackTraceLimit: 0,
        ...finishedKept,
      };
      await answered(`Adding job ${id}`, queues[stage].add(stage, job, options));
    },

    async isLive(stage, job) {
      return live.has(await answered('Looking for a job', queues[stage].getJobState(jobId(job))));
    },

    async work(stage, options, run) {
      const name = queueName(stage);
      const processor = await deliverer(name, run, { underWay, log });
      const worker = backend.worker(name, processor, { concurrency: options.concurrency, ...finishedKept });
      worker.on('lockRenewalFailed', (ids) => {
        for (const id of ids) underWay.signals.get(signalKey(name, id))?.abort();
      });
      workers.push(worker);
      if (!answering) workers.push(answerPings(backend));
      answering = true;
      await worker.waitUntilReady();
    },

    every: (seconds, name, tick) => ticks.every(seconds, name, tick),

    ping: (seconds) => within(seconds, 'A ping', sendPing(pings, seconds)),

    async counts() {
      const entries = StageName.options.map(async (stage) => [stage, await countsOf(queues[stage])] as const);
      return Object.fromEntries(await answered('Counting jobs', Promise.all(entries))) as Record<
        StageName,
        Awaited<ReturnType<typeof countsOf>>
      >;
    },

    board: async (at) => {
      // Loaded by the first who looks: most processes have nobody who does.
      const { openBoard } = await import('./open-board.ts');
      return openBoard(Object.values(queues), { at, kind: settings.kind });
    },

    async close(seconds) {
      underWay.stopping = true;
      for (const controller of underWay.signals.values()) controller.abort();
      const stopped = Promise.all([ticks.close(), ...workers.map((worker) => worker.close())])
        .then(() => Promise.all(every.map((queue) => queue.close())))
        .catch((error: unknown) => log('warn', 'The queue did not close cleanly.', { error }));
      // A worker waits without limit for its server; what it leaves undone is delivered again.
      await within(seconds, 'Closing the queue', stopped).catch(() => {
        log('warn', `The queue did not close within ${seconds} s; its jobs will be delivered again.`);
      });
    },
  };
}

/** BullMQ refuses a colon in an id, and one of digits only. */
function jobId(job: Job): string {
  return `${job.recordId}-${job.attempt}`;
}

function queueName(stage: StageName): string {
  return `assay-${stage}`;
}

async function takeUpAbandoned(queues: BullQueue[]): Promise<void> {
  for (const queue of queues) {
    for (const job of await queue.getActive()) await job.moveToWait();
  }
}

async function countsOf(queue: BullQueue) {
  const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed');
  return {
    waiting: counts.waiting ?? 0,
    active: counts.active ?? 0,
    delayed: counts.delayed ?? 0,
    failed: counts.failed ?? 0,
  };
}
