import type { CapName } from '../../domain/spending.ts';
import type { Reservation } from '../../ports.ts';
import type { Queryable } from './pool.ts';

/**
 * A cap that a reservation would pass. `limit` and `spent` are dollars, or tokens for `run-tokens`; of a run's cap `limit`
 * is the share that the question may use.
 */
export interface PassedCap {
  cap: CapName;
  limit: number;
  spent: number;
}

/** Tokens and millionths of a dollar, whole ones. */
export interface Amount {
  tokens: number;
  micros: number;
}

/** What a call counts against. */
export interface Counted {
  runId: string;
  /** `YYYY-MM-DD`, in UTC. */
  day: string;
}

interface Limit {
  /** Null where the scope has no such cap. */
  micros: number | null;
  tokens: number | null;
}

const millionths = 1_000_000;

/** The cap on one call, where the reservation alone passes it. */
export function passedByItself({ usdMicros, caps }: Reservation): PassedCap | null {
  if (usdMicros === null || caps.callUsd === null || usdMicros <= microsOf(caps.callUsd)) return null;
  return { cap: 'call', limit: caps.callUsd, spent: 0 };
}

/**
 * Sets an amount aside in every scope, or names the first cap that it would pass: then the caller must roll back, because
 * earlier scopes hold it already. Run, day, all, in this order everywhere: no two transactions can wait for each other,
 * and the row that every process needs is held shortest.
 */
export async function setAside(tx: Queryable, reservation: Reservation, at: Counted): Promise<PassedCap | null> {
  const amount: Amount = { tokens: reservation.tokens, micros: reservation.usdMicros ?? 0 };
  for (const { scope, cap, part, usd, runTokens } of scopesOf(at, reservation)) {
    const limit: Limit = {
      // What has no price takes nothing from a cap on money, so a cap that is reached already does not stop it either.
      micros: usd === null || reservation.usdMicros === null ? null : microsOf(usd * part),
      tokens: runTokens === null ? null : Math.floor(runTokens * part),
    };
    if (await addReserved(tx, scope, { amount, limit })) continue;
    const held = await heldBy(tx, scope);
    if (limit.tokens !== null && held.tokens + amount.tokens > limit.tokens) {
      return { cap: 'run-tokens', limit: limit.tokens, spent: held.tokens };
    }
    return { cap, limit: (usd ?? 0) * part, spent: held.micros / millionths };
  }
  return null;
}

/** Puts what was spent in place of what was set aside, in the same order. */
export async function spend(tx: Queryable, at: Counted, change: { reserved: Amount; counted: Amount }): Promise<void> {
  const { reserved, counted } = change;
  for (const scope of [runScope(at.runId), dayScope(at.day), everything]) {
    await tx.query(
      `update assay.model_spending set reserved_tokens = reserved_tokens - $2, reserved_micros = reserved_micros - $3,
         counted_tokens = counted_tokens + $4, counted_micros = counted_micros + $5
       where scope = $1`,
      [scope, reserved.tokens, reserved.micros, counted.tokens, counted.micros],
    );
  }
}

interface Scope {
  scope: string;
  /** The cap on its money. */
  cap: 'run' | 'day' | 'total';
  usd: number | null;
  runTokens: number | null;
  /** How much of its caps may be spoken for. Only a run keeps a part for what comes later: it knows what that is. */
  part: number;
}

function scopesOf({ runId, day }: Counted, { caps, share }: Pick<Reservation, 'caps' | 'share'>): Scope[] {
  return [
    { scope: runScope(runId), cap: 'run', usd: caps.runUsd, runTokens: caps.runTokens, part: share },
    { scope: dayScope(day), cap: 'day', usd: caps.dayUsd, runTokens: null, part: 1 },
    { scope: everything, cap: 'total', usd: caps.totalUsd, runTokens: null, part: 1 },
  ];
}

const everything = 'all';

function runScope(runId: string): string {
  return `run ${runId}`;
}

function dayScope(day: string): string {
  return `day ${day}`;
}

/** Dollars as whole millionths. Rounded down: a cap is never a millionth more than was said, but for what binary fractions lose. */
export function microsOf(usd: number): number {
  return Math.floor(Number((usd * millionths).toFixed(3)));
}

/** False where a cap would be passed; nothing is changed then. The condition is checked on the row as it is locked. */
async function addReserved(tx: Queryable, scope: string, { amount, limit }: { amount: Amount; limit: Limit }) {
  const { rowCount } = await tx.query(
    `insert into assay.model_spending as held (scope, reserved_tokens, reserved_micros, counted_tokens, counted_micros)
     select $1, $2, $3, 0, 0
     where ($4::bigint is null or $2::bigint <= $4) and ($5::bigint is null or $3::bigint <= $5)
       or exists (select from assay.model_spending where scope = $1)
     on conflict (scope) do update set
       reserved_tokens = held.reserved_tokens + excluded.reserved_tokens,
       reserved_micros = held.reserved_micros + excluded.reserved_micros
     where ($4::bigint is null or held.reserved_tokens + held.counted_tokens + excluded.reserved_tokens <= $4)
       and ($5::bigint is null or held.reserved_micros + held.counted_micros + excluded.reserved_micros <= $5)`,
    [scope, amount.tokens, amount.micros, limit.tokens, limit.micros],
  );
  return rowCount === 1;
}

async function heldBy(tx: Queryable, scope: string): Promise<Amount> {
  const { rows } = await tx.query<{ tokens: string; micros: string }>(
    `select reserved_tokens + counted_tokens as tokens, reserved_micros + counted_micros as micros
     from assay.model_spending where scope = $1`,
    [scope],
  );
  return { tokens: Number(rows[0]?.tokens ?? 0), micros: Number(rows[0]?.micros ?? 0) };
}
