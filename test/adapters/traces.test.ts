import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTraces } from '../../src/adapters/traces.ts';
import { aQuestion, openedModel } from './model/opened-model.ts';
import type { Script, ScriptedServer } from './model/scripted-http.ts';
import { scriptedServer } from './model/scripted-server.ts';

interface SentSpan {
  name: string;
  kind: number;
  status: { code?: number; message?: string };
  attributes: { key: string; value: Record<string, unknown> }[];
}

/** A double of a collector: takes what it is sent over OTLP/HTTP as JSON. */
async function collector() {
  const bodies: string[] = [];
  const paths: string[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      paths.push(request.url ?? '');
      bodies.push(Buffer.concat(chunks).toString('utf8'));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    paths,
    text: () => bodies.join('\n'),
    spans: (): SentSpan[] =>
      bodies.flatMap((body) =>
        (JSON.parse(body) as { resourceSpans: { scopeSpans: { spans: SentSpan[] }[] }[] }).resourceSpans.flatMap(
          ({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans),
        ),
      ),
    close: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

let server: ScriptedServer;
let sink: Awaited<ReturnType<typeof collector>>;
beforeEach(async () => {
  server = await scriptedServer();
  sink = await collector();
});
afterEach(() => Promise.all([server.close(), sink.close()]));

async function traced(...scripts: Script[]): Promise<void> {
  server.enqueue(...scripts);
  const traces = openTraces({ endpoint: sink.endpoint, version: '0.1.0' });
  await openedModel(server, { watch: traces.watch }).model().ask(aQuestion());
  await traces.close();
}

const told = ({ attributes }: SentSpan): Record<string, unknown> =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

describe('A span of a call', () => {
  it('has the names that the conventions for generative AI give it', async () => {
    await traced({ do: 'answer', content: '{"ok":true}', usage: { input: 90, output: 12 } });
    expect(sink.paths).toEqual(['/v1/traces']);
    const [span, ...more] = sink.spans();
    expect(more).toEqual([]);
    if (!span) throw new Error('no span was sent');
    expect([span.name, span.kind]).toEqual(['chat scripted-1', 3]);
    expect(told(span)).toMatchObject({
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'scripted-1',
      'gen_ai.request.max_tokens': 200,
      'gen_ai.response.model': 'scripted-1-2026-01-01',
      'gen_ai.usage.input_tokens': 90,
      'gen_ai.usage.output_tokens': 12,
      'gen_ai.output.type': 'json',
      'assay.task': 'judge',
      'assay.subject': 'inpact.permitted',
    });
  });

  it.each([
    ['llama3.1:8b', 'openai'],
    ['llama3.1:latest', 'openai'],
    ['anthropic:claude-sonnet-4-5', 'anthropic'],
  ])('of %s names the protocol or provider that is spoken to: %s', async (model, provider) => {
    const traces = openTraces({ endpoint: sink.endpoint, version: '0.1.0' });
    traces.watch({
      ...{ model, runId: 'r', stage: 'draft', task: 'judge', subject: 's', form: 'text', maxOutputTokens: 1 },
    })({ kind: 'unsupported-form', reason: 'Not known.' });
    await traces.close();
    expect(sink.spans().map((span) => told(span)['gen_ai.provider.name'])).toEqual([provider]);
  });

  it('is one a call, and says what kind of failure it was', async () => {
    const busy: Script = { do: 'raw', status: 429, type: 'text/plain', body: '', headers: { 'retry-after': '0' } };
    await traced(busy, { do: 'answer', content: '{"ok":true}' });
    expect(sink.spans().map((span) => told(span)['error.type'])).toEqual(['rate-limit', undefined]);
    expect(sink.spans().map(({ status }) => status.code)).toEqual([2, 0]);
  });

  it('holds nothing of what was asked, answered or said in a failure', async () => {
    const secret: Script = {
      do: 'raw',
      status: 503,
      type: 'application/json',
      body: '{"error":{"message":"secret words"}}',
      headers: { 'retry-after': '0' },
    };
    await traced(secret, { do: 'answer', content: '{"ok":true}' });
    for (const word of ['Decide.', 'The quotes.', '"ok', 'secret words']) expect(sink.text()).not.toContain(word);
    expect(sink.text().length).toBeGreaterThan(100);
  });

  it('is lost without an error where the collector is away', async () => {
    const traces = openTraces({ endpoint: 'http://127.0.0.1:9', version: '0.1.0' });
    traces.watch({
      ...{ model: 'm', runId: 'r', stage: 'draft', task: 'judge', subject: 's', form: 'text', maxOutputTokens: 1 },
    })({ kind: 'unsupported-form', reason: 'Not known.' });
    const started = performance.now();
    await traces.close();
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
