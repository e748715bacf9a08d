import { EventEmitter } from 'node:events';
import type { PGlite, Results, Transaction } from '@electric-sql/pglite';
import { letLoopTurn } from './let-loop-turn.ts';
import {
  enterTransaction,
  type OpenTransaction,
  outsideTransaction,
  refuseInsideTransaction,
} from './open-transaction.ts';
import type { QueryResult } from './pool.ts';

/** What the clients of one embedded database have in common. */
export interface PgliteSession {
  readonly db: PGlite;
  /** Channels that the session listens to; PostgreSQL forgets duplicates, but each LISTEN costs a round trip. */
  readonly listening: Set<string>;
  /** Set when the database may no longer be used, such as after another process took the data folder over. */
  refusal: Error | null;
}

interface HeldTransaction {
  mark: OpenTransaction;
  session: Transaction;
  /** Lets PGlite commit, or, after a rollback, give the session back. */
  end: () => void;
  done: Promise<void>;
}

type Query = string | { text: string; values?: readonly unknown[] };

const begins = /^(begin|start\s+transaction)\b/i;
const commits = /^(commit|end)\b/i;
const rollsBack = /^(rollback|abort)\b(?!\s+(work\s+|transaction\s+)?to\b)/i;
const listens = /^(un)?listen\s+(?:"([^"]+)"|([^\s;]+))/i;
/** The SQL files of the queue begin with comments, and the commands above are recognised at the start only. */
const leading = /^(\s+|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/;

/**
 * A `pg.PoolClient` over the one session of an embedded database. From BEGIN to COMMIT or ROLLBACK it holds the session
 * and every other client waits; notifications reach only the clients that listen to their channel.
 */
export class PgliteClient extends EventEmitter {
  readonly connection = { stream: { setKeepAlive(): void {} } };
  readonly #session: PgliteSession;
  readonly #channels = new Set<string>();
  readonly #stopNotifications: () => void;
  #held: HeldTransaction | null = null;

  constructor(session: PgliteSession) {
    super();
    this.setMaxListeners(0);
    this.#session = session;
    this.#stopNotifications = session.db.onNotification((channel, payload) => {
      if (this.#channels.has(channel)) outsideTransaction(() => this.emit('notification', { channel, payload }));
    });
  }

  /** Not an async function: a transaction has to mark its caller's context before the first await. */
  query<R = Record<string, unknown>>(query: Query, values?: readonly unknown[]): Promise<QueryResult<R>> {
    const text = (typeof query === 'string' ? query : query.text).replace(leading, '');
    const parameters = values ?? (typeof query === 'string' ? undefined : query.values) ?? [];
    try {
      if (this.#session.refusal) throw this.#session.refusal;
      refuseInsideTransaction(this);
    } catch (error) {
      return Promise.reject(error);
    }
    if (begins.test(text)) return this.#begin(text).then(() => shape<R>(text));
    if (commits.test(text) || rollsBack.test(text)) return this.#finish(text).then(() => shape<R>(text));
    const listen = listens.exec(text);
    if (listen) return this.#listen(listen).then(() => shape<R>(text));
    return this.#run<R>(text, parameters);
  }

  /** There is nothing to connect to; here because a stand-alone client of `pg` has it. */
  async connect(): Promise<void> {}

  /** Rolls an unfinished transaction back: a forgotten one would stop every other client. */
  release(): void {
    this.#stopNotifications();
    const held = this.#take();
    if (held) void held.session.rollback().finally(held.end);
    this.removeAllListeners();
  }

  async end(): Promise<void> {
    this.release();
  }

  async #run<R>(text: string, parameters: readonly unknown[]): Promise<QueryResult<R>> {
    const on = this.#held?.session ?? this.#session.db;
    const result =
      parameters.length > 0
        ? await on.query<R>(text, [...parameters])
        : ((await on.exec(text)).at(-1) as Results<R> | undefined);
    // After the query, never before it: what a client sends without waiting must keep its order.
    await letLoopTurn();
    return shape<R>(text, result);
  }

  #begin(text: string): Promise<void> {
    if (this.#held) return Promise.resolve();
    const mark = enterTransaction(this);
    return this.#hold(mark, text);
  }

  async #hold(mark: OpenTransaction, text: string): Promise<void> {
    const { db } = this.#session;
    try {
      await new Promise<void>((started, failed) => {
        const done = db.transaction(
          (session) =>
            new Promise<void>((end) => {
              this.#held = { mark, session, end, done };
              started();
            }),
        );
        done.catch(failed);
      });
    } catch (error) {
      mark.open = false;
      throw error;
    }
    const modes = text
      .replace(begins, '')
      .replace(/^\s*(work|transaction)\b/i, '')
      .replace(/;\s*$/, '')
      .trim();
    if (modes) await this.#held?.session.exec(`SET TRANSACTION ${modes}`);
  }

  async #finish(text: string): Promise<void> {
    const held = this.#take();
    if (!held) return;
    if (rollsBack.test(text)) await held.session.rollback();
    held.end();
    await held.done;
  }

  #take(): HeldTransaction | null {
    const held = this.#held;
    this.#held = null;
    if (held) held.mark.open = false;
    return held;
  }

  async #listen([, off, quoted, plain]: RegExpExecArray): Promise<void> {
    // PostgreSQL folds an unquoted name to lower case.
    const channel = quoted ?? plain?.toLowerCase() ?? '';
    if (off) {
      if (channel === '*') this.#channels.clear();
      else this.#channels.delete(channel);
      return;
    }
    this.#channels.add(channel);
    if (this.#session.listening.has(channel)) return;
    await (this.#held?.session ?? this.#session.db).exec(`LISTEN "${channel}"`);
    this.#session.listening.add(channel);
  }
}

function shape<R>(text: string, result?: Results<R>): QueryResult<R> & { command: string; fields: { name: string }[] } {
  const rows = result?.rows ?? [];
  return {
    command: /^\w*/.exec(text)?.[0].toUpperCase() ?? '',
    rows,
    fields: result?.fields ?? [],
    rowCount: Math.max(rows.length, result?.affectedRows ?? 0),
  };
}
