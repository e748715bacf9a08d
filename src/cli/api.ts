import { UsageError } from '../errors.ts';

/** The HTTP API as the commands use it: over the network, or straight into an application in this process. */
export interface Api {
  get<T>(path: string): Promise<T>;
  send<T>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, request: Sent): Promise<T>;
  /** Pages as they stand in a copy of the public site, in one answer, which is no JSON. */
  pages(path: string): Promise<ServedPages>;
  /** Where it was reached, for messages. */
  readonly place: string;
  close(): Promise<void>;
}

/** A page as the server gives it for a copy. */
export interface ServedPage {
  /** Of the page at its own address. */
  status: number;
  /** Without parameters, such as "text/html". */
  type: string;
  body: string;
}

/** What the server gives for a copy at once. */
export interface ServedPages {
  /** In the order in which they were asked for. */
  pages: ServedPage[];
  /** The version of Assay and the digest of the rubric that the server has, with a space between. */
  madeBy: string;
}

export interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

/** An answer that was a problem document, said to the person as it is. */
export class ApiProblem extends Error {
  readonly status: number;
  /** What kind of problem it is: the end of its URN, such as `bad-fields`. */
  readonly code: string;
  readonly advice: string;
  readonly errors: { path: string; message: string }[];

  constructor(problem: {
    status: number;
    code: string;
    detail: string;
    advice: string;
    errors: { path: string; message: string }[];
  }) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.advice = problem.advice;
    this.errors = problem.errors;
  }
}

interface Way {
  place: string;
  /** Null to ask as a stranger. */
  token: string | null;
  fetch: (request: Request) => Response | Promise<Response>;
  /** What is wrong where the token is not valid and nobody typed it; what the server says unless given. */
  whenRefused?: string;
  close: () => Promise<void>;
}

/** The API behind a way to it. */
export function apiOver(way: Way): Api {
  const answer = async (method: string, path: string, sent: Sent): Promise<Response> => {
    const request = new Request(new URL(path, way.place), {
      method,
      headers: {
        ...(way.token === null ? {} : { authorization: `Bearer ${way.token}` }),
        accept: 'application/json',
        ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      body: sent.body === undefined ? undefined : JSON.stringify(sent.body),
    });
    const reply = await reached(way, request);
    if (reply.ok) return reply;
    if (reply.status === 401 && way.whenRefused) throw new UsageError(way.whenRefused, 1);
    throw problemIn(await reply.text(), reply.status, way.place);
  };
  const ask = async <T>(method: string, path: string, sent: Sent): Promise<T> =>
    JSON.parse(await (await answer(method, path, sent)).text()) as T;
  return {
    place: way.place,
    get: (path) => ask('GET', path, {}),
    pages: async (path) => {
      // Mostly from the same machine: packing pages and unpacking them again would cost more than sending them.
      const reply = await answer('GET', path, { headers: { accept: '*/*', 'accept-encoding': 'identity' } });
      return { pages: await pagesIn(reply), madeBy: reply.headers.get('x-made-by') ?? '' };
    },
    send: (method, path, sent) => ask(method, path, sent),
    close: way.close,
  };
}

async function reached(way: Way, request: Request): Promise<Response> {
  try {
    return await way.fetch(request);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UsageError(`No Assay answers at ${way.place}. Start one with "assay start", or correct ASSAY_URL.`, 1);
  }
}

/** The pages of one answer, which stand in it one behind the other; a header tells how long each is. */
async function pagesIn(reply: Response): Promise<ServedPage[]> {
  const told = JSON.parse(reply.headers.get('x-pages') ?? '[]') as { status: number; type: string; bytes: number }[];
  const all = Buffer.from(await reply.arrayBuffer());
  let from = 0;
  return told.map(({ status, type, bytes }) => {
    const body = all.toString('utf8', from, from + bytes);
    from += bytes;
    return { status, type: type.replace(/;.*/, ''), body };
  });
}

function problemIn(text: string, status: number, place: string): Error {
  try {
    const found = JSON.parse(text) as {
      type?: string;
      detail?: string;
      advice?: string;
      errors?: { path: string; message: string }[];
    };
    return new ApiProblem({
      status,
      code: found.type?.split(':').at(-1) ?? '',
      detail: found.detail ?? `The server answered ${status}.`,
      advice: found.advice ?? '',
      errors: found.errors ?? [],
    });
  } catch {
    return new UsageError(`${place} answered ${status} with something that is no Assay answer. Is ASSAY_URL right?`, 1);
  }
}
