import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { z } from 'zod';
import { costMicros } from '../../src/domain/spending.ts';

/** What the server says of a call's usage, or does in place of an answer after it has billed the call. */
export const lies = [
  'honest',
  'zero',
  'missing',
  'half',
  'three-quarters',
  'negative',
  'huge',
  'broken',
  'hang-up',
  'failure',
] as const;
export type Lie = (typeof lies)[number];

/** In dollars for a million tokens; also what the workers know. */
export const price = { inputUsd: 1, outputUsd: 4, asOf: '2026-01-01' };

const Body = z.object({
  messages: z.array(z.object({ content: z.string() })),
  response_format: z.object({ json_schema: z.object({ schema: z.unknown() }) }),
});

export interface LyingServer {
  baseUrl: string;
  /** Millionths of a dollar that it bills, calls that it did not answer included. */
  billed(): number;
  calls(): number;
  /** Calls by what was said of their usage. */
  told(): Readonly<Record<string, number>>;
  /** Tells this lie from now on; each in turn for null, as at the start. */
  tell(lie: Lie | null): void;
  close(): Promise<void>;
}

/**
 * A double of a provider that keeps its own count of what it bills, by the tokenizer of current OpenAI models, and lies
 * about it. A call is billed when it arrives, whether it is answered or not.
 */
export async function lyingServer(): Promise<LyingServer> {
  let billed = 0;
  let calls = 0;
  let only: Lie | null = null;
  const told: Record<string, number> = {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Body.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
    const content = JSON.stringify({ said: 'word '.repeat(41 + (calls % 9)).trim() });
    const texts = [
      ...body.messages.map((message) => message.content),
      JSON.stringify(body.response_format.json_schema.schema),
    ];
    // Four for a message's markers, as published for the chat format.
    const input = texts.reduce((sum, text) => sum + 4 + countTokens(text), 0);
    const output = countTokens(content);
    billed += costMicros(price, { input, output });
    const lie = only ?? lies[calls % lies.length] ?? 'honest';
    calls += 1;
    told[lie] = (told[lie] ?? 0) + 1;
    if (lie === 'hang-up') {
      response.destroy();
      return;
    }
    const usage = usageOf(lie, input, output);
    response.writeHead(lie === 'failure' ? 500 : 200, { 'content-type': 'application/json' });
    response.end(
      JSON.stringify({
        id: 'chatcmpl-1',
        object: 'chat.completion',
        created: 0,
        model: 'lying-double',
        choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content, refusal: null } }],
        ...(usage ? { usage } : {}),
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    billed: () => billed,
    calls: () => calls,
    told: () => told,
    tell: (lie) => {
      only = lie;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function usageOf(lie: Lie, input: number, output: number) {
  const as = (prompt_tokens: unknown, completion_tokens: unknown) => ({ prompt_tokens, completion_tokens });
  switch (lie) {
    case 'zero':
      return as(0, 0);
    case 'half':
      return as(Math.floor(input / 2), Math.floor(output / 2));
    case 'three-quarters':
      return as(Math.floor(input * 0.75), Math.floor(output * 0.75));
    case 'negative':
      return as(-input, -output);
    case 'huge':
      return as(1e15, 1e15);
    case 'broken':
      return as(0.5, 1.5);
    case 'missing':
      return null;
    default:
      return as(input, output);
  }
}
