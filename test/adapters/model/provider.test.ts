import { MODEL_PROVIDER_CONFIG } from 'langchain/chat_models/universal';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { langChainProvider } from '../../../src/adapters/model/langchain-provider.ts';
import { openAiProvider } from '../../../src/adapters/model/openai-provider.ts';
import { requestContent, requestDigest } from '../../../src/adapters/model/provider-request.ts';
import { digestOf } from '../../../src/domain/digest.ts';
import { modelProviders, splitModelName } from '../../../src/domain/model-provider.ts';
import type { Provider } from '../../../src/ports.ts';
import { aQuestion } from './opened-model.ts';
import { canary, providerContract, request } from './provider-contract.ts';
import { scriptedAnthropic } from './scripted-anthropic.ts';
import type { ScriptedServer } from './scripted-http.ts';
import { scriptedServer } from './scripted-server.ts';
import { strictSchemaDefects } from './strict-schema.ts';

const openAi = ({ baseUrl }: Pick<ScriptedServer, 'baseUrl'>) =>
  openAiProvider({ key: canary, baseUrl, name: 'scripted-1', version: '0.1.0' });

function langChainOpenAi({ baseUrl }: Pick<ScriptedServer, 'baseUrl'>) {
  return langChainProvider({
    ...{ provider: 'openai', model: 'scripted-1', key: canary },
    options: { configuration: { baseURL: baseUrl } },
  });
}

const anthropic = (server: Pick<ScriptedServer, 'origin'>) =>
  langChainProvider({
    ...{ provider: 'anthropic', model: 'scripted-claude', key: canary },
    options: { clientOptions: { baseURL: server.origin } },
  });

providerContract('The OpenAI adapter', {
  server: scriptedServer,
  provider: openAi,
  forms: ['json-schema', 'json-object', 'text'],
  ...{ reported: 'scripted-1-2026-01-01', namesFilters: true, sendsIdempotencyKey: true },
});

providerContract('The LangChain adapter over OpenAI’s protocol', {
  server: scriptedServer,
  provider: langChainOpenAi,
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

describe('A server of one’s own', () => {
  const at = (baseUrl: string | null) => openAiProvider({ key: canary, baseUrl, name: 'llama', version: '0.1.0' });
  const digest = (provider: Provider) =>
    requestDigest(provider, requestContent(aQuestion(), 'json-schema', { schemaPrompt: '' }));

  it('shares no kept reply with another server that names its model the same, nor with the provider itself', () => {
    const addresses = [null, 'http://127.0.0.1:11434/v1', 'http://127.0.0.1:8000/v1', 'http://gpu.example/v1'];
    expect(new Set(addresses.map((address) => digest(at(address)))).size).toBe(4);
    expect(digest(at('http://gpu.example/v1'))).toBe(digest(at('http://gpu.example/v1/')));
  });

  it('does not change the digest of what the provider itself was asked: its kept replies stay paid', () => {
    const content = requestContent(aQuestion(), 'json-schema', { schemaPrompt: '' });
    expect(digest(at(null))).toBe(digestOf({ model: 'llama', ...content }));
  });
});

describe('The LangChain adapter alone', () => {
  it.each([
    ['OpenAI’s', (at: ScriptedServer) => ({ provider: 'openai', options: { configuration: { baseURL: at.baseUrl } } })],
    [
      'Anthropic’s',
      (at: ScriptedServer) => ({ provider: 'anthropic', options: { clientOptions: { baseURL: at.origin } } }),
    ],
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

describe('The environment', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
  });

  /** Every variable that one of the clients reads, but the keys that a provider without one is to find by itself. */
  const foreign = {
    OPENAI_BASE_URL: 'http://elsewhere.example/v1',
    OPENAI_API_BASE: 'http://elsewhere.example/v1',
    OPENAI_ADMIN_KEY: 'from-environment',
    OPENAI_ORG_ID: 'from-environment',
    OPENAI_ORGANIZATION: 'from-environment',
    OPENAI_PROJECT_ID: 'from-environment',
    OPENAI_WEBHOOK_SECRET: 'from-environment',
    OPENAI_CUSTOM_HEADERS:
      'X-From: from-environment\nAuthorization: Bearer from-environment\nUser-Agent: from-environment',
    ANTHROPIC_API_URL: 'http://elsewhere.example',
    ANTHROPIC_BASE_URL: 'http://elsewhere.example',
    ANTHROPIC_AUTH_TOKEN: 'from-environment',
    ANTHROPIC_CUSTOM_HEADERS: 'X-From: from-environment\nX-Api-Key: from-environment',
  };
  const known = [
    ...['accept', 'accept-encoding', 'accept-language', 'anthropic-version', 'authorization', 'connection'],
    ...['content-length', 'content-type', 'host', 'idempotency-key', 'sec-fetch-mode', 'user-agent', 'x-api-key'],
  ];

  it.each([
    ['OpenAI', scriptedServer, async (at: ScriptedServer) => openAi(at)],
    ['LangChain’s OpenAI', scriptedServer, langChainOpenAi],
    ['LangChain’s Anthropic', scriptedAnthropic, anthropic],
  ] as const)('adds no header to what %s is sent, and changes none', async (_whose, open, providerAt) => {
    for (const [name, value] of Object.entries(foreign)) vi.stubEnv(name, value);
    const server = await open();
    server.enqueue({ do: 'answer', content: '{"ok":true}' });
    const outcome = await (await providerAt(server)).call(request);
    await server.close();
    expect(outcome.kind).toBe('reply');
    expect(server.history).toMatchObject([{ key: canary, agent: expect.stringMatching(/^assay/) }]);
    expect(JSON.stringify(server.headers)).not.toContain('from-environment');
    expect(Object.keys(server.headers[0] ?? {}).filter((name) => !known.includes(name))).toEqual([]);
  });

  it.each([
    ['OpenAI', 'api.openai.com', async () => openAiProvider({ key: canary, baseUrl: null, name: 'm', version: '0' })],
    ['LangChain’s OpenAI', 'api.openai.com', () => langChainProvider({ provider: 'openai', model: 'm', key: canary })],
    ['Anthropic', 'api.anthropic.com', () => langChainProvider({ provider: 'anthropic', model: 'm', key: canary })],
  ])('names no other address for %s: it is asked where it stands', async (_whose, host, open) => {
    for (const [name, value] of Object.entries(foreign)) vi.stubEnv(name, value);
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (input: string | URL | Request) => {
      asked.push(new URL(input instanceof Request ? input.url : input).host);
      return new Response('{}', { status: 400, headers: { 'content-type': 'application/json' } });
    });
    await (await open()).call(request);
    expect(asked).toEqual([host]);
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
