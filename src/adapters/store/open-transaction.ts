import { AsyncLocalStorage } from 'node:async_hooks';

/** A transaction that holds the one session of an embedded database. */
export interface OpenTransaction {
  /** The client that began it. */
  readonly owner: object;
  open: boolean;
}

const context = new AsyncLocalStorage<OpenTransaction | undefined>();

/**
 * Marks the caller's async context, and all that it starts from now on, as inside a transaction. Must be called in the
 * synchronous part of the function that begins it, or the caller's context stays unmarked. The mark needs no removing:
 * it counts only while `open` is true. A function that begins before its first await marks its caller too; ours and the
 * queue's await a client first.
 */
export function enterTransaction(owner: object): OpenTransaction {
  const transaction: OpenTransaction = { owner, open: true };
  context.enterWith(transaction);
  return transaction;
}

/** Throws when the caller runs inside an open transaction of another client: on one session it would wait for itself. */
export function refuseInsideTransaction(asker: object): void {
  const current = context.getStore();
  if (!current?.open || current.owner === asker) return;
  throw new Error(
    'A query of the pool was asked for inside an open transaction. The embedded database has one session, so it would ' +
      'wait for itself for ever: use the transaction’s own client, or commit first.',
  );
}

/** Runs something that must not inherit the mark, such as the delivery of a notification to listeners elsewhere. */
export function outsideTransaction(run: () => void): void {
  context.run(undefined, run);
}
