import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { countTokens } from '../../../src/adapters/model/count-tokens.ts';
import type { ReplyForm } from '../../../src/ports.ts';

// The tokenizer's tables take a moment to load; a test with a short deadline should not pay for it.
await countTokens('');

/** How a reply ended, in no provider's words: each server has its own. */
export type Finish = 'stop' | 'length' | 'filter';

/** What the server does with a call. `content` is the assistant's text. */
export type Script =
  | {
      do: 'answer';
      content: string;
      finish?: Finish;
      refusal?: string;
      /** What is reported; left out where false. True counts unless given. */
      usage?: false | { input: unknown; output: unknown };
      /** Before the answer. */
      milliseconds?: number;
    }
  | { do: 'raw'; status: number; type: string; body: string; headers?: Record<string, string> }
  | { do: 'stall'; after: 'headers' | 'nothing' }
  | { do: 'hang-up' };

/** Decides on each call by what is in it. */
export type Handler = (call: ReceivedCall) => Script | Promise<Script>;

export interface ReceivedCall {
  system: string;
  /** The first user message; what came after it stands in `turns`. */
  user: string;
  turns: { role: string; content: string }[];
  model: string;
  form: ReplyForm;
  schema: Record<string, unknown> | null;
  maxOutputTokens: number;
  key: string;
  agent: string;
  idempotencyKey: string;
}

export interface ScriptedServer {
  origin: string;
  baseUrl: string;
  /** Every call that was well formed, in order of arrival. */
  history: ReceivedCall[];
  /** The bodies of those calls, byte for byte. */
  bodies: string[];
  /** Their headers, with names in small letters. */
  headers: IncomingMessage['headers'][];
  /** What was wrong with calls that a strict provider would have refused. */
  complaints: string[];
  /** What this provider would put on its bill, by its own count, whatever it reports. */
  billed: { calls: number; inputTokens: number; outputTokens: number };
  /** Scripts for the next calls, before any handler is asked. */
  enqueue(...scripts: Script[]): void;
  /** Answers every call for which no script is left. */
  answerWith(handler: Handler): void;
  close(): Promise<void>;
}

/** What tells one provider's protocol from another's. */
export interface Protocol {
  path: string;
  /** A call, or what a strict provider would say against it. */
  read(body: unknown, headers: IncomingMessage['headers']): ReceivedCall | string;
  /** The body of an answer. */
  answer(
    script: Extract<Script, { do: 'answer' }>,
    call: ReceivedCall,
    usage: { input: unknown; output: unknown } | null,
  ): unknown;
  /** The body of a refused request. `param` is what it blames. */
  refusal(message: string): unknown;
}

/** A provider on a free port that plays its scripts, and refuses what a strict one would refuse. */
export async function scriptedHttp(protocol: Protocol): Promise<ScriptedServer> {
  const queue: Script[] = [];
  const history: ReceivedCall[] = [];
  const bodies: string[] = [];
  const headers: ScriptedServer['headers'] = [];
  const complaints: string[] = [];
  const billed = { calls: 0, inputTokens: 0, outputTokens: 0 };
  let handler: Handler | null = null;

  const server = createServer((request, response) => {
    void serve(request, response).catch((error: unknown) => {
      complaints.push(String(error));
      response.destroy();
    });
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const received = readCall(request, body, protocol);
    if (typeof received === 'string') {
      complaints.push(received);
      json(response, 400, protocol.refusal(received));
      return;
    }
    history.push(received);
    bodies.push(body);
    headers.push(request.headers);
    const script = queue.shift() ?? (await handler?.(received));
    if (!script) throw new Error('the script has ended and another call came');
    if (script.do !== 'answer') return play(script, response);
    if (script.milliseconds) await new Promise((resolve) => setTimeout(resolve, script.milliseconds));
    const counted = await countedUsage(script, received);
    billed.calls += 1;
    billed.inputTokens += counted.input;
    billed.outputTokens += counted.output;
    const usage = script.usage === false ? null : (script.usage ?? counted);
    json(response, 200, protocol.answer(script, received, usage));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  return {
    ...{ origin, baseUrl: `${origin}/v1`, history, bodies, headers, complaints, billed },
    enqueue: (...scripts) => queue.push(...scripts),
    answerWith: (given) => {
      handler = given;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function readCall(request: IncomingMessage, body: string, protocol: Protocol): ReceivedCall | string {
  const [path] = (request.url ?? '').split('?');
  if (request.method !== 'POST' || path !== protocol.path) return `no such route: ${request.method} ${request.url}`;
  return protocol.read(JSON.parse(body), request.headers);
}

async function countedUsage(script: Extract<Script, { do: 'answer' }>, call: ReceivedCall) {
  const schema = call.schema ? JSON.stringify(call.schema) : '';
  const asked = [call.system, call.user, ...call.turns.map(({ content }) => content), schema].join('\n');
  return { input: await countTokens(asked), output: await countTokens(script.content) };
}

function play(script: Exclude<Script, { do: 'answer' }>, response: ServerResponse): void {
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
  response.writeHead(script.status, { 'content-type': script.type, ...script.headers });
  response.end(script.body);
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
