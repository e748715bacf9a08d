import type { ModelLedger, Reservation, Settlement } from '../../ports.ts';
import { storable } from './columns.ts';
import { page, readCursor } from './cursor.ts';
import { type ModelCallRow, modelCall } from './model-call-row.ts';
import { type ModelFlights, modelFlights } from './model-flights.ts';
import { type Amount, microsOf, type PassedCap, passedByItself, setAside, spend } from './model-spending.ts';
import { readSpent } from './spent-in-run.ts';
import {
  keepReply,
  keepRequest,
  packReply,
  packRequest,
  readExchange,
  readReply,
  reported,
} from './stored-exchange.ts';
import { type Database, type Transaction, transaction } from './transaction.ts';

/**
 * Every call to a model, and what was spent. A call whose process ends before it is settled stays open and counts at its
 * reservation for good: whether its provider billed it, nobody can know.
 */
export function modelLedger(database: Database): ModelLedger {
  const { pool } = database;
  const desk: Desk = { database, flights: modelFlights(pool) };
  return {
    kept: (requestDigest) => readReply(pool, requestDigest),
    exchange: (requestDigest) => readExchange(pool, requestDigest),
    reserve: (reservation) => reserve(desk, reservation),
    settle: (callId, settlement) => settle(desk, callId, settlement),

    async noteUse({ runId, stage, task, subject, requestDigest, model, at }) {
      const { rowCount } = await pool.query(
        `insert into assay.model_call (run_id, stage, task, subject, request_digest, model, state, outcome, reason,
           input_tokens, output_tokens, reserved_tokens, counted_tokens, at, day)
         select $1, $2, $3, $4, request_digest, $6, 'kept', outcome, reason, input_tokens, output_tokens, 0, 0, $7, $8
         from assay.model_reply where request_digest = $5`,
        [runId, stage, task, storable(subject), requestDigest, storable(model), at, dayOf(at)],
      );
      if (rowCount === 0) throw new Error(`No reply to ${requestDigest} is kept, so none was used.`);
    },

    spent: (runId) => readSpent(pool, runId),

    async calls(runId, { limit, after }) {
      const from = readCursor(after, 'instant');
      const { rows } = await pool.query<ModelCallRow>(
        `select * from assay.model_call where run_id = $1
           and ($2::timestamptz is null or (at, id) > ($2::timestamptz, $3::text))
         order by at, id limit $4`,
        [runId, from?.[0] ?? null, from?.[1] ?? null, limit + 1],
      );
      return page(rows, limit, { item: modelCall, at: (row) => [row.at.toISOString(), row.id] });
    },
  };
}

interface Desk {
  database: Database;
  flights: ModelFlights;
}

/** Ends the transaction without an effect: another process was quicker with the same request. */
class Needless extends Error {}

/** Ends the transaction, which has set aside a part already, without an effect. */
class Capped extends Error {
  readonly passed: PassedCap;
  constructor(passed: PassedCap) {
    super(`The cap ${passed.cap} would be passed.`);
    this.passed = passed;
  }
}

async function reserve({ database, flights }: Desk, reservation: Reservation): ReturnType<ModelLedger['reserve']> {
  const { requestDigest, seconds } = reservation;
  // Before the work of packing, because who waits asks again and again.
  if (await flights.isNeedless(requestDigest)) return { kind: 'needless' };
  const alone = passedByItself(reservation);
  if (alone) return { kind: 'capped', ...alone };
  const request = await packRequest(reservation.request);
  try {
    const callId = await transaction(database, async (tx) => {
      await keepRequest(tx, reservation, request);
      const id = await open(tx, reservation);
      if (!(await flights.take(tx, { requestDigest, seconds, callId: id }))) throw new Needless();
      const passed = await setAside(tx, reservation, { runId: reservation.runId, day: dayOf(reservation.at) });
      if (passed) throw new Capped(passed);
      return id;
    });
    flights.hold(callId, seconds);
    return { kind: 'reserved', callId };
  } catch (error) {
    if (error instanceof Needless) return { kind: 'needless' };
    if (error instanceof Capped) return { kind: 'capped', ...error.passed };
    throw error;
  }
}

async function open(tx: Transaction, reservation: Reservation): Promise<string> {
  const { runId, stage, task, subject, requestDigest, model, tokens, usdMicros, caps, at } = reservation;
  const { rows } = await tx.query<{ id: string }>(
    `insert into assay.model_call (run_id, stage, task, subject, request_digest, model, state, reserved_tokens,
       reserved_micros, run_cap_micros, run_cap_tokens, at, day)
     values ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11, $12) returning id`,
    [
      runId,
      stage,
      task,
      storable(subject),
      requestDigest,
      storable(model),
      tokens,
      usdMicros,
      caps.runUsd === null ? null : microsOf(caps.runUsd),
      caps.runTokens === null ? null : Math.floor(caps.runTokens),
      at,
      dayOf(at),
    ],
  );
  if (!rows[0]) throw new Error('The call was not stored.');
  return rows[0].id;
}

interface Reserved extends Amount {
  runId: string;
  requestDigest: string;
  day: string;
  priced: boolean;
}

async function settle({ database, flights }: Desk, callId: string, settlement: Settlement): Promise<void> {
  const { reply, outcome } = settlement;
  const doc = reply ? await packReply(reply) : null;
  await transaction(database, async (tx) => {
    const reserved = await readOpen(tx, callId);
    if (!reserved) return;
    const counted: Amount = {
      tokens: whole(settlement.tokens) ?? reserved.tokens,
      micros: reserved.priced ? (whole(settlement.usdMicros) ?? reserved.micros) : 0,
    };
    await tx.query(
      `update assay.model_call set state = 'settled', outcome = $2, reason = $3, input_tokens = $4, output_tokens = $5,
         counted_tokens = $6, counted_micros = $7, milliseconds = $8
       where id = $1`,
      [
        callId,
        outcome,
        storable(settlement.reason),
        reported(reply?.usage.inputTokens ?? null),
        reported(reply?.usage.outputTokens ?? null),
        counted.tokens,
        reserved.priced ? counted.micros : null,
        Math.max(0, Math.round(settlement.milliseconds)),
      ],
    );
    await flights.end(tx, { requestDigest: reserved.requestDigest, callId });
    if (reply && doc) await keepReply(tx, reserved.requestDigest, { outcome, reply, doc });
    await spend(tx, reserved, { reserved, counted });
  });
}

/** Locks an open call; null where it is settled already. Throws where there is no such call. */
async function readOpen(tx: Transaction, callId: string): Promise<Reserved | null> {
  const { rows } = await tx.query<{
    state: string;
    run_id: string;
    request_digest: string;
    day: string;
    tokens: string;
    micros: string | null;
  }>(
    `select state, run_id, request_digest, day::text, reserved_tokens as tokens, reserved_micros as micros
     from assay.model_call where id = $1 for update`,
    [callId],
  );
  const row = rows[0];
  if (!row) throw new Error(`No call ${callId} was reserved.`);
  if (row.state !== 'open') return null;
  return {
    runId: row.run_id,
    requestDigest: row.request_digest,
    day: row.day,
    tokens: Number(row.tokens),
    micros: Number(row.micros ?? 0),
    priced: row.micros !== null,
  };
}

/** An amount that can be counted; null for anything else, which then counts at the reservation. */
function whole(amount: number | null): number | null {
  return amount !== null && Number.isSafeInteger(amount) && amount >= 0 ? amount : null;
}

/** The day of an instant in UTC, which is how instants are written. */
function dayOf(at: string): string {
  return new Date(at).toISOString().slice(0, 10);
}
