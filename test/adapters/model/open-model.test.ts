import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openModel } from '../../../src/adapters/model/open-model.ts';
import type { ModelRequest } from '../../../src/ports.ts';
import { type Script, type ScriptedServer, scriptedServer } from './scripted-server.ts';
import { strictSchemaDefects } from './strict-schema.ts';

const key = 'sk-canary-5f2a9c';
let server: ScriptedServer;

beforeEach(async () => {
  server = await scriptedServer();
});
afterEach(() => server.close());

const request: ModelRequest = {
  task: 'judge',
  subject: 'inpact.permitted',
  system: 'Decide.',
  user: 'The quotes.',
  schemaName: 'verdict',
  schema: { type: 'object', properties: { ok: { type: 'boolean' } }, required: ['ok'], additionalProperties: false },
  maxOutputTokens: 500,
  seconds: 5,
};

async function ask(script: Script, change: Partial<ModelRequest> = {}) {
  server.enqueue(script);
  const model = openModel({ key, baseUrl: server.baseUrl, name: 'scripted-1', version: '0.1.0' });
  return await model.ask({ ...request, ...change });
}

describe('A call to a model', () => {
  it('gives the reply with its usage and the model that answered', async () => {
    const outcome = await ask({ do: 'answer', content: '{"ok":true}' });
    expect(outcome).toMatchObject({
      kind: 'reply',
      text: '{"ok":true}',
      usage: { inputTokens: 120, outputTokens: 30 },
      model: 'scripted-1-2026-01-01',
    });
    expect(server.complaints).toEqual([]);
    expect(server.history[0]).toMatchObject({
      authorization: `Bearer ${key}`,
      system: 'Decide.',
      user: 'The quotes.',
      agent: 'assay/0.1.0',
    });
  });

  it('says that usage is unknown where the server leaves it out', async () => {
    const outcome = await ask({ do: 'answer', content: '{"ok":true}', usage: false });
    expect(outcome).toMatchObject({ kind: 'reply', usage: { inputTokens: null, outputTokens: null } });
  });

  it.each<[string, Script, string]>([
    ['a refusal', { do: 'answer', content: '', refusal: 'I cannot help with that.' }, 'refusal'],
    ['a reply cut at the token limit', { do: 'answer', content: '{"ok":tr', finish: 'length' }, 'truncated'],
    ['complete JSON cut at the token limit', { do: 'answer', content: '{"ok":true}', finish: 'length' }, 'truncated'],
    ['a filtered reply', { do: 'answer', content: '', finish: 'content_filter' }, 'filtered'],
    ['prose', { do: 'answer', content: 'Sure! Here is my answer.' }, 'invalid'],
    ['fenced JSON', { do: 'answer', content: '```json\n{"ok":true}\n```' }, 'invalid'],
    ['an empty reply', { do: 'answer', content: '' }, 'invalid'],
    ['no choices', { do: 'raw', status: 200, type: 'application/json', body: '{"choices":[]}' }, 'invalid'],
    ['a web page', { do: 'raw', status: 200, type: 'text/html', body: '<html>Sign in</html>' }, 'invalid'],
    ['broken JSON', { do: 'raw', status: 200, type: 'application/json', body: '{"choices":' }, 'invalid'],
  ])('names %s', async (_name, script, kind) => {
    const outcome = await ask(script);
    expect(outcome.kind).toBe(kind);
  });

  it.each([
    [401, false],
    [403, false],
    [404, false],
    [429, true],
    [500, true],
    [503, true],
  ])('takes status %i as unavailable, to be retried: %s', async (status, retryable) => {
    const body = JSON.stringify({ error: { message: `Incorrect API key provided: ${key}`, type: 'x', code: 'x' } });
    const outcome = await ask({ do: 'raw', status, type: 'application/json', body, headers: { 'retry-after': '600' } });
    expect(outcome).toMatchObject({ kind: 'unavailable', retryable });
    expect(JSON.stringify(outcome)).not.toContain(key);
    expect(server.history).toHaveLength(1);
  });

  it('does not retry a used-up quota', async () => {
    const body = JSON.stringify({ error: { message: 'pay', type: 'insufficient_quota', code: 'insufficient_quota' } });
    const outcome = await ask({ do: 'raw', status: 429, type: 'application/json', body });
    expect(outcome).toMatchObject({ kind: 'unavailable', retryable: false });
  });

  it.each(['headers', 'nothing'] as const)(
    'ends at its own deadline when the server sends %s and then stalls',
    async (after) => {
      const started = Date.now();
      const outcome = await ask({ do: 'stall', after }, { seconds: 0.3 });
      expect(outcome).toMatchObject({ kind: 'unavailable', retryable: true });
      expect(Date.now() - started).toBeLessThan(2000);
    },
  );

  it('ends when the run is cancelled', async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort(), 50);
    const outcome = await ask({ do: 'stall', after: 'headers' }, { signal: cancel.signal });
    expect(outcome).toMatchObject({ kind: 'unavailable', reason: 'The call was cancelled.' });
  });

  it('takes a broken connection as unavailable', async () => {
    const outcome = await ask({ do: 'hang-up' });
    expect(outcome).toMatchObject({ kind: 'unavailable', retryable: true });
  });

  it('follows no redirect, which could carry the key elsewhere', async () => {
    const outcome = await ask({
      do: 'raw',
      status: 307,
      type: 'text/plain',
      body: '',
      headers: { location: `${server.baseUrl}/chat/completions` },
    });
    expect(outcome.kind).toBe('unavailable');
    expect(server.history).toHaveLength(1);
  });
});

describe('The scripted server', () => {
  it('refuses a schema that leaves a key optional or open', async () => {
    const schema = { type: 'object', properties: { ok: { type: 'boolean' } }, required: [] };
    const outcome = await ask({ do: 'answer', content: '{}' }, { schema });
    expect(outcome).toMatchObject({ kind: 'unavailable', retryable: false });
    expect(server.complaints.join()).toContain('does not require every key');
    expect(strictSchemaDefects(schema)).toHaveLength(2);
  });
});
