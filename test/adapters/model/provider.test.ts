import { MODEL_PROVIDER_CONFIG } from 'langchain/chat_models/universal';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { langChainProvider } from '../../../src/adapters/model/langchain-provider.ts';
import { openAiProvider } from '../../../src/adapters/model/openai-provider.ts';
import { modelProviders, splitModelName } from '../../../src/domain/model-provider.ts';
import { canary, providerContract, request } from './provider-contract.ts';
import { scriptedAnthropic } from './scripted-anthropic.ts';
import type { ScriptedServer } from './scripted-http.ts';
import { scriptedServer } from './scripted-server.ts';
import { strictSchemaDefects } from './strict-schema.ts';

const openAi = ({ baseUrl }: Pick<ScriptedServer, 'baseUrl'>) =>
  openAiProvider({ key: canary, baseUrl, name: 'scripted-1', version: '0.1.0' });

const anthropic = (server: Pick<ScriptedServer, 'origin'>) =>
  langChainProvider({
    ...{ provider: 'anthropic', model: 'scripted-claude', key: canary },
    options: { anthropicApiUrl: server.origin },
  });

providerContract('The OpenAI adapter', {
  server: scriptedServer,
  provider: openAi,
  forms: ['json-schema', 'json-object', 'text'],
  ...{ reported: 'scripted-1-2026-01-01', namesFilters: true, sendsIdempotencyKey: true },
});

providerContract('The LangChain adapter over OpenAI’s protocol', {
  server: scriptedServer,
  provider: ({ baseUrl }) =>
    langChainProvider({
      ...{ provider: 'openai', model: 'scripted-1', key: canary },
      options: { configuration: { baseURL: baseUrl } },
    }),
  forms: ['json-schema', 'text'],
  ...{ reported: 'scripted-1-2026-01-01', namesFilters: true, sendsIdempotencyKey: false },
});

providerContract('The LangChain adapter over Anthropic’s protocol', {
  server: scriptedAnthropic,
  provider: anthropic,
  forms: ['json-schema', 'text'],
  ...{ reported: 'scripted-claude-20260101', namesFilters: false, sendsIdempotencyKey: false },
});

describe('The OpenAI adapter alone', () => {
  let server: ScriptedServer;
  afterEach(() => server.close());

  it('follows no redirect, which could carry the key elsewhere', async () => {
    server = await scriptedServer();
    const headers = { location: `${server.baseUrl}/chat/completions` };
    server.enqueue({ do: 'raw', status: 307, type: 'text/plain', body: '', headers });
    const outcome = await openAi(server).call(request);
    expect(outcome).toMatchObject({ kind: 'unavailable', cause: 'bad-request', retryable: false });
    expect(server.history).toHaveLength(1);
  });

  it('stops reading an answer that is longer than any reply', async () => {
    server = await scriptedServer();
    const body = `{"choices":"${'x'.repeat(9 * 1024 * 1024)}"}`;
    server.enqueue({ do: 'raw', status: 200, type: 'application/json', body });
    expect((await openAi(server).call(request)).kind).toBe('invalid');
  });

  it('names the setting to change for a web page, and for a request too long', async () => {
    server = await scriptedServer();
    server.enqueue({ do: 'raw', status: 200, type: 'text/html', body: '<!doctype html>' });
    expect(await openAi(server).call(request)).toMatchObject({ reason: expect.stringContaining('OPENAI_BASE_URL') });
    const error = { message: 'too long', code: 'context_length_exceeded' };
    server.enqueue({ do: 'raw', status: 400, type: 'application/json', body: JSON.stringify({ error }) });
    expect(await openAi(server).call(request)).toMatchObject({ reason: expect.stringContaining('larger context') });
  });
});

describe('The LangChain adapter alone', () => {
  it.each([
    ['OpenAI’s', (at: ScriptedServer) => ({ provider: 'openai', options: { configuration: { baseURL: at.baseUrl } } })],
    ['Anthropic’s', (at: ScriptedServer) => ({ provider: 'anthropic', options: { anthropicApiUrl: at.origin } })],
  ])('follows no redirect by %s class, which would carry key and text elsewhere', async (_whose, settings) => {
    const [server, elsewhere] = [await scriptedServer(), await scriptedServer()];
    const headers = { location: `${elsewhere.baseUrl}/chat/completions` };
    server.enqueue({ do: 'raw', status: 307, type: 'text/plain', body: '', headers });
    elsewhere.answerWith(() => ({ do: 'answer', content: '{"ok":true}' }));
    const provider = await langChainProvider({ ...settings(server), model: 'scripted-1', key: canary });
    const outcome = await provider.call(request);
    const arrived = elsewhere.history.length + elsewhere.complaints.length;
    await Promise.all([server.close(), elsewhere.close()]);
    expect(arrived).toBe(0);
    expect(outcome).toMatchObject({ kind: 'unavailable', cause: 'bad-request', retryable: false });
  });

  it('says that a provider is not set up, where its class refuses to be made', async () => {
    vi.stubEnv('ANTHROPIC_API_KEY', '');
    const provider = await langChainProvider({ provider: 'anthropic', model: 'scripted-claude', key: null });
    const outcome = await provider.call(request);
    vi.unstubAllEnvs();
    expect(outcome).toMatchObject({ kind: 'unavailable', cause: 'key', retryable: false, unbilled: true });
    expect(outcome.reason).toMatch(/@langchain\/anthropic.*credentials/);
  });
});

describe('The scripted server', () => {
  it('refuses a schema that leaves a key optional or open, and that is no reason to ask less strictly', async () => {
    const server = await scriptedServer();
    const schema = { type: 'object', properties: { ok: { type: 'boolean' } }, required: [] };
    const outcome = await openAi(server).call({ ...request, schema });
    expect(outcome).toMatchObject({ kind: 'unavailable', cause: 'bad-request', retryable: false });
    expect(server.complaints.join()).toContain('does not require every key');
    expect(strictSchemaDefects(schema)).toHaveLength(2);
    await server.close();
  });
});

describe('The names of models', () => {
  it('know every provider that LangChain knows, with its package', () => {
    const theirs = Object.entries(MODEL_PROVIDER_CONFIG).map(([name, entry]) => [name, entry.package]);
    const ours = Object.entries(modelProviders).map(([name, entry]) => [name, entry.package]);
    expect(ours.toSorted()).toEqual(theirs.toSorted());
  });

  it('take a prefix as a provider only where it is one', () => {
    expect(splitModelName('anthropic:claude-sonnet-4-5')).toEqual({
      provider: 'anthropic',
      model: 'claude-sonnet-4-5',
    });
    expect(splitModelName('llama3.1:8b')).toBeNull();
    expect(splitModelName('gpt-4.1-mini')).toBeNull();
    expect(splitModelName('constructor:x')).toBeNull();
  });

  it('say which package to install where it is missing', async () => {
    const opened = langChainProvider({ provider: 'groq', model: 'some-model', key: canary });
    await expect(opened).rejects.toThrow(/npm install @langchain\/groq/);
  });
});

describe('LangChain’s tracing', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('sends nothing, whatever the environment says', async () => {
    const collector = await scriptedServer();
    const server = await scriptedAnthropic();
    for (const name of ['LANGSMITH_TRACING', 'LANGCHAIN_TRACING_V2', 'LANGSMITH_TRACING_V2', 'LANGCHAIN_TRACING'])
      vi.stubEnv(name, 'true');
    for (const name of ['LANGSMITH_ENDPOINT', 'LANGCHAIN_ENDPOINT']) vi.stubEnv(name, collector.origin);
    for (const name of ['LANGSMITH_API_KEY', 'LANGCHAIN_API_KEY']) vi.stubEnv(name, 'lsv2_pt_canary');
    server.enqueue({ do: 'answer', content: '{"ok":true}' });
    expect((await (await anthropic(server)).call(request)).kind).toBe('reply');
    // Traces are sent in batches, a moment after the call.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect([...collector.complaints, ...collector.history]).toEqual([]);
    await Promise.all([collector.close(), server.close()]);
  });
});
