import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { strictSchemaDefects } from './strict-schema.ts';

/** What the server does with the next call. `content` is the assistant's text. */
export type Script =
  | { do: 'answer'; content: string; finish?: string; refusal?: string; usage?: boolean }
  | { do: 'answer-with'; content: (call: ReceivedCall) => string }
  | { do: 'raw'; status: number; type: string; body: string; headers?: Record<string, string> }
  | { do: 'stall'; after: 'headers' | 'nothing' }
  | { do: 'hang-up' };

const Body = z.strictObject({
  model: z.string(),
  messages: z.tuple([
    z.strictObject({ role: z.literal('system'), content: z.string().min(1) }),
    z.strictObject({ role: z.literal('user'), content: z.string().min(1) }),
  ]),
  max_completion_tokens: z.int().positive(),
  response_format: z.strictObject({
    type: z.literal('json_schema'),
    json_schema: z.strictObject({
      name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
      strict: z.literal(true),
      schema: z.record(z.string(), z.unknown()),
    }),
  }),
});

export interface ReceivedCall {
  system: string;
  user: string;
  model: string;
  schema: Record<string, unknown>;
  authorization: string;
  agent: string;
}

export interface ScriptedServer {
  baseUrl: string;
  /** Every call that was well formed, in order of arrival. */
  history: ReceivedCall[];
  /** What was wrong with calls that a strict provider would have refused. */
  complaints: string[];
  enqueue(...scripts: Script[]): void;
  close(): Promise<void>;
}

/** A provider on a free port that plays its script, and refuses what a strict one would refuse. */
export async function scriptedServer(): Promise<ScriptedServer> {
  const queue: Script[] = [];
  const history: ReceivedCall[] = [];
  const complaints: string[] = [];
  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      complaints.push(String(error));
      response.destroy();
    });
  });
  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await readCall(request);
    if (typeof received === 'string') {
      complaints.push(received);
      json(response, 400, { error: { message: received, type: 'invalid_request_error', param: null, code: null } });
      return;
    }
    history.push(received);
    const script = queue.shift();
    if (!script) throw new Error('the script has ended and another call came');
    play(script, received, response);
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    history,
    complaints,
    enqueue: (...scripts) => queue.push(...scripts),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function readCall(request: IncomingMessage): Promise<ReceivedCall | string> {
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions')
    return `no such route: ${request.method} ${request.url}`;
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const parsed = Body.safeParse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
  if (!parsed.success) return z.prettifyError(parsed.error);
  const [system, user] = parsed.data.messages;
  const { schema } = parsed.data.response_format.json_schema;
  const defects = strictSchemaDefects(schema);
  if (defects.length > 0) return `schema is not strict: ${defects.join('; ')}`;
  return {
    system: system.content,
    user: user.content,
    model: parsed.data.model,
    schema,
    authorization: request.headers.authorization ?? '',
    agent: request.headers['user-agent'] ?? '',
  };
}

function play(script: Script, call: ReceivedCall, response: ServerResponse): void {
  if (script.do === 'hang-up') {
    response.destroy();
    return;
  }
  if (script.do === 'stall') {
    if (script.after === 'headers') {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"id":');
    }
    return;
  }
  if (script.do === 'raw') {
    response.writeHead(script.status, { 'content-type': script.type, ...script.headers });
    response.end(script.body);
    return;
  }
  const content = script.do === 'answer' ? script.content : script.content(call);
  const plain = script.do === 'answer' ? script : null;
  json(response, 200, {
    id: 'chatcmpl-1',
    object: 'chat.completion',
    created: 0,
    model: `${call.model}-2026-01-01`,
    choices: [
      {
        index: 0,
        logprobs: null,
        finish_reason: plain?.finish ?? 'stop',
        message: { role: 'assistant', content: plain?.refusal ? null : content, refusal: plain?.refusal ?? null },
      },
    ],
    ...(plain?.usage === false ? {} : { usage: { prompt_tokens: 120, completion_tokens: 30, total_tokens: 150 } }),
  });
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
