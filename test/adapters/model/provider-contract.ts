import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Provider, ProviderOutcome, ProviderRequest, ReplyForm } from '../../../src/ports.ts';
import type { Script, ScriptedServer } from './scripted-http.ts';

export const canary = 'sk-canary-5f2a9c7d1e';

export const request: ProviderRequest = {
  messages: [
    { role: 'system', content: 'Decide, and answer in JSON.' },
    { role: 'user', content: 'The quotes.' },
  ],
  schemaName: 'verdict',
  schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'], additionalProperties: false },
  form: 'json-schema',
  maxOutputTokens: 500,
  seconds: 5,
  idempotencyKey: 'digest-of-the-request',
};

interface Setup {
  server(): Promise<ScriptedServer>;
  provider(server: ScriptedServer): Provider | Promise<Provider>;
  /** The forms that this provider knows. */
  forms: readonly ReplyForm[];
  /** The model's name as the server reports it. */
  reported: string;
  /** Whether its protocol tells a filter from a refusal. */
  namesFilters: boolean;
  /** Whether the client sends a key that makes a repeated call the same call. */
  sendsIdempotencyKey: boolean;
}

/** What every provider does, whichever client speaks to it. */
export function providerContract(name: string, setup: Setup): void {
  describe(name, () => {
    let server: ScriptedServer;
    beforeEach(async () => {
      server = await setup.server();
    });
    afterEach(() => server.close());

    const call = async (script: Script, change: Partial<ProviderRequest> = {}): Promise<ProviderOutcome> => {
      server.enqueue(script);
      return (await setup.provider(server)).call({ ...request, ...change });
    };

    it('gives the reply with its usage and the model that answered', async () => {
      const outcome = await call({ do: 'answer', content: '{"ok":true}', usage: { input: 120, output: 30 } });
      expect(server.complaints).toEqual([]);
      expect(outcome).toMatchObject({
        ...{ kind: 'reply', text: '{"ok":true}', reason: '', model: setup.reported },
        usage: { inputTokens: 120, outputTokens: 30 },
      });
      expect(server.history[0]).toMatchObject({
        system: 'Decide, and answer in JSON.',
        user: 'The quotes.',
        key: canary,
      });
      expect(server.history[0]?.maxOutputTokens).toBe(500);
    });

    it.each(setup.forms)('asks for the form %s in the provider’s own way', async (form) => {
      await call({ do: 'answer', content: '{"ok":true}' }, { form });
      expect(server.complaints).toEqual([]);
      expect(server.history[0]).toMatchObject({ form, schema: form === 'json-schema' ? request.schema : null });
    });

    it('sends what was said after the question', async () => {
      const turns = [
        { role: 'assistant' as const, content: '{"ok":1}' },
        { role: 'user' as const, content: 'ok is no boolean' },
      ];
      await call({ do: 'answer', content: '{"ok":true}' }, { messages: [...request.messages, ...turns] });
      expect(server.history[0]?.turns).toEqual(turns);
    });

    it('says that usage is unknown where the server leaves it out', async () => {
      const outcome = await call({ do: 'answer', content: '{"ok":true}', usage: false });
      if (!('usage' in outcome)) throw new Error(`no reply came: ${JSON.stringify(outcome)}`);
      expect(outcome.usage).toEqual({ inputTokens: null, outputTokens: null });
    });

    it.each<[string, Script, string]>([
      ['a refusal', { do: 'answer', content: '', refusal: 'I cannot help with that.' }, 'refusal'],
      ['a reply cut at its limit', { do: 'answer', content: '{"ok":tr', finish: 'length' }, 'truncated'],
      ['complete JSON cut at its limit', { do: 'answer', content: '{"ok":true}', finish: 'length' }, 'truncated'],
      [
        'a filtered reply',
        { do: 'answer', content: '', finish: 'filter' },
        setup.namesFilters ? 'filtered' : 'refusal',
      ],
      ['an empty reply', { do: 'answer', content: '' }, 'invalid'],
      ['no choices', { do: 'raw', status: 200, type: 'application/json', body: '{"choices":[]}' }, 'invalid'],
      ['another protocol’s answer', { do: 'raw', status: 200, type: 'application/json', body: '{"a":1}' }, 'invalid'],
      ['a web page', { do: 'raw', status: 200, type: 'text/html', body: '<html>Sign in</html>' }, 'unavailable'],
      ['broken JSON', { do: 'raw', status: 200, type: 'application/json', body: '{"choices":' }, 'invalid'],
      ['a bare string', { do: 'raw', status: 200, type: 'application/json', body: '"hello"' }, 'invalid'],
    ])('names %s', async (_name, script, kind) => {
      const outcome = await call(script);
      expect(outcome.kind).toBe(kind);
      expect(outcome.kind === 'unsupported-form' || outcome.reason).toMatch(/\.$|check [A-Z_]+$/);
    });

    it.each<[number, string, boolean]>([
      [400, 'bad-request', false],
      [401, 'key', false],
      [402, 'quota', false],
      [403, 'key', false],
      [404, 'unknown-model', false],
      [413, 'bad-request', false],
      [422, 'bad-request', false],
      [429, 'rate-limit', true],
      [500, 'server', true],
      [503, 'server', true],
    ])('takes status %i as %s, to be tried again: %s, once asked', async (status, cause, retryable) => {
      const error = { message: `Incorrect API key provided: ${canary}`, type: 'x', code: 'x' };
      const body = JSON.stringify({ type: 'error', error });
      const outcome = await call({ do: 'raw', status, type: 'application/json', body });
      expect(outcome).toMatchObject({ kind: 'unavailable', cause, retryable });
      expect(JSON.stringify(outcome)).not.toContain(canary);
      expect(server.history).toHaveLength(1);
    });

    it('reads how long to wait, in seconds or as a date', async () => {
      const refused = {
        do: 'raw',
        status: 429,
        type: 'application/json',
        body: '{"error":{"message":"slow"}}',
      } as const;
      const seconds = await call({ ...refused, headers: { 'retry-after': '7' } });
      expect(seconds).toMatchObject({ retryAfterSeconds: 7 });
      const at = new Date(Date.now() + 90_000).toUTCString();
      const dated = await call({ ...refused, headers: { 'retry-after': at } });
      if (dated.kind !== 'unavailable') throw new Error('it was refused');
      expect(dated.retryAfterSeconds).toBeGreaterThan(85);
      expect(dated.retryAfterSeconds).toBeLessThanOrEqual(90);
      const none = await call(refused);
      expect(none).toMatchObject({ retryAfterSeconds: null });
    });

    it('tells a used-up quota from a limited rate', async () => {
      const error = { message: 'pay', type: 'insufficient_quota', code: 'insufficient_quota' };
      const outcome = await call({ do: 'raw', status: 429, type: 'application/json', body: JSON.stringify({ error }) });
      expect(outcome).toMatchObject({ kind: 'unavailable', cause: 'quota', retryable: false });
      expect(server.history).toHaveLength(1);
    });

    it.each(['headers', 'nothing'] as const)(
      'ends at its deadline when the server sends %s and stalls',
      async (after) => {
        const started = performance.now();
        const outcome = await call({ do: 'stall', after }, { seconds: 0.4 });
        expect(outcome).toMatchObject({ kind: 'unavailable', cause: 'timed-out', retryable: true });
        expect(performance.now() - started).toBeLessThan(2_500);
      },
    );

    it('ends when the run is cancelled', async () => {
      const cancel = new AbortController();
      setTimeout(() => cancel.abort(), 100);
      const outcome = await call({ do: 'stall', after: 'headers' }, { signal: cancel.signal });
      expect(outcome).toMatchObject({ kind: 'unavailable', reason: 'The call was cancelled.' });
    });

    it('takes a broken connection as one that may have been billed', async () => {
      const outcome = await call({ do: 'hang-up' });
      expect(outcome).toMatchObject({ kind: 'unavailable', cause: 'network', retryable: true });
      expect(outcome).not.toMatchObject({ unbilled: true });
      expect(server.history).toHaveLength(1);
    });

    it('takes a refused connection as one that was not', async () => {
      const provider = await setup.provider(server);
      await server.close();
      expect(await provider.call(request)).toMatchObject({
        ...{ kind: 'unavailable', cause: 'network', retryable: true, unbilled: true },
      });
      server = await setup.server();
    });

    it('says which form the server does not know, without its words', async () => {
      const error = { message: `response_format json_schema output_config ${canary}`, type: 'invalid_request_error' };
      const outcome = await call({
        ...{ do: 'raw', status: 400, type: 'application/json', body: JSON.stringify({ error }) },
      } as const);
      expect(outcome.kind).toBe('unsupported-form');
      expect(JSON.stringify(outcome)).not.toContain(canary);
    });

    it.runIf(setup.sendsIdempotencyKey)('sends the request’s own key, so that a repeat is the same call', async () => {
      await call({ do: 'answer', content: '{"ok":true}' });
      expect(server.history[0]?.idempotencyKey).toBe('digest-of-the-request');
    });
  });
}
