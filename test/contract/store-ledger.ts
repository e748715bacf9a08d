import { expect, it } from 'vitest';
import { sha256 } from '../../src/domain/digest.ts';
import { ModelCall, ModelExchange } from '../../src/domain/model-call.ts';
import type { Reservation, Settlement } from '../../src/ports.ts';
import { aFreshDay, aReservation, aSettlement, noCaps } from './sample-calls.ts';
import { fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';

export function describeLedger(opened: OpenedFor): void {
  const ledger = () => opened().store.ledger;
  const reserved = async (reservation: Reservation): Promise<string> => {
    const answer = await ledger().reserve(reservation);
    if (answer.kind !== 'reserved') throw new Error(`not reserved: ${answer.kind}`);
    return answer.callId;
  };
  const paid = async (reservation: Reservation, settlement: Settlement = aSettlement()): Promise<string> => {
    const callId = await reserved(reservation);
    await ledger().settle(callId, settlement);
    return callId;
  };
  const callsOf = async (runId: string) => (await ledger().calls(runId, { limit: 100 })).items;
  const spending = async (scope: string) => {
    const { rows } = await opened().pool.query('select * from assay.model_spending where scope = $1', [scope]);
    return rows[0] ?? null;
  };

  it('keeps request and reply under the request’s digest, and gives both back as they were', async () => {
    const text = '{"quotes":[{"quote":"¦ U+0000 \u0000, half a pair \ud800, 中文"}]}';
    const reservation = aReservation();
    reservation.request.messages = [
      { role: 'system', content: 'As it stood: \u0000' },
      { role: 'user', content: '~~~' },
    ];
    expect(await ledger().kept(reservation.requestDigest)).toBeNull();
    expect(await ledger().exchange(reservation.requestDigest)).toBeNull();
    const settlement = aSettlement();
    if (settlement.reply) settlement.reply.text = text;
    const callId = await reserved(reservation);
    expect(await ledger().kept(reservation.requestDigest)).toBeNull();
    expect(await ledger().exchange(reservation.requestDigest)).toMatchObject({ reply: null });
    await ledger().settle(callId, settlement);
    expect(await ledger().kept(reservation.requestDigest)).toEqual({ outcome: 'reply', reply: settlement.reply });
    const exchange = await ledger().exchange(reservation.requestDigest);
    expect(ModelExchange.parse(exchange)).toEqual({
      requestDigest: reservation.requestDigest,
      model: reservation.model,
      ...reservation.request,
      reply: text,
    });
  });

  it('keeps bad replies too, and nothing where nothing came', async () => {
    const bad = aReservation();
    const truncated = aSettlement({ outcome: 'truncated', reason: 'The reply ended at the token limit.' });
    await paid(bad, truncated);
    expect(await ledger().kept(bad.requestDigest)).toMatchObject({ outcome: 'truncated' });
    const silent = aReservation();
    await paid(silent, aSettlement({ outcome: 'unavailable', reply: null, reason: 'No answer.' }));
    expect(await ledger().kept(silent.requestDigest)).toBeNull();
  });

  it('reserves a request once while it is under way, and never again once its reply is kept', async () => {
    const reservation = aReservation();
    const other = aReservation({ ...reservation, runId: fresh('run') });
    const callId = await reserved(reservation);
    const before = await spending('all');
    expect(await ledger().reserve(other)).toEqual({ kind: 'needless' });
    expect(await ledger().reserve(reservation)).toEqual({ kind: 'needless' });
    await ledger().settle(callId, aSettlement());
    expect(await ledger().reserve(other)).toEqual({ kind: 'needless' });
    expect(await callsOf(other.runId)).toEqual([]);
    expect(Number((await spending('all'))?.reserved_micros)).toBe(Number(before?.reserved_micros) - 100_000);
  });

  it('reserves one of many at the same moment, whichever is first', async () => {
    const reservation = aReservation();
    const kinds = await Promise.all(
      Array.from({ length: 8 }, async () => (await ledger().reserve({ ...reservation, runId: fresh('run') })).kind),
    );
    expect(kinds.sort()).toEqual([...Array(7).fill('needless'), 'reserved']);
  });

  it('reserves a request anew when the call before it brought no reply, or was capped', async () => {
    const silent = aReservation();
    await paid(silent, aSettlement({ outcome: 'unavailable', reply: null, reason: 'No answer.' }));
    await paid(silent);
    const capped = aReservation({ caps: { ...noCaps, dayUsd: 0.01 } });
    expect(await ledger().reserve(capped)).toMatchObject({ kind: 'capped' });
    await paid({ ...capped, caps: noCaps });
  });

  it('lets a request be taken over from a call whose process says nothing any more, and goes on reading the first reply', async () => {
    const reservation = aReservation();
    const lost = await reserved(reservation);
    await opened().pool.query(
      `update assay.model_flight set until = clock_timestamp() - interval '1 second' where call_id = $1`,
      [lost],
    );
    await paid(reservation);
    const late = aSettlement();
    if (late.reply) late.reply.text = '{"late":true}';
    await ledger().settle(lost, late);
    expect((await ledger().kept(reservation.requestDigest))?.reply.text).toBe('{"quotes":[]}');
    expect(await callsOf(reservation.runId)).toMatchObject([{ state: 'settled' }, { state: 'settled' }]);
  });

  it('keeps a request taken for a call that lasts longer than a lease, and no longer than its deadline', async () => {
    const reservation = aReservation({ seconds: 30 });
    const callId = await reserved(reservation);
    const flight = async () => {
      const { rows } = await opened().pool.query(
        `select extract(epoch from until - clock_timestamp()) as left, until <= ends_at as within,
           extract(epoch from ends_at - clock_timestamp()) as most
         from assay.model_flight where call_id = $1`,
        [callId],
      );
      return { left: Number(rows[0]?.left), within: rows[0]?.within, most: Number(rows[0]?.most) };
    };
    const first = await flight();
    expect(first.left).toBeLessThan(12.1);
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    const later = await flight();
    // Four seconds on it would hold for eight more, had nobody pushed it on.
    expect(later.left).toBeGreaterThan(8.5);
    expect(later.within).toBe(true);
    expect(later.most).toBeLessThan(36.5);
    await ledger().settle(callId, aSettlement());
    expect((await flight()).left).toBeNaN();
  }, 20_000);

  it('shows a call at its reservation while it is open, at what was counted once settled, and a kept reply for nothing', async () => {
    const reservation = aReservation({ caps: { ...noCaps, runUsd: 5, runTokens: 90_000 } });
    const callId = await reserved(reservation);
    const { runId, stage, task, subject, requestDigest, model, at } = reservation;
    const open = {
      id: callId,
      runId,
      stage,
      task,
      subject,
      requestDigest,
      model,
      state: 'open',
      outcome: '',
      reason: '',
      inputTokens: null,
      outputTokens: null,
      countedTokens: 1_000,
      countedUsd: 0.1,
      runCapUsd: 5,
      runCapTokens: 90_000,
      milliseconds: null,
      at,
    };
    expect(await callsOf(runId)).toEqual([open]);
    await ledger().settle(callId, aSettlement());
    await ledger().noteUse({ runId, stage, task, subject, requestDigest, model, at });
    const calls = await callsOf(runId);
    const settled = {
      ...open,
      state: 'settled',
      outcome: 'reply',
      inputTokens: 280,
      outputTokens: 20,
      countedTokens: 300,
      countedUsd: 0.03,
      milliseconds: 1_200,
    };
    expect(calls).toEqual([
      settled,
      {
        ...settled,
        id: calls[1]?.id,
        state: 'kept',
        countedTokens: 0,
        countedUsd: null,
        runCapUsd: null,
        runCapTokens: null,
        milliseconds: null,
      },
    ]);
    for (const call of calls) ModelCall.parse(call);
    await expect(
      ledger().noteUse({ runId, stage, task, subject, requestDigest: sha256('never asked'), model, at }),
    ).rejects.toThrow(/is kept/);
  });

  it('lists the calls of a run oldest first, in pages that neither repeat nor skip calls of one millisecond', async () => {
    const runId = fresh('run');
    const at = aFreshDay();
    const ids: string[] = [];
    for (let call = 0; call < 5; call += 1) ids.push(await reserved(aReservation({ runId, at })));
    await reserved(aReservation());
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await ledger().calls(runId, { limit: 2, after });
      seen.push(...page.items.map((item) => item.id));
      after = page.next;
    } while (after);
    expect(seen).toEqual(ids);
    await expect(ledger().calls(runId, { limit: 2, after: 'nonsense' })).rejects.toMatchObject({ code: 'bad-cursor' });
  });

  it('sums what a run cost over all its calls: lost ones at their reservation, kept replies at nothing', async () => {
    const runId = fresh('run');
    const none = { modelCalls: 0, cachedCalls: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
    expect(await ledger().spent(runId)).toEqual(none);
    const good = aReservation({ runId });
    await paid(good);
    await paid(aReservation({ runId }), aSettlement({ outcome: 'unavailable', reply: null, reason: 'No answer.' }));
    await reserved(aReservation({ runId }));
    const { stage, task, subject, requestDigest, model, at } = good;
    await ledger().noteUse({ runId, stage, task, subject, requestDigest, model, at });
    await paid(aReservation());
    expect(await ledger().spent(runId)).toEqual({
      ...{ modelCalls: 3, cachedCalls: 1, inputTokens: 280 + 300 + 1_000, outputTokens: 20 },
      costUsd: 0.16,
    });
    await paid(aReservation({ runId, usdMicros: null }), aSettlement({ usdMicros: null }));
    expect(await ledger().spent(runId)).toMatchObject({ modelCalls: 4, costUsd: null });
  });

  it('settles once: the second word changes nothing, and a call that was never reserved is an error', async () => {
    const reservation = aReservation();
    const callId = await paid(reservation);
    const before = await spending(`run ${reservation.runId}`);
    await ledger().settle(callId, aSettlement({ tokens: 999_999, usdMicros: 999_999, outcome: 'refusal' }));
    expect(await spending(`run ${reservation.runId}`)).toEqual(before);
    expect(await callsOf(reservation.runId)).toMatchObject([{ outcome: 'reply', countedTokens: 300 }]);
    await expect(ledger().settle('call-unknown', aSettlement())).rejects.toThrow(/No call call-unknown/);
  });

  it('stops at the cap on a call, a run, a day, on all, and on a run’s tokens, and takes up to exactly each', async () => {
    const all = await spending('all');
    const total = (Number(all?.reserved_micros ?? 0) + Number(all?.counted_micros ?? 0) + 200_000) / 1e6;
    const cases = [
      // First, while nothing else is spent.
      [{ totalUsd: total }, { cap: 'total', limit: total, spent: total }],
      [{ runUsd: 0.2 }, { cap: 'run', limit: 0.2, spent: 0.2 }],
      [{ dayUsd: 0.2 }, { cap: 'day', limit: 0.2, spent: 0.2 }],
      [{ runTokens: 2_000 }, { cap: 'run-tokens', limit: 2_000, spent: 2_000 }],
    ] as const;
    for (const [caps, passed] of cases) {
      const given = { runId: fresh('run'), at: aFreshDay(), caps: { ...noCaps, ...caps } };
      await reserved(aReservation(given));
      await reserved(aReservation(given));
      const one = aReservation({ ...given, usdMicros: 1, tokens: 1 });
      expect(await ledger().reserve(one)).toEqual({ kind: 'capped', ...passed });
    }
    const caps = { ...noCaps, callUsd: 0.1 };
    await reserved(aReservation({ caps }));
    const large = aReservation({ caps, usdMicros: 100_001 });
    expect(await ledger().reserve(large)).toEqual({ kind: 'capped', cap: 'call', limit: 0.1, spent: 0 });
  });

  it('holds the very first call to the cap as well, to the millionth of a dollar', async () => {
    const caps = { ...noCaps, runUsd: 1.001 };
    expect(await ledger().reserve(aReservation({ caps, usdMicros: 1_001_001 }))).toMatchObject({
      cap: 'run',
      spent: 0,
    });
    await reserved(aReservation({ caps, usdMicros: 1_001_000 }));
  });

  it('leaves nothing of a capped call: no row, no request, nothing set aside in the scopes before the cap', async () => {
    const given = { runId: fresh('run'), at: aFreshDay(), caps: { ...noCaps, dayUsd: 0.1 } };
    await reserved(aReservation(given));
    const before = await spending(`run ${given.runId}`);
    const refused = aReservation(given);
    expect(await ledger().reserve(refused)).toEqual({ kind: 'capped', cap: 'day', limit: 0.1, spent: 0.1 });
    expect(await spending(`run ${given.runId}`)).toEqual(before);
    expect(await callsOf(given.runId)).toHaveLength(1);
    expect(await ledger().exchange(refused.requestDigest)).toBeNull();
  });

  it('frees what a call did not use, and counts what it used beyond its reservation', async () => {
    const given = { runId: fresh('run'), caps: { ...noCaps, runUsd: 0.2 } };
    await paid(aReservation(given), aSettlement({ usdMicros: 100_000 }));
    const second = await reserved(aReservation(given));
    expect(await ledger().reserve(aReservation(given))).toMatchObject({ kind: 'capped' });
    await ledger().settle(second, aSettlement({ usdMicros: 0 }));
    await paid(aReservation(given), aSettlement({ usdMicros: 150_000 }));
    expect(await ledger().reserve(aReservation({ ...given, usdMicros: 1 }))).toMatchObject({
      kind: 'capped',
      cap: 'run',
      spent: 0.25,
    });
  });

  it.each([
    ['negative', -5],
    ['no number', Number.NaN],
    ['a part of one', 0.5],
    ['more than can be counted', 1e300],
  ])('counts a settlement that is %s at the reservation', async (_what, amount) => {
    const reservation = aReservation();
    const usage = { inputTokens: amount, outputTokens: amount };
    const settlement = aSettlement({ tokens: amount, usdMicros: amount });
    if (settlement.reply) settlement.reply.usage = usage;
    await paid(reservation, settlement);
    expect(await callsOf(reservation.runId)).toMatchObject([
      { countedTokens: 1_000, countedUsd: 0.1, inputTokens: null, outputTokens: null },
    ]);
  });

  it('applies a share to what a run may spend, and to no day and no total', async () => {
    const run = { runId: fresh('run'), share: 0.5, caps: { ...noCaps, runUsd: 0.2, runTokens: 100_000 } };
    await reserved(aReservation(run));
    expect(await ledger().reserve(aReservation(run))).toEqual({ kind: 'capped', cap: 'run', limit: 0.1, spent: 0.1 });
    await reserved(aReservation({ ...run, share: 1 }));
    const tokens = { runId: fresh('run'), share: 0.5, caps: { ...noCaps, runTokens: 3_000 } };
    await reserved(aReservation(tokens));
    const answer = await ledger().reserve(aReservation(tokens));
    expect(answer).toEqual({ kind: 'capped', cap: 'run-tokens', limit: 1_500, spent: 1_000 });
    const day = { at: aFreshDay(), share: 0.5, caps: { ...noCaps, dayUsd: 0.2 } };
    await reserved(aReservation(day));
    await reserved(aReservation(day));
  });

  it('counts a day from midnight to midnight in UTC, at the moment of the reservation', async () => {
    const [day] = aFreshDay().split('T');
    const late = { at: `${day}T23:59:59.999Z`, caps: { ...noCaps, dayUsd: 0.1 } };
    const callId = await reserved(aReservation(late));
    const next = new Date(Date.parse(late.at) + 1).toISOString();
    expect(await ledger().reserve(aReservation({ ...late, at: `${day}T00:00:00.000Z` }))).toMatchObject({ cap: 'day' });
    await reserved(aReservation({ ...late, at: next }));
    await ledger().settle(callId, aSettlement({ usdMicros: 0, at: next }));
    await reserved(aReservation(late));
    expect(await ledger().reserve(aReservation({ ...late, at: next }))).toMatchObject({ cap: 'day' });
  });

  it('lets a model without a price spend tokens only, even where the money is spent', async () => {
    const given = { runId: fresh('run'), at: aFreshDay(), caps: { ...noCaps, runUsd: 0.1, runTokens: 3_000 } };
    await reserved(aReservation(given));
    const free = { ...given, usdMicros: null };
    await paid(aReservation(free), aSettlement({ usdMicros: null, tokens: 1_000 }));
    expect((await callsOf(given.runId))[1]).toMatchObject({ countedTokens: 1_000, countedUsd: null });
    await reserved(aReservation(free));
    expect(await ledger().reserve(aReservation(free))).toMatchObject({ cap: 'run-tokens', spent: 3_000 });
  });

  it('never lets eight workers pass a cap, and its counters equal the sum of the calls', async () => {
    const given = { at: aFreshDay(), caps: { ...noCaps, dayUsd: 2 } };
    let provider = 0;
    let capped = 0;
    const worker = async (index: number): Promise<void> => {
      for (let call = 0; call < 25; call += 1) {
        const answer = await ledger().reserve(aReservation({ ...given, runId: `${given.at} ${index}` }));
        if (answer.kind !== 'reserved') {
          capped += 1;
          continue;
        }
        // What the provider bills is at most the reservation, which is a strict bound.
        const billed = 10_000 * (1 + ((index * 7 + call * 3) % 10));
        provider += billed;
        await ledger().settle(answer.callId, aSettlement({ usdMicros: billed }));
      }
    };
    await Promise.all(Array.from({ length: 8 }, (_, index) => worker(index)));
    expect(capped).toBeGreaterThan(0);
    expect(provider).toBeLessThanOrEqual(2_000_000);
    expect(provider).toBeGreaterThan(1_900_000);
    expect(await spending(`day ${given.at.slice(0, 10)}`)).toMatchObject({
      reserved_micros: '0',
      counted_micros: String(provider),
    });
  });

  it('refuses direct SQL that forgets a call or changes one that is settled', async () => {
    const callId = await paid(aReservation());
    const sql = (text: string) => opened().pool.query(text, [callId]);
    await expect(sql('update assay.model_call set counted_micros = 0 where id = $1')).rejects.toThrow(/append-only/);
    await expect(sql('delete from assay.model_call where id = $1')).rejects.toThrow(/append-only/);
    const open = await reserved(aReservation());
    const reserving = opened().pool.query('update assay.model_call set reserved_micros = 0 where id = $1', [open]);
    await expect(reserving).rejects.toThrow(/append-only/);
  });

  it('has one secret for the installation, whoever asks first', async () => {
    const secrets = await Promise.all([1, 2, 3].map(() => opened().store.secret()));
    expect(new Set(secrets).size).toBe(1);
    expect(secrets[0]).toMatch(/^[0-9a-f]{64}$/);
  });
}
