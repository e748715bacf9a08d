import { Agent, type Dispatcher } from 'undici';
import type { Http, HttpReply, HttpRequest } from '../../ports.ts';
import { type Door, type DoorSeam, openDoor, refuseUrl } from './door.ts';
import { guardedConnect } from './guarded-connect.ts';
import { networkFailure } from './network-failure.ts';
import { readBody } from './read-body.ts';
import { requestHeaders, userAgent } from './request-headers.ts';
import { stopwatch } from './stopwatch.ts';

export interface HttpSettings {
  /** `host:port` pairs that may be private and on any port. */
  allowHosts: string[];
  /** An address or e-mail that a site's operator can complain to. */
  contact: string | null;
  version: string;
}

/** A chain of more hops than this is a loop or a tracker. */
const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
/** Nobody reads a redirect's body; up to this it is taken in so that the connection can be used again. */
const redirectBytes = 16_000;

interface Errand {
  agent: Agent;
  door: Door;
  headers: Record<string, string>;
  request: HttpRequest;
  /** Aborted at the deadline or when the caller cancels. */
  signal: AbortSignal;
  uncounted: Uncounted;
}

/** Waits for the caller's own answer, while the deadline stands still. */
type Uncounted = <T>(work: () => T | Promise<T>) => Promise<T>;

/**
 * The `Http` port: the one place that opens sockets to vendors. GET only, http and https only, public addresses only,
 * redirects by hand through the same checks, no cookies, no credentials, no proxy, one deadline over everything.
 * Throws `UsageError` where an entry of `allowHosts` is not `host:port`.
 */
export function openHttp(settings: HttpSettings, seam: DoorSeam = {}): Http & { close(): Promise<void> } {
  const door = openDoor(settings.allowHosts, seam);
  const agent = new Agent({
    connect: guardedConnect(door),
    connections: 4, // A stage asks one at a time per host; this bounds a mistake.
    pipelining: 1,
    maxHeaderSize: 16_384,
    headersTimeout: 10_000,
    bodyTimeout: 10_000, // Between two chunks; the deadline below bounds the whole.
  });
  const agentName = userAgent(settings);
  return {
    get: (request) =>
      withDeadline(request, (signal, uncounted) => {
        const headers = requestHeaders(agentName, request);
        return follow({ agent, door, headers, request, signal, uncounted });
      }),
    close: () => agent.destroy(),
  };
}

/** Why what still runs is ended; nobody is told. One for all: an error of its own for each request costs as much as reading a small answer. */
const isOver = new Error('The request is over.');

/** Runs the work until its end, the deadline or the caller's signal, whichever is first; late ends are dropped. */
async function withDeadline(
  request: HttpRequest,
  work: (signal: AbortSignal, uncounted: Uncounted) => Promise<Stop>,
): Promise<HttpReply> {
  const controller = new AbortController();
  const cancelled: Stop = { kind: 'cancelled', url: request.url, reason: 'The request was cancelled.' };
  const late: Stop = {
    kind: 'timed-out',
    url: request.url,
    reason: `No complete answer came within ${request.seconds} seconds.`,
  };
  if (request.signal?.aborted) return cancelled;
  let stop: (end: Stop) => void = () => {};
  // An abort alone is not enough: undici notices it only once a connection stands.
  const stopped = new Promise<Stop>((resolve) => {
    stop = resolve;
  });
  const cancel = (): void => stop(cancelled);
  const watch = stopwatch(request.seconds * 1000, () => stop(late));
  request.signal?.addEventListener('abort', cancel, { once: true });
  try {
    const end = await Promise.race([work(controller.signal, watch.uncounted), stopped]);
    return end.kind === 'answer' ? { ...end, milliseconds: Math.round(watch.counted()) } : end;
  } finally {
    watch.close();
    request.signal?.removeEventListener('abort', cancel);
    controller.abort(isOver); // Ends whatever still runs for a request that is over.
  }
}

type Stop = HttpReply;

async function follow(errand: Errand): Promise<Stop> {
  let address = errand.request.url;
  for (let hop = 0; hop <= mostRedirects; hop += 1) {
    if (!URL.canParse(address))
      return { kind: 'failed', cause: 'bad-address', url: address, reason: 'This is not an address.' };
    const url = new URL(address);
    url.hash = '';
    const refusal = refuseUrl(url, errand.door);
    if (refusal) return { kind: 'refused', url: url.href, ...refusal };
    const { allow } = errand.request;
    if (allow && !(await errand.uncounted(() => allow(url.href)))) {
      return { kind: 'refused', cause: 'not-allowed', url: url.href, reason: 'This address may not be read.' };
    }
    const next = await hopTo(url, errand);
    if (typeof next !== 'string') return next;
    address = next;
  }
  return {
    kind: 'refused',
    cause: 'redirects',
    url: address,
    reason: `There were more than ${mostRedirects} redirects.`,
  };
}

/** One request: its answer, or the address it redirects to. */
async function hopTo(url: URL, errand: Errand): Promise<Stop | string> {
  try {
    const answer = await errand.agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'GET',
      headers: errand.headers,
      signal: errand.signal,
    });
    // A body that nobody reads to its end may fail later; that is no news.
    answer.body.on('error', () => {});
    const headers = plainHeaders(answer.headers);
    const location = headers.location;
    const redirected = redirects.has(answer.statusCode) && location !== undefined;
    // A 304 names the coding and length of the body that it does not send; so do some empty answers.
    const bare = redirected || answer.statusCode === 304 || headers['content-length'] === '0';
    const read = await readBody(
      answer.body,
      {
        contentEncoding: bare ? '' : (headers['content-encoding'] ?? ''),
        contentLength: bare ? '' : (headers['content-length'] ?? ''),
      },
      redirected ? redirectBytes : errand.request.maxBytes,
    );
    if (redirected) return URL.canParse(location, url.href) ? new URL(location, url).href : location;
    if (read.kind === 'encoding') return { kind: 'refused', cause: 'encoding', url: url.href, reason: read.reason };
    if (read.kind === 'too-large') return { kind: 'too-large', url: url.href, reason: read.reason };
    return { kind: 'answer', url: url.href, status: answer.statusCode, headers, body: read.body, milliseconds: 0 };
  } catch (error) {
    if (errand.signal.aborted) return { kind: 'cancelled', url: url.href, reason: 'The request was cancelled.' };
    const failure = networkFailure(error, url.href);
    if (!failure) throw error;
    return failure;
  }
}

function plainHeaders(headers: Dispatcher.ResponseData['headers']): Record<string, string> {
  const plain = Object.entries(headers).map(([name, value]) => [
    name.toLowerCase(),
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return Object.fromEntries(plain);
}
