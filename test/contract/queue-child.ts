import { openQueueAt, type Place } from './queue-backends.ts';

/** A worker process that takes one job, says so, and never ends it: it is there to be killed. */
const place = JSON.parse(process.argv[2] ?? '') as Place;
const { queue } = await openQueueAt(place, () => undefined);
await queue.work('gather', { concurrency: 1 }, async (job) => {
  process.stdout.write(`active ${job.recordId}\n`);
  await new Promise(() => setInterval(() => undefined, 1_000));
});
process.stdout.write('ready\n');
