import { randomUUID } from 'node:crypto';
import type { Backend, BullQueue } from './backend.ts';
import { unavailable } from './within.ts';

export const pingQueue = 'assay-ping';

/** Answers to pings kept: enough that one cannot be pushed out before its sender has looked. */
const answersKept = 100;

/** Starts answering pings in this process; they prove that jobs come in, are run and are recorded. */
export function answerPings(backend: Backend) {
  return backend.worker(pingQueue, async () => null, {
    concurrency: 1,
    removeOnComplete: { count: answersKept },
    removeOnFail: { count: answersKept },
  });
}

/** Sends a job of its own through whichever worker answers and gives the seconds it took; rejects after `seconds`. */
export async function sendPing(queue: BullQueue, seconds: number): Promise<number> {
  const id = `ping-${randomUUID()}`;
  const started = performance.now();
  const passed = () => (performance.now() - started) / 1000;
  await queue.add('ping', {}, { jobId: id, attempts: 1 });
  // Looking costs a millisecond; events would cost a connection of their own that is idle all day.
  for (let pause = 2; passed() < seconds; pause = Math.min(pause * 2, 100)) {
    if ((await queue.getJobState(id)) === 'completed') return passed();
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  await queue.remove(id).catch(() => undefined);
  throw unavailable(`No worker answered a ping within ${seconds} s.`);
}
