import { availableParallelism } from 'node:os';
import type { Queue } from '../src/ports.ts';
import { type BackendKind, openPlace, openQueueAt } from '../test/contract/queue-backends.ts';

/**
 * How long a job takes from the call that adds it until its worker starts, one at a time on an idle queue; and how many
 * a second come through when many wait. `npx tsx bench/queue.ts [jobs]`.
 */
const jobs = Number(process.argv[2] ?? 400);
const aims: Record<BackendKind, [p50: number, p99: number]> = { embedded: [5, 20], postgres: [5, 20], redis: [3, 8] };

console.log(
  `Node ${process.version}, ${availableParallelism()} cores, ${jobs} jobs one at a time, then ${jobs} at once`,
);
console.log('backend    p50 ms  p99 ms   aim      jobs/s  ping ms');
for (const kind of Object.keys(aims) as BackendKind[]) {
  const place = await openPlace(kind);
  if (place === null) {
    console.log(`${kind.padEnd(10)} not installed here`);
    continue;
  }
  const { queue, close } = await openQueueAt(place, (level, text) => console.error(level, text));
  const started = new Map<string, (at: number) => void>();
  await queue.work('fetch', { concurrency: 1 }, async ({ recordId }) => started.get(recordId)?.(performance.now()));
  await queue.work('extract', { concurrency: 8 }, async ({ recordId }) => started.get(recordId)?.(performance.now()));

  const once = (stage: 'fetch' | 'extract', recordId: string) => oneStart(queue, { stage, recordId, started });
  for (let warm = 0; warm < 30; warm += 1) await once('fetch', `warm-${warm}`);
  const waits: number[] = [];
  for (let index = 0; index < jobs; index += 1) {
    waits.push(await once('fetch', `one-${index}`));
    // Lets the worker fall idle again, so that its wake-up is part of what is measured.
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const begun = performance.now();
  await Promise.all(Array.from({ length: jobs }, (_, index) => once('extract', `many-${index}`)));
  const rate = jobs / ((performance.now() - begun) / 1000);
  const ping = (await queue.ping(5)) * 1000;
  waits.sort((a, b) => a - b);
  const [p50, p99] = aims[kind];
  const figures = [at(waits, 0.5).toFixed(1).padStart(6), at(waits, 0.99).toFixed(1).padStart(7)];
  console.log(
    `${kind.padEnd(10)} ${figures.join(' ')}   ${`${p50}/${p99}`.padEnd(7)} ${rate.toFixed(0).padStart(6)} ${ping.toFixed(1).padStart(8)}`,
  );
  await close();
  await place.close();
}

interface Start {
  stage: 'fetch' | 'extract';
  recordId: string;
  started: Map<string, (at: number) => void>;
}

/** Milliseconds from adding the job to its start. */
async function oneStart(queue: Queue, { stage, recordId, started }: Start): Promise<number> {
  const from = performance.now();
  const at = new Promise<number>((resolve) => started.set(recordId, resolve));
  await queue.add(stage, { recordId, attempt: 1 });
  return (await at) - from;
}

function at(sorted: number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
