import type { Log } from '../../ports.ts';
import type { Backend, BullQueue, BullWorker } from './backend.ts';

/** A kept tick is what makes a second one in the same window impossible; ten windows outlast any clock's error. */
const kept = { removeOnComplete: { count: 10 }, removeOnFail: { count: 10 } };

/**
 * Calls each tick about once in its period, in one process of all that asked.
 *
 * Every process keeps a plain timer and offers a job named after the window of time it stands in; the queue takes each
 * name once, and one worker gets it. Against a BullMQ scheduler: nothing has to be set up again after Redis was emptied,
 * nothing is left to upsert when a period changes, and a scheduler makes its next job only when the last one started.
 * Clocks that disagree cost at most a tick too many, which is why a tick must be harmless to repeat.
 */
export function openTicks(parts: { backend: Backend; log: Log }) {
  const { backend, log } = parts;
  const timers: NodeJS.Timeout[] = [];
  const queues: BullQueue[] = [];
  const workers: BullWorker[] = [];

  return {
    async every(seconds: number, name: string, tick: () => Promise<void>): Promise<void> {
      // A queue for each name: else a process that asked for one tick would be handed another's.
      const queueName = `assay-tick-${name}`;
      const queue = backend.queue(queueName);
      queues.push(queue);
      await queue.waitUntilReady();
      const worker = backend.worker(
        queueName,
        async () => {
          try {
            await tick();
          } catch (error) {
            log('error', `Tick ${name} failed; the next one tries again.`, { error });
          }
        },
        { concurrency: 1, ...kept },
      );
      workers.push(worker);
      await worker.waitUntilReady();

      const offer = async (): Promise<void> => {
        const window = Math.floor(Date.now() / (seconds * 1000));
        try {
          await queue.add(name, {}, { jobId: `window-${window}`, attempts: 1 });
        } catch {
          log('warn', `Tick ${name} could not be offered: the queue does not answer.`);
        }
      };
      await offer();
      timers.push(setInterval(() => void offer(), seconds * 1000));
    },

    async close(): Promise<void> {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(workers.map((worker) => worker.close()));
      await Promise.all(queues.map((queue) => queue.close()));
    },
  };
}
