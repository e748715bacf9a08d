import { randomUUID } from 'node:crypto';
import type { ModelCall } from '../../domain/model-call.ts';
import type { CapName } from '../../domain/spending.ts';
import type { ModelLedger, Reservation, Settlement } from '../../ports.ts';

interface Row {
  id: string;
  reservation: Pick<Reservation, 'runId' | 'stage' | 'task' | 'subject' | 'requestDigest' | 'model' | 'at'> &
    Partial<Pick<Reservation, 'caps'>>;
  /** What counts now: the reservation while open, then what was settled. */
  tokens: number;
  usdMicros: number | null;
  state: ModelCall['state'];
  settlement: Settlement | null;
}

/** Rounded down, but for what binary fractions lose: a cap is never a millionth more than was said. */
const micros = (usd: number): number => Math.floor(Number((usd * 1_000_000).toFixed(3)));

/**
 * A ledger that lives as long as the process: for evaluations, the one page of `doctor --model` and tests. Its caps hold
 * as those of the database do.
 */
export function openMemoryLedger(): ModelLedger {
  const rows: Row[] = [];
  const requests = new Map<string, Reservation['request'] & { model: string }>();
  const replies = new Map<string, { outcome: Settlement['outcome']; reply: NonNullable<Settlement['reply']> }>();

  const counted = (keep: (row: Row) => boolean): { tokens: number; usdMicros: number } =>
    rows
      .filter(keep)
      .reduce((sum, row) => ({ tokens: sum.tokens + row.tokens, usdMicros: sum.usdMicros + (row.usdMicros ?? 0) }), {
        tokens: 0,
        usdMicros: 0,
      });

  const passed = (wanted: Reservation): { cap: CapName; limit: number; spent: number } | null => {
    const { caps, share } = wanted;
    const run = counted((row) => row.reservation.runId === wanted.runId);
    const day = counted((row) => row.reservation.at.slice(0, 10) === wanted.at.slice(0, 10));
    const money: [CapName, number | null, number, number][] = [
      ['call', caps.callUsd, 0, 1],
      ['run', caps.runUsd, run.usdMicros, share],
      ['day', caps.dayUsd, day.usdMicros, 1],
      ['total', caps.totalUsd, counted(() => true).usdMicros, 1],
    ];
    for (const [cap, limit, spent, part] of money) {
      if (limit === null || wanted.usdMicros === null) continue;
      if (spent + wanted.usdMicros > micros(limit * part))
        return { cap, limit: limit * part, spent: spent / 1_000_000 };
    }
    const { runTokens } = caps;
    if (runTokens !== null && run.tokens + wanted.tokens > runTokens * share) {
      return { cap: 'run-tokens', limit: Math.floor(runTokens * share), spent: run.tokens };
    }
    return null;
  };

  return {
    async kept(digest) {
      return replies.get(digest) ?? null;
    },

    async reserve(wanted) {
      const { requestDigest } = wanted;
      const isUnderWay = rows.some((row) => row.state === 'open' && row.reservation.requestDigest === requestDigest);
      if (isUnderWay || replies.has(requestDigest)) return { kind: 'needless' };
      const over = passed(wanted);
      if (over) return { kind: 'capped', ...over };
      const id = randomUUID();
      requests.set(requestDigest, { ...wanted.request, model: wanted.model });
      const { tokens, usdMicros } = wanted;
      rows.push({ id, reservation: wanted, tokens, usdMicros, state: 'open', settlement: null });
      return { kind: 'reserved', callId: id };
    },

    async settle(callId, settlement) {
      const row = rows.find(({ id }) => id === callId);
      if (row?.state !== 'open') return;
      row.state = 'settled';
      row.settlement = settlement;
      row.tokens = settlement.tokens;
      row.usdMicros = settlement.usdMicros;
      const { requestDigest } = row.reservation;
      if (!settlement.reply || replies.has(requestDigest)) return;
      replies.set(requestDigest, { outcome: settlement.outcome, reply: settlement.reply });
    },

    async noteUse(use) {
      if (!replies.has(use.requestDigest))
        throw new Error(`No reply to ${use.requestDigest} is kept, so none was used.`);
      rows.push({ id: randomUUID(), reservation: use, tokens: 0, usdMicros: null, state: 'kept', settlement: null });
    },

    async calls(runId, { limit, after }) {
      const mine = rows.filter((row) => row.reservation.runId === runId);
      const from = after ? mine.findIndex(({ id }) => id === after) + 1 : 0;
      const items = mine.slice(from, from + limit);
      const more = from + limit < mine.length;
      return { items: items.map((row) => callOf(row, replies)), next: more ? (items.at(-1)?.id ?? null) : null };
    },

    async spent(runId) {
      const calls = rows.filter((row) => row.reservation.runId === runId).map((row) => callOf(row, replies));
      const made = calls.filter((call) => call.state !== 'kept');
      const inputTokens = made.reduce((sum, call) => sum + inputOf(call), 0);
      return {
        modelCalls: made.length,
        cachedCalls: calls.length - made.length,
        inputTokens,
        outputTokens: made.reduce((sum, call) => sum + call.countedTokens, 0) - inputTokens,
        costUsd: made.reduce<number | null>(
          (sum, { countedUsd }) => (sum === null || countedUsd === null ? null : sum + countedUsd),
          0,
        ),
      };
    },

    async exchange(requestDigest) {
      const request = requests.get(requestDigest);
      if (!request) return null;
      return {
        requestDigest,
        ...request,
        messages: request.messages.map((message) => ({ ...message })),
        reply: replies.get(requestDigest)?.reply.text ?? null,
      };
    },
  };
}

/** As reported where that can be so; else all that counts and was not reported as output. */
function inputOf({ inputTokens, outputTokens, countedTokens }: ModelCall): number {
  if (inputTokens !== null && inputTokens >= 0 && inputTokens <= countedTokens) return inputTokens;
  return Math.max(0, countedTokens - Math.max(0, outputTokens ?? 0));
}

function callOf(
  { id, reservation, tokens, usdMicros, state, settlement }: Row,
  replies: ReadonlyMap<string, { outcome: Settlement['outcome']; reply: NonNullable<Settlement['reply']> }>,
): ModelCall {
  const { runId, stage, task, subject, requestDigest, model, at } = reservation;
  const kept = state === 'kept' ? replies.get(requestDigest) : undefined;
  const usage = settlement?.reply?.usage ?? kept?.reply.usage;
  return {
    id,
    runId,
    stage,
    task,
    subject,
    requestDigest,
    model,
    state,
    outcome: settlement?.outcome ?? kept?.outcome ?? '',
    reason: settlement?.reason ?? kept?.reply.reason ?? '',
    inputTokens: usage?.inputTokens ?? null,
    outputTokens: usage?.outputTokens ?? null,
    countedTokens: tokens,
    countedUsd: usdMicros === null ? null : usdMicros / 1_000_000,
    runCapUsd: reservation.caps?.runUsd ?? null,
    runCapTokens: reservation.caps?.runTokens ?? null,
    milliseconds: settlement?.milliseconds ?? null,
    at,
  };
}
