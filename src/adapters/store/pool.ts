/**
 * The part of `pg.Pool` that the store and the queue's PostgreSQL backend use. A real `pg.Pool` has this shape, and so
 * has `PglitePool`: one implementation of everything above it serves both databases.
 */
export interface QueryResult<R> {
  rows: R[];
  rowCount: number | null;
}

export interface Queryable {
  query<R = Record<string, unknown>>(text: string, values?: readonly unknown[]): Promise<QueryResult<R>>;
}

export interface Notification {
  channel: string;
  payload?: string;
}

/** One session taken from the pool: transactions and LISTEN happen here. */
export interface PoolClient extends Queryable {
  connection?: { stream?: unknown };
  on(event: 'notification', listener: (message: Notification) => void): this;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'end', listener: () => void): this;
  removeListener(event: 'notification', listener: (message: Notification) => void): this;
  removeAllListeners(event?: string): this;
  release(destroy?: boolean): void;
}

export interface PoolLike extends Queryable {
  connect(): Promise<PoolClient>;
  end(): Promise<void>;
  on(event: 'error', listener: (error: Error) => void): this;
  on(event: 'connect', listener: (client: PoolClient) => void): this;
  removeAllListeners(event?: string): this;
}
