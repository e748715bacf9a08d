import { EventEmitter } from 'node:events';
import type { PGlite } from '@electric-sql/pglite';
import { refuseInsideTransaction } from './open-transaction.ts';
import { PgliteClient, type PgliteSession } from './pglite-client.ts';
import type { QueryResult } from './pool.ts';

/** Makes results come as the `pg` driver gives them: int8 and numeric as text, bytea as Buffer. Keys are type ids. */
export const parsersOfPg: Record<number, (value: string) => unknown> = {
  20: (value) => value,
  1700: (value) => value,
  17: (value) => Buffer.from(value.slice(2), 'hex'),
};

/** Bytes on their way in. The library's own way makes a string of every byte: a page of 400 kB stopped the process for 0.1 s. */
export const serializersOfPg: Record<number, (value: unknown) => string> = {
  17(value) {
    if (!(value instanceof Uint8Array)) throw new TypeError('A bytea parameter must be bytes.');
    const { buffer, byteOffset, byteLength } = value;
    return `\\x${Buffer.from(buffer, byteOffset, byteLength).toString('hex')}`;
  },
};

/**
 * A `pg.Pool` over one embedded database. All its clients share one session, so a query of the pool that is awaited
 * inside an open transaction would wait for itself: it throws instead.
 */
export class PglitePool extends EventEmitter {
  /** The queue's backend asks for this before it trusts a quiet LISTEN connection; in one process nothing can drop. */
  readonly options = { keepAlive: true };
  readonly #session: PgliteSession;
  readonly #shared: PgliteClient;

  constructor(db: PGlite) {
    super();
    this.setMaxListeners(0);
    this.#session = { db, listening: new Set(), refusal: null };
    this.#shared = new PgliteClient(this.#session);
  }

  query<R = Record<string, unknown>>(
    query: string | { text: string; values?: readonly unknown[] },
    values?: readonly unknown[],
  ): Promise<QueryResult<R>> {
    const text = typeof query === 'string' ? query : query.text;
    if (/^\s*(begin|start\s+transaction)\b/i.test(text)) {
      return Promise.reject(new Error('A transaction needs a client of its own: call connect() on the pool first.'));
    }
    return this.#shared.query<R>(query, values);
  }

  async connect(): Promise<PgliteClient> {
    refuseInsideTransaction(this);
    if (this.#session.refusal) throw this.#session.refusal;
    return new PgliteClient(this.#session);
  }

  /** From now on every query rejects with this error. */
  refuse(error: Error): void {
    this.#session.refusal = error;
  }

  /** Leaves the database open: whoever opened it closes it, after the lock's last word. */
  async end(): Promise<void> {}
}
