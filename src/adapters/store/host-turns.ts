import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { HostTurn, HostTurns, TurnRequest } from '../../ports.ts';
import type { PoolLike } from './pool.ts';

/** Between two looks at the line: soon at first, for most turns are short, and never so late that one goes to waste. */
const firstLook = 10;
const slowestLook = 100;

interface Look {
  granted: boolean;
  wait_milliseconds: number | null;
}

/** Turns at hosts, kept in the database; see the migration for who is next. */
export function hostTurns(pool: PoolLike): HostTurns {
  return {
    async take(request) {
      const holder = randomUUID();
      const until = performance.now() + request.patienceSeconds * 1000;
      for (let looks = 0; !request.signal.aborted && performance.now() < until; looks += 1) {
        const look = await askFor(pool, request, holder);
        if (look.granted) return heldTurn(pool, request.host, holder);
        const pause = look.wait_milliseconds ?? Math.min(slowestLook, firstLook * 2 ** looks);
        // No longer than the line remembers who waits in it, and no longer than the caller waits.
        await rest(Math.min(pause, 2_000, Math.max(1, until - performance.now())), request.signal);
      }
      await giveBack(pool, { host: request.host, holder, restSeconds: 0 });
      return null;
    },
    async tellGap(host, seconds) {
      await pool.query('select assay.tell_host_gap($1, $2)', [host, seconds]);
    },
  };
}

async function askFor(pool: PoolLike, request: TurnRequest, holder: string): Promise<Look> {
  const { host, atOnce, gapSeconds, leaseSeconds } = request;
  const { rows } = await pool.query<Look>('select * from assay.take_host_turn($1, $2, $3, $4, $5)', [
    host,
    holder,
    atOnce,
    gapSeconds,
    leaseSeconds,
  ]);
  if (!rows[0]) throw new Error(`The database gave no answer about a turn at ${host}.`);
  return rows[0];
}

function heldTurn(pool: PoolLike, host: string, holder: string): HostTurn {
  return { end: (restSeconds) => giveBack(pool, { host, holder, restSeconds }) };
}

async function giveBack(pool: PoolLike, turn: { host: string; holder: string; restSeconds: number }): Promise<void> {
  try {
    await pool.query('select assay.end_host_turn($1, $2, $3)', [turn.host, turn.holder, turn.restSeconds]);
  } catch {
    // The turn runs out by itself, and where the database stays away the stage meets that when it keeps a page.
  }
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch {
    // Aborted: the caller's loop sees that.
  }
}
