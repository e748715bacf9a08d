import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askModel } from '../../../src/adapters/model/ask-model.ts';
import { openCircuit } from '../../../src/adapters/model/circuit.ts';
import { requestTokens } from '../../../src/adapters/model/count-tokens.ts';
import type { ModelReading, Provider, ProviderOutcome } from '../../../src/ports.ts';
import { aRun, aVendor } from '../../contract/sample-records.ts';
import { aQuestion, noCaps, openedModel } from './opened-model.ts';
import { canary } from './provider-contract.ts';
import type { Script, ScriptedServer } from './scripted-http.ts';
import { scriptedServer } from './scripted-server.ts';

let server: ScriptedServer;
beforeEach(async () => {
  server = await scriptedServer();
});
afterEach(() => server.close());

const good: Script = { do: 'answer', content: '{"ok":true}' };
const wrong: Script = { do: 'answer', content: '{"ok":"yes"}' };
const busy: Script = { do: 'raw', status: 429, type: 'application/json', body: '{}', headers: { 'retry-after': '0' } };

describe('A question to a model', () => {
  it('is paid once: asked again, in another run of the process too, the kept reply answers', async () => {
    server.answerWith(() => good);
    const first = openedModel(server);
    const paid = await first.model().ask(aQuestion());
    const again = await openedModel(server, { ledger: first.ledger }).model().ask(aQuestion());
    expect(server.history).toHaveLength(1);
    expect(paid).toMatchObject({ kind: 'answer', value: true, spent: { modelCalls: 1, cachedCalls: 0 } });
    expect(again).toMatchObject({
      ...{ kind: 'answer', value: true },
      spent: { modelCalls: 0, cachedCalls: 1, inputTokens: 0, outputTokens: 0, costUsd: 0 },
    });
  });

  it('is paid once where several ask it at the same moment: the others wait for the reply', async () => {
    server.answerWith(() => ({ do: 'answer', content: '{"ok":true}', milliseconds: 300 }));
    const first = openedModel(server);
    const others = [1, 2, 3].map(() => openedModel(server, { ledger: first.ledger }));
    const answers = await Promise.all([first, ...others].map((opened) => opened.model().ask(aQuestion())));
    expect(server.history).toHaveLength(1);
    expect(answers.map(({ kind, spent }) => [kind, spent.modelCalls + spent.cachedCalls])).toEqual(
      Array(4).fill(['answer', 1]),
    );
  });

  it('is asked in turn where several ask it and the first gets no reply', async () => {
    server.enqueue({ do: 'raw', status: 400, type: 'application/json', body: '{}' });
    server.answerWith(() => good);
    const first = openedModel(server);
    const other = openedModel(server, { ledger: first.ledger });
    const answers = await Promise.all([first, other].map((opened) => opened.model().ask(aQuestion())));
    expect(answers.map(({ kind }) => kind)).toEqual(['none', 'answer']);
    expect(server.history).toHaveLength(2);
  });

  it('waits for another’s reply until its own deadline has passed, and can then be asked later', async () => {
    const opened = openedModel(server);
    const ledger = { ...opened.ledger, reserve: async () => ({ kind: 'needless' as const }) };
    const answer = await openedModel(server, { ledger })
      .model()
      .ask(aQuestion({ seconds: 0.1 }));
    expect(answer).toMatchObject({ kind: 'none', cause: 'unavailable', retryable: true, spent: { modelCalls: 0 } });
    expect(answer).toMatchObject({ reason: expect.stringContaining('Another run has asked') });
    expect(server.history).toEqual([]);
  }, 20_000);

  it('takes the same way through kept replies, bad ones too, without a call', async () => {
    server.enqueue(wrong, { do: 'answer', content: '{"ok"', finish: 'length' }, good);
    const first = openedModel(server);
    const paid = await first.model().ask(aQuestion());
    const again = await openedModel(server, { ledger: first.ledger }).model().ask(aQuestion());
    expect(server.history).toHaveLength(3);
    expect(again).toMatchObject({ kind: 'answer', value: true, spent: { modelCalls: 0, cachedCalls: 3 } });
    expect(paid.kind).toBe(again.kind);
  });

  it.each([
    ['another system text', { system: 'Decide well.' }],
    ['another user text', { user: 'Other quotes.' }],
    ['another schema name', { schemaName: 'other' }],
    ['another length', { maxOutputTokens: 201 }],
  ])('is another question with %s', async (_what, change) => {
    server.answerWith(() => good);
    const opened = openedModel(server);
    await opened.model().ask(aQuestion());
    await opened.model().ask(aQuestion(change));
    expect(server.history).toHaveLength(2);
  });

  it('is the same question whatever it is for, how long it may take and which share it has', async () => {
    server.answerWith(() => good);
    const opened = openedModel(server);
    await opened.model().ask(aQuestion());
    await opened.model().ask(aQuestion({ task: 'probe', subject: 'other', seconds: 9, share: 0.5 }));
    expect(server.history).toHaveLength(1);
  });

  it('shows the model its own reply and the complaints alone, once', async () => {
    server.enqueue(wrong, good);
    await openedModel(server).model().ask(aQuestion());
    const turns = server.history[1]?.turns ?? [];
    expect(turns.map(({ role }) => role)).toEqual(['assistant', 'user']);
    expect(turns[0]?.content).toBe('{"ok":"yes"}');
    expect(turns[1]?.content).toContain('- $.ok is not a boolean.');
    expect(server.history[1]).toMatchObject({ system: server.history[0]?.system, user: server.history[0]?.user });
  });

  it('shows no more than a page of complaints', async () => {
    server.enqueue(wrong, good);
    const complaints = Array.from({ length: 100 }, (_, index) => `Fault ${index}: ${'x'.repeat(1_000)}`);
    let reads = 0;
    const read = (): ModelReading<boolean> => {
      reads += 1;
      return reads === 1 ? { ok: false, complaints } : { ok: true, value: true };
    };
    await openedModel(server).model().ask(aQuestion({ read }));
    const shown = server.history[1]?.turns[1]?.content ?? '';
    expect(shown).toContain('and 80 more');
    expect(shown.length).toBeLessThan(8_000);
  });

  it('reads the repaired reply for the last time, and the first one so where no repair came', async () => {
    const seen: [unknown, boolean][] = [];
    const read = (value: unknown, last: boolean): ModelReading<boolean> => {
      seen.push([value, last]);
      return last ? { ok: true, value: false } : { ok: false, complaints: ['No.'] };
    };
    server.enqueue(wrong, { do: 'answer', content: '{"ok":1}' });
    await openedModel(server).model().ask(aQuestion({ read }));
    expect(seen).toEqual([
      [{ ok: 'yes' }, false],
      [{ ok: 1 }, true],
    ]);

    seen.length = 0;
    server.enqueue(wrong, { do: 'answer', content: '', refusal: 'No.' });
    const answer = await openedModel(server).model().ask(aQuestion({ read }));
    expect(seen).toEqual([
      [{ ok: 'yes' }, false],
      [{ ok: 'yes' }, true],
    ]);
    expect(answer).toMatchObject({ kind: 'answer', value: false });
  });

  it('asks for twice the length where a reply was cut off', async () => {
    server.enqueue({ do: 'answer', content: '{"o', finish: 'length' }, good);
    await openedModel(server).model().ask(aQuestion());
    expect(server.history.map(({ maxOutputTokens }) => maxOutputTokens)).toEqual([200, 400]);
  });

  it('repeats a failed call under the same key', async () => {
    server.enqueue(busy, good);
    await openedModel(server).model().ask(aQuestion());
    const keys = server.history.map(({ idempotencyKey }) => idempotencyKey);
    expect(keys[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(keys[1]).toBe(keys[0]);
  });

  it('learns once which form the server knows, and puts the schema into the prompt where the form lacks it', async () => {
    await server.close();
    server = await scriptedServer(['text']);
    server.answerWith(() => good);
    const opened = openedModel(server);
    for (const user of ['one', 'two', 'three']) {
      expect(await opened.model().ask(aQuestion({ user }))).toMatchObject({ kind: 'answer' });
    }
    expect(server.complaints).toHaveLength(2);
    expect(server.history).toHaveLength(3);
    expect(server.history[0]?.system).toContain('"additionalProperties":false');
    expect(server.history[0]?.system.startsWith('Decide.')).toBe(true);
  });

  it('finds a reply in whichever form it was once given', async () => {
    await server.close();
    server = await scriptedServer(['text']);
    server.answerWith(() => good);
    const first = openedModel(server);
    await first.model().ask(aQuestion());
    const again = await openedModel(server, { ledger: first.ledger }).model().ask(aQuestion());
    expect(again.spent).toMatchObject({ modelCalls: 0, cachedCalls: 1 });
    expect(server.complaints).toHaveLength(2);
  });

  it('rejects as soon as its run is cancelled, in a call and in a wait, and settles what was under way', async () => {
    server.answerWith(() => ({ do: 'stall', after: 'headers' }));
    const opened = openedModel(server);
    const stop = new AbortController();
    setTimeout(() => stop.abort(new Error('cancelled')), 100);
    await expect(opened.model(stop.signal).ask(aQuestion())).rejects.toThrow('cancelled');
    const { items } = await opened.ledger.calls(opened.runId, { limit: 5 });
    expect(items).toMatchObject([{ state: 'settled', outcome: 'unavailable' }]);
    expect(items[0]?.countedTokens).toBeGreaterThan(200);

    server.answerWith(() => ({ ...busy, headers: { 'retry-after': '30' } }));
    const waiting = new AbortController();
    setTimeout(() => waiting.abort(new Error('stopped')), 200);
    const started = performance.now();
    await expect(openedModel(server).model(waiting.signal).ask(aQuestion())).rejects.toThrow('stopped');
    expect(performance.now() - started).toBeLessThan(3_000);
  });

  it.each<[string, Extract<Script, { do: 'raw' }>]>([
    ['a wrong key', { do: 'raw', status: 401, type: 'application/json', body: `{"error":{"message":"${canary}"}}` }],
    ['a web page in place of an answer', { do: 'raw', status: 200, type: 'text/html', body: '<html>Sign in</html>' }],
    ['a web page that does not say so', { do: 'raw', status: 200, type: 'text/plain', body: '<html>Sign in</html>' }],
  ])('makes no further call in a run after %s, which none would be spared', async (_what, script) => {
    server.answerWith(() => script);
    const model = openedModel(server).model();
    for (const user of ['one', 'two', 'three']) {
      expect(await model.ask(aQuestion({ user }))).toMatchObject({
        kind: 'none',
        cause: 'unavailable',
        retryable: false,
      });
    }
    expect(server.history).toHaveLength(1);
  });

  it('tells the run’s journal of each call, paid or kept', async () => {
    server.answerWith(() => good);
    const opened = openedModel(server);
    await opened.model().ask(aQuestion());
    await opened.model().ask(aQuestion());
    expect(opened.notes.map(({ kind }) => kind)).toEqual(['model-call', 'model-call']);
    expect(opened.notes[0]?.text).toMatch(
      /^scripted-1 on inpact\.permitted \(judge\): answered: \d+ tokens, \$0\.\d{4}, /,
    );
    expect(opened.notes[1]?.text).toBe('scripted-1 on inpact.permitted (judge): answered by a kept reply.');
    expect(opened.notes[0]?.detail).toMatchObject({ task: 'judge', outcome: 'reply', cached: false });
  });
});

describe('What a call counts', () => {
  const counted = async (script: Script): Promise<{ tokens: number; usd: number | null }> => {
    server.enqueue(script);
    const opened = openedModel(server);
    await opened.model().ask(aQuestion({ seconds: 0.3 }));
    const { items } = await opened.ledger.calls(opened.runId, { limit: 1 });
    return { tokens: items[0]?.countedTokens ?? -1, usd: items[0]?.countedUsd ?? null };
  };
  const { system, user, schema } = aQuestion();
  const messages = [
    { role: 'system' as const, content: system },
    { role: 'user' as const, content: user },
  ];
  const bytes = [system, user, JSON.stringify(schema)].join('').length;

  it.each<[string, unknown, unknown]>([
    ['missing', undefined, undefined],
    ['zero', 0, 0],
    ['below zero', -3, -3],
    ['huge', 1e9, 1e9],
    ['broken', 10.5, 1.5],
  ])('is what was set aside where usage is %s', async (_what, input, output) => {
    const usage = input === undefined ? (false as const) : { input, output };
    const { tokens, usd } = await counted({ do: 'answer', content: '{"ok":true}', usage });
    expect(tokens).toBeGreaterThanOrEqual(bytes + 200);
    expect(usd).toBeCloseTo((tokens - 200 + 4 * 200) / 1e6, 5);
  });

  it('is our own count where the provider says a little less, and the provider’s where it says more', async () => {
    const own = await requestTokens({ messages, schema, form: 'json-schema' });
    expect(
      (await counted({ do: 'answer', content: '{"ok":true}', usage: { input: own - 1, output: 3 } })).tokens,
    ).toBeLessThan(own + 10);
    expect(
      (await counted({ do: 'answer', content: '{"ok":true}', usage: { input: own - 1, output: 5 } })).tokens,
    ).toBeGreaterThanOrEqual(own);
    expect(
      (await counted({ do: 'answer', content: '{"ok":true}', usage: { input: own + 20, output: 150 } })).tokens,
    ).toBe(own + 170);
  });

  it.each<[string, Script, boolean]>([
    ['a stalled call', { do: 'stall', after: 'headers' }, true],
    ['a broken connection', { do: 'hang-up' }, true],
    ['status 500', { do: 'raw', status: 500, type: 'text/plain', body: '' }, true],
    ['status 408', { do: 'raw', status: 408, type: 'text/plain', body: '' }, true],
    ['status 503', { do: 'raw', status: 503, type: 'text/plain', body: '' }, false],
    ['status 401', { do: 'raw', status: 401, type: 'text/plain', body: '' }, false],
    ['status 429', busy, false],
  ])('for %s: what was set aside: %s', async (_what, script, setAside) => {
    server.answerWith(() => good);
    const { tokens } = await counted(script);
    if (setAside) expect(tokens).toBeGreaterThanOrEqual(bytes + 200);
    else expect(tokens).toBe(0);
  });

  it('has no price where the model has none', async () => {
    server.enqueue(good);
    const opened = openedModel(server, { price: null });
    const answer = await opened.model().ask(aQuestion());
    expect(answer.spent.costUsd).toBeNull();
    expect(answer.spent.inputTokens).toBeGreaterThan(0);
  });

  it('is never less than what the provider has on its bill', async () => {
    server.answerWith(({ user: asked }) => ({ ...good, usage: { input: asked.length % 3, output: 0 } }) as Script);
    const opened = openedModel(server);
    for (let length = 1; length < 30; length += 1)
      await opened.model().ask(aQuestion({ user: 'role '.repeat(length * 7) }));
    const { items } = await opened.ledger.calls(opened.runId, { limit: 50 });
    const tokens = items.reduce((sum, call) => sum + call.countedTokens, 0);
    expect(tokens).toBeGreaterThanOrEqual(server.billed.inputTokens + server.billed.outputTokens);
    expect(server.billed.calls).toBe(29);
  });
});

describe('A cap', () => {
  it.each([
    ['call', { callUsd: 0.0001 }, 'ASSAY_BUDGET_CALL_USD'],
    ['run', { runUsd: 0.0001 }, 'ASSAY_BUDGET_RUN_USD'],
    ['day', { dayUsd: 0.0001 }, 'ASSAY_BUDGET_DAY_USD'],
    ['total', { totalUsd: 0.0001 }, 'ASSAY_BUDGET_TOTAL_USD'],
    ['run-tokens', { runTokens: 100 }, 'ASSAY_BUDGET_RUN_TOKENS'],
  ])('on %s stops the call that could pass it, and names its setting', async (_cap, caps, setting) => {
    const opened = openedModel(server, { caps: { ...noCaps, ...caps } });
    const answer = await opened.model().ask(aQuestion());
    expect(answer).toMatchObject({ kind: 'none', cause: 'capped', retryable: false, spent: { modelCalls: 0 } });
    expect(answer.kind === 'none' && answer.reason).toContain(setting);
    expect(server.history).toHaveLength(0);
  });

  it('of the run is the lower of the settings’ and the run’s own', async () => {
    const own = openedModel(server, { caps: { ...noCaps, runUsd: 5 }, budgetUsd: 0.0001 });
    expect(await own.model().ask(aQuestion())).toMatchObject({ kind: 'none', cause: 'capped' });
    const settings = openedModel(server, { caps: { ...noCaps, runUsd: 0.0001 }, budgetUsd: 5 });
    expect(await settings.model().ask(aQuestion())).toMatchObject({ kind: 'none', cause: 'capped' });
  });

  it('keeps what a question’s share leaves for what comes later', async () => {
    server.answerWith(() => good);
    const opened = openedModel(server, { caps: { ...noCaps, runTokens: 600 } });
    const model = opened.model();
    expect(await model.ask(aQuestion({ user: 'one', share: 0.5 }))).toMatchObject({ kind: 'none', cause: 'capped' });
    expect(await model.ask(aQuestion({ user: 'two', share: 1 }))).toMatchObject({ kind: 'answer' });
  });

  it('reached in a repair leaves what may stand of the first reply', async () => {
    server.enqueue(wrong);
    const opened = openedModel(server, { caps: { ...noCaps, runTokens: 600 } });
    const read = (_value: unknown, last: boolean): ModelReading<boolean> =>
      last ? { ok: true, value: false } : { ok: false, complaints: ['No.'] };
    expect(await opened.model().ask(aQuestion({ read }))).toMatchObject({ kind: 'answer', value: false });
    expect(server.history).toHaveLength(1);
  });

  it('holds over many questions at once, whatever the provider says of usage', async () => {
    server.answerWith(() => ({ do: 'answer', content: '{"ok":true}', usage: { input: 0, output: 0 } }));
    const cap = 5_000;
    const opened = openedModel(server, { caps: { ...noCaps, runTokens: cap } });
    const model = opened.model();
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => model.ask(aQuestion({ user: `quote ${index}` }))),
    );
    const capped = answers.filter((answer) => answer.kind === 'none' && answer.cause === 'capped');
    expect(capped.length).toBeGreaterThan(0);
    expect(server.billed.calls).toBe(60 - capped.length);
    expect(server.billed.inputTokens + server.billed.outputTokens).toBeLessThanOrEqual(cap);
  });
});

describe('A storm', () => {
  it('opens the circuit, which spares the provider the rest of the questions', async () => {
    server.answerWith(() => ({ do: 'raw', status: 500, type: 'text/plain', body: '' }));
    const model = openedModel(server).model();
    const answers = [];
    for (let index = 0; index < 10; index += 1) answers.push(await model.ask(aQuestion({ user: `quote ${index}` })));
    expect(server.history).toHaveLength(5);
    expect(answers.at(-1)).toMatchObject({ kind: 'none', cause: 'unavailable', retryable: true, waitSeconds: 30 });
    // What a draft says in the end must tell what failed, and not only that calls stopped.
    expect(answers.at(-1)).toMatchObject({
      reason: expect.stringMatching(/\(500\): see its .* calls stop for 30 s\.$/),
    });
  });

  it('is weathered: of a hundred questions under a mix of failures each is answered or can be asked later', async () => {
    let call = 0;
    server.answerWith(() => {
      call += 1;
      if (call % 7 === 3) return busy;
      if (call % 11 === 5) return { do: 'hang-up' };
      if (call % 13 === 6) return { do: 'raw', status: 503, type: 'text/plain', body: '' };
      return good;
    });
    const model = openedModel(server).model();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, index) => model.ask(aQuestion({ user: `quote ${index}` }))),
    );
    const lost = answers.filter((answer) => answer.kind === 'none' && !answer.retryable);
    expect(lost).toEqual([]);
    expect(answers.filter(({ kind }) => kind === 'answer').length).toBeGreaterThan(90);
    expect(answers.every(({ spent }) => spent.modelCalls <= 3)).toBe(true);
  });
});

describe('A run with a budget in dollars', () => {
  it.each([
    ['whose model has no known price is told once that it cannot hold', null, 1],
    ['whose model has a price is told nothing', { inputUsd: 1, outputUsd: 4, asOf: '2026-01-01' }, 0],
  ])('%s', (_what, price, told) => {
    const { access, notes } = openedModel(server, { price, caps: { ...noCaps, runTokens: 9_000 } });
    const run = { ...aRun(aVendor()), budgetUsd: 1.5 };
    const journal = { note: (entry: (typeof notes)[number]) => void notes.push(entry) };
    for (const stage of ['fetch', 'extract', 'gather', 'draft'] as const)
      access.open({ run, stage, journal, signal: new AbortController().signal });
    expect(notes.filter(({ text }) => /\$1\.5 cannot hold.*9000 tokens/.test(text))).toHaveLength(told);
    expect(notes).toHaveLength(told);
  });
});

describe('A reply that nobody can use', () => {
  it('leaves none of its words in the answer or the journal, which end in drafts', async () => {
    server.answerWith(() => ({ do: 'answer', content: JSON.stringify({ ok: true, PLANTED: 1 }) }));
    const opened = openedModel(server);
    const read = (value: unknown): ModelReading<boolean> => ({
      ok: false,
      complaints: [`Unrecognized key: "${Object.keys(value as object)[1]}"`],
    });
    const answer = await opened.model().ask(aQuestion({ read }));
    expect(answer).toMatchObject({ kind: 'none', cause: 'invalid', reason: expect.stringContaining('ASSAY_MODEL') });
    expect(JSON.stringify([answer, opened.notes])).not.toContain('PLANTED');
    expect(JSON.stringify(server.history[1])).toContain('PLANTED');
  });
});

describe('A probe that breaks off in our own code', () => {
  it('keeps nobody else from the provider', async () => {
    const state = { circuit: openCircuit(() => now), form: 'json-schema' as const };
    let now = 0;
    const down: ProviderOutcome = {
      ...{ kind: 'unavailable', cause: 'server', reason: 'Down.', retryable: true, retryAfterSeconds: null },
    };
    for (let time = 0; time < 5; time += 1) state.circuit.report(down, false);
    now = 31_000;
    const broken: Provider = { id: 'broken-double', call: () => Promise.reject(new Error('bug')) };
    const { parts } = openedModel(server, { provider: broken });
    const open = { parts, state, run: { id: 'r' }, stage: 'draft' as const, journal: { note: () => undefined } };
    const signal = new AbortController().signal;
    await expect(askModel(aQuestion(), { ...open, signal, caps: noCaps, stopped: null })).rejects.toThrow('bug');
    expect(state.circuit.admit()).toMatchObject({ kind: 'go' });
  });
});

describe('The key', () => {
  it('is in no answer, note, ledger row or kept exchange, even where the provider echoes it everywhere', async () => {
    const echo: Script = {
      do: 'raw',
      status: 400,
      type: 'application/json',
      body: JSON.stringify({ error: { message: canary, code: canary, type: canary, param: canary } }),
    };
    server.enqueue(echo, { ...echo, status: 500 }, { ...echo, status: 401 });
    const opened = openedModel(server);
    const answers = [];
    for (const user of ['a', 'b', 'c']) answers.push(await opened.model().ask(aQuestion({ user })));
    const { items } = await opened.ledger.calls(opened.runId, { limit: 20 });
    const exchanges = await Promise.all(items.map(({ requestDigest }) => opened.ledger.exchange(requestDigest)));
    expect(JSON.stringify({ answers, items, exchanges, notes: opened.notes })).not.toContain(canary);
    expect(items.length).toBeGreaterThanOrEqual(3);
  });
});

describe('A fault in a provider’s own code', () => {
  it('is no outcome: it is thrown, and the call stays counted at what was set aside', async () => {
    const provider: Provider = {
      id: 'broken-double',
      call: (): Promise<ProviderOutcome> => Promise.reject(new Error('bug')),
    };
    const opened = openedModel(server, { provider });
    await expect(opened.model().ask(aQuestion())).rejects.toThrow('bug');
    const { items } = await opened.ledger.calls(opened.runId, { limit: 5 });
    expect(items).toMatchObject([{ state: 'open' }]);
  });
});
