import type { Digest } from '../../domain/digest.ts';
import type { Reservation } from '../../ports.ts';
import type { PoolLike, Queryable } from './pool.ts';

/** Without a word for so long a process is taken for dead: longer than a busy one stands still, and a crash costs no more. */
const leaseSeconds = 12;
/** Three words may be lost before that. */
const renewMilliseconds = 3_000;
/** A call that reaches its deadline is settled after that, perhaps by a busy database. */
const settleSeconds = 10;

/** Which requests are with a provider, over all processes of a database. */
export interface ModelFlights {
  /** Whether nobody needs to ask: the same request is under way, or its reply is kept. Locks nothing. */
  isNeedless(requestDigest: Digest): Promise<boolean>;
  /** Marks a request as under way for an open call; false where `isNeedless` is true by now. Waits for who does the same. */
  take(tx: Queryable, flight: Pick<Reservation, 'requestDigest' | 'seconds'> & { callId: string }): Promise<boolean>;
  /** Begins to say that this process lives, once the transaction of `take` is committed. */
  hold(callId: string, seconds: number): void;
  /** In the transaction that keeps the reply; before the counters of caps, as `take` does, so that none waits for another. */
  end(tx: Queryable, flight: { requestDigest: Digest; callId: string }): Promise<void>;
}

/** Flights in a database. Each lasts while its process says so and no longer than its call may take. */
export function modelFlights(pool: PoolLike): ModelFlights {
  const held = heldFlights(pool);
  return {
    hold: held.add,

    async isNeedless(requestDigest) {
      const { rows } = await pool.query(
        `select from assay.model_flight where request_digest = $1 and until > clock_timestamp()
         union all select from assay.model_reply where request_digest = $1`,
        [requestDigest],
      );
      return rows.length > 0;
    },

    async take(tx, { requestDigest, callId, seconds }) {
      const { rowCount } = await tx.query(
        `insert into assay.model_flight as held (request_digest, call_id, until, ends_at)
         values ($1, $2, clock_timestamp() + make_interval(secs => $3), clock_timestamp() + make_interval(secs => $4))
         on conflict (request_digest) do update
           set call_id = excluded.call_id, until = excluded.until, ends_at = excluded.ends_at
           where held.until < clock_timestamp()`,
        [requestDigest, callId, Math.min(leaseSeconds, seconds + settleSeconds), seconds + settleSeconds],
      );
      if (rowCount !== 1) return false;
      // Who had it may have ended while we waited for the row; what it kept is seen by this statement, and not before.
      const { rows } = await tx.query('select from assay.model_reply where request_digest = $1', [requestDigest]);
      return rows.length === 0;
    },

    async end(tx, { requestDigest, callId }) {
      held.remove(callId);
      await tx.query('delete from assay.model_flight where request_digest = $1 and call_id = $2', [
        requestDigest,
        callId,
      ]);
    },
  };
}

/** Pushes on the leases of this process' flights while there are any. */
function heldFlights(pool: PoolLike) {
  /** By call, when it ends at the latest. */
  const own = new Map<string, number>();
  let timer: NodeJS.Timeout | null = null;
  const renew = async (): Promise<void> => {
    for (const [callId, ends] of own) if (performance.now() > ends) own.delete(callId);
    if (own.size === 0) {
      if (timer) clearInterval(timer);
      timer = null;
      return;
    }
    await pool.query(
      `update assay.model_flight set until = least(ends_at, clock_timestamp() + make_interval(secs => $2))
       where call_id = any($1)`,
      [[...own.keys()], leaseSeconds],
    );
  };
  return {
    add(callId: string, seconds: number): void {
      own.set(callId, performance.now() + (seconds + settleSeconds) * 1000);
      // A database that is away meets the call itself when it settles; until then the lease may run out.
      timer ??= setInterval(() => void renew().catch(() => undefined), renewMilliseconds).unref();
    },
    remove(callId: string): void {
      own.delete(callId);
    },
  };
}
