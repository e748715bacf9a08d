import type { Log } from '../../ports.ts';

interface Queryable {
  query<R = Record<string, unknown>>(
    text: string,
    params?: readonly unknown[],
  ): Promise<{ rows: R[]; rowCount?: number | null }>;
}

interface Notification {
  channel: string;
  payload?: string;
  processId?: number;
}

/** A checked-out connection, as far as the queue uses it. */
export interface QueueClient extends Queryable {
  release(destroy?: boolean): void;
  on(event: 'notification', listener: (message: Notification) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
  removeListener(event: 'notification', listener: (message: Notification) => void): this;
  removeAllListeners(event?: string): this;
}

/**
 * What the queue needs of a PostgreSQL pool; `pg.Pool` and the embedded database's pool both are one. Every worker keeps
 * one connection for LISTEN, seven in a process that runs everything: a real pool needs at least twelve.
 */
export interface QueuePool extends Queryable {
  /** Asked for `keepAlive`: without it BullMQ looks every ten seconds whether a quiet connection was lost. */
  readonly options?: unknown;
  connect(): Promise<QueueClient>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'connect', listener: (client: QueueClient) => void): this;
  removeAllListeners(event?: string): this;
}

/** Chosen for work of seconds to minutes; tests shorten them. */
export interface QueueTiming {
  /** A worker that shows no life for so long has lost its job. 30 s: shorter and a busy event loop counts as dead. */
  lockSeconds: number;
  /** How often lost jobs are looked for. With the lock, a killed worker's job moves on within 45 s. */
  stalledSeconds: number;
  /** Before the second try; doubles with each further one, half of it by chance: about 2, 4, 8, 16 s. */
  backoffMilliseconds: number;
  /** The same where a provider is down: 30, 60, 120, 240 s, so that five tries outlast an outage of some minutes. */
  outageMilliseconds: number;
  /** How long an `add` or a look may take before it is refused as unavailable. */
  answerSeconds: number;
}

export const usualTiming: QueueTiming = {
  lockSeconds: 30,
  stalledSeconds: 15,
  backoffMilliseconds: 2_000,
  outageMilliseconds: 30_000,
  answerSeconds: 5,
};

/** Tries of one job before the queue gives up; the store counts starts on its own and outlives the queue. */
export const tries = 5;

/**
 * Where jobs are kept. `exclusive` says that no other process can reach this database: then jobs that stand as active
 * when it is opened belong to nobody, and are taken up at once instead of after their lock has run out.
 */
export type QueueSettings = { log: Log; timing?: Partial<QueueTiming> } & (
  | { kind: 'postgres'; pool: QueuePool; exclusive?: boolean }
  | { kind: 'redis'; url: string }
);
