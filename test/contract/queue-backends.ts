import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openQueue } from '../../src/adapters/queue/open-queue.ts';
import type { QueueTiming } from '../../src/adapters/queue/settings.ts';
import { openPglite } from '../../src/adapters/store/open-pglite.ts';
import { openPostgres } from '../../src/adapters/store/open-postgres.ts';
import type { Log, Queue } from '../../src/ports.ts';
import { startPostgres } from './postgres-server.ts';
import { startRedis } from './redis-server.ts';

export type BackendKind = 'embedded' | 'postgres' | 'redis';

/** What a process needs to open the queue of a backend: a data folder or an address. */
export interface Place {
  kind: BackendKind;
  at: string;
}

/** Seconds become fractions, so that a killed worker's job moves on while a test waits. */
export const quickTiming: Partial<QueueTiming> = { lockSeconds: 1, stalledSeconds: 0.5, backoffMilliseconds: 40 };

/** A place for queues, or null where its server is not installed. */
export async function openPlace(kind: BackendKind): Promise<(Place & { close(): Promise<void> }) | null> {
  if (kind === 'embedded') {
    const at = await mkdtemp(join(tmpdir(), 'assay-queue-'));
    return { kind, at, close: () => rm(at, { recursive: true, force: true }) };
  }
  const server = kind === 'redis' ? await startRedis() : await startPostgres();
  return server && { kind, at: server.url, close: () => server.close() };
}

/** Opens the queue of a place and what it stands on; `close` ends both. */
export async function openQueueAt(place: Place, log: Log): Promise<{ queue: Queue; close(): Promise<void> }> {
  const timing = quickTiming;
  if (place.kind === 'redis') {
    const queue = await openQueue({ kind: 'redis', url: place.at, log, timing });
    return { queue, close: () => queue.close(5) };
  }
  const opened =
    place.kind === 'embedded' ? await openPglite(place.at, null) : await onServer(await openPostgres(place.at));
  const queue = await openQueue({
    kind: 'postgres',
    pool: opened.pool,
    exclusive: place.kind === 'embedded',
    log,
    timing,
  });
  return {
    queue,
    async close() {
      await queue.close(5);
      await opened.close();
    },
  };
}

async function onServer(pool: Awaited<ReturnType<typeof openPostgres>>) {
  return { pool, close: () => pool.end() };
}
