import type { QueueClient, QueuePool } from './settings.ts';

/** Where BullMQ's tables stand. It names them bare, so every connection it uses has to look here. */
const lookHere = 'set search_path to bullmq';

/**
 * The pool as BullMQ needs it: each connection looks into BullMQ's schema from its first use on. The store shares the
 * connections and is not touched by it, because it names its own schema everywhere. `exclusive` pools are one session.
 */
export async function schemaFirst(pool: QueuePool, exclusive: boolean): Promise<QueuePool> {
  const ready = new WeakSet<QueueClient>();
  const connect = async (): Promise<QueueClient> => {
    const client = await pool.connect();
    if (exclusive || ready.has(client)) return client;
    try {
      await client.query(lookHere);
    } catch (error) {
      client.release(true);
      throw error;
    }
    ready.add(client);
    return client;
  };

  if (exclusive) await pool.query(lookHere);
  const query = async <R>(text: string, params?: readonly unknown[]) => {
    if (exclusive) return pool.query<R>(text, params);
    const client = await connect();
    try {
      const result = await client.query<R>(text, params);
      client.release();
      return result;
    } catch (error) {
      // As the driver's own pool does: a connection that failed is not handed on.
      client.release(true);
      throw error;
    }
  };

  const view: QueuePool = {
    options: pool.options,
    connect,
    query,
    end: async () => undefined,
    // The pool's owner hears its errors; BullMQ would add a listener for every queue and worker.
    on: () => view,
    removeAllListeners: () => view,
  };
  return view;
}
