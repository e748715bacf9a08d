import { setTimeout as sleep } from 'node:timers/promises';
import type { AuditEntry, Clock } from '../../ports.ts';
import { appendAudit } from './audit-log.ts';
import type { PoolLike, Queryable } from './pool.ts';

/** What every part of the store works with. */
export interface Database {
  pool: PoolLike;
  clock: Clock;
}

export type AuditNote = Pick<AuditEntry, 'actor' | 'action' | 'subject' | 'detail'>;

/** An open transaction. */
export interface Transaction extends Queryable {
  /** Writes an audit row in this transaction. Rows are written last, so that the log is locked only shortly. */
  audit(note: AuditNote): void;
}

/** Conflicts that PostgreSQL asks to try again: serialisation failure and deadlock. */
const retryable = new Set(['40001', '40P01']);
/** Six rounds: with waits that double from 10 ms this is a third of a second, longer than any of our transactions. */
const rounds = 6;

/** Runs `work` in one transaction, again from its start when the database asks for it: `work` may do nothing but queries. */
export async function transaction<T>(database: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  for (let round = 1; ; round += 1) {
    try {
      return await once(database, work);
    } catch (error) {
      if (!retryable.has((error as { code?: string }).code ?? '') || round === rounds) throw error;
      await sleep(10 * 2 ** (round - 1) * (0.5 + Math.random()));
    }
  }
}

/** Makes transactions about one subject, such as a vendor's drafts, wait for each other until they end. */
export async function lockSubject(tx: Queryable, subject: string): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [subject]);
}

async function once<T>({ pool, clock }: Database, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  const notes: AuditNote[] = [];
  let broken = false;
  try {
    await client.query('begin');
    const result = await work({
      query: (text, values) => client.query(text, values),
      audit: (note) => notes.push(note),
    });
    if (notes.length > 0) await appendAudit(client, notes, clock.now());
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {
      broken = true;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}
