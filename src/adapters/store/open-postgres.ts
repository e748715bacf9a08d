import { UsageError } from '../../errors.ts';
import type { PoolLike } from './pool.ts';

/** Connections of one process: the queue holds seven to listen when it runs every stage; servers allow 100 in all. */
const connections = 18;

/** A pool on a PostgreSQL server. Throws `UsageError` when the server does not answer; the password is in no message. */
export async function openPostgres(databaseUrl: string): Promise<PoolLike> {
  // Loaded late: the embedded database never needs it.
  const { default: pg } = await import('pg');
  const pool: PoolLike = new pg.Pool({ connectionString: databaseUrl, max: connections, keepAlive: true });
  // An idle connection that breaks says so here; without a listener that would end the process. The next query reconnects.
  pool.on('error', () => undefined);
  try {
    await pool.query('select 1');
    return pool;
  } catch (error) {
    await pool.end().catch(() => undefined);
    throw new UsageError(
      `The PostgreSQL at ${withoutPassword(databaseUrl)} does not answer (${reason(error)}). Start it or correct ` +
        'DATABASE_URL; without DATABASE_URL the embedded database is used.',
      1,
    );
  }
}

function withoutPassword(databaseUrl: string): string {
  const url = new URL(databaseUrl);
  return `${url.host}${url.pathname}`;
}

function reason(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message || code || 'no reason given';
}
