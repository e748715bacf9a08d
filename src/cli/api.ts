import { UsageError } from '../errors.ts';

/** The HTTP API as the commands use it: over the network, or straight into an application in this process. */
export interface Api {
  get<T>(path: string): Promise<T>;
  send<T>(method: 'POST' | 'PATCH' | 'PUT' | 'DELETE', path: string, request: Sent): Promise<T>;
  /** Where it was reached, for messages. */
  readonly place: string;
  close(): Promise<void>;
}

export interface Sent {
  body?: unknown;
  headers?: Record<string, string>;
}

/** An answer that was a problem document: said to the person as it is, exit code 1. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly advice: string;
  readonly errors: { path: string; message: string }[];

  constructor(problem: {
    status: number;
    detail: string;
    advice: string;
    errors: { path: string; message: string }[];
  }) {
    super(problem.detail);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.advice = problem.advice;
    this.errors = problem.errors;
  }
}

interface Way {
  place: string;
  token: string;
  fetch: (request: Request) => Response | Promise<Response>;
  close: () => Promise<void>;
}

/** The API behind a way to it. */
export function apiOver(way: Way): Api {
  const ask = async <T>(method: string, path: string, sent: Sent): Promise<T> => {
    const request = new Request(new URL(path, way.place), {
      method,
      headers: {
        authorization: `Bearer ${way.token}`,
        accept: 'application/json',
        ...(sent.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      body: sent.body === undefined ? undefined : JSON.stringify(sent.body),
    });
    const reply = await reached(way, request);
    const text = await reply.text();
    if (reply.ok) return JSON.parse(text) as T;
    throw problemIn(text, reply.status, way.place);
  };
  return {
    place: way.place,
    get: (path) => ask('GET', path, {}),
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

function problemIn(text: string, status: number, place: string): Error {
  try {
    const found = JSON.parse(text) as {
      detail?: string;
      advice?: string;
      errors?: { path: string; message: string }[];
    };
    return new ApiProblem({
      status,
      detail: found.detail ?? `The server answered ${status}.`,
      advice: found.advice ?? '',
      errors: found.errors ?? [],
    });
  } catch {
    return new UsageError(`${place} answered ${status} with something that is no Assay answer. Is ASSAY_URL right?`, 1);
  }
}
