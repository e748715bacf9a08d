import pLimit, { type LimitFunction } from 'p-limit';
import type { Budgets } from '../../domain/run.ts';
import type { HttpReply, HttpRequest, Tools } from '../../ports.ts';
import { pause } from './pause.ts';
import { retrySeconds } from './retry-seconds.ts';

export type PoliteRequest = Pick<HttpRequest, 'url' | 'maxBytes' | 'etag' | 'lastModified' | 'allow'>;

/** The `Http` port with the run's manners and budgets: few requests at once per host, pauses, patience, counting. */
export interface PoliteHttp {
  get(request: PoliteRequest): Promise<HttpReply>;
  /** Keeps at least so many seconds between two requests to a host. */
  spaceOut(host: string, seconds: number): void;
  secondsLeft(): number;
  bytesLeft(): number;
}

/** Four tries of one page: a server that fails three times in a row will most likely fail the fourth time too. */
const mostTries = 4;
/** After "too many requests": starts at four a second and doubles with each further refusal, up to one in two seconds. */
const firstGapSeconds = 0.25;
const widestGapSeconds = 2;
/** An answered request takes a tenth off; below a twentieth of a second there is no gap left. */
const relax = 0.9;
const smallestGapSeconds = 0.05;

interface HostState {
  limit: LimitFunction;
  /** What the host's robots.txt asks for. */
  delaySeconds: number;
  /** What its refusals taught; shrinks with each answer, so that one bad minute does not slow the whole run. */
  gapSeconds: number;
  /** Earliest start of the next request, milliseconds since 1970. */
  nextAt: number;
}

export function politeHttp(tools: Pick<Tools, 'http' | 'clock' | 'signal'>, budgets: Budgets): PoliteHttp {
  const startedAt = tools.clock.now().getTime();
  const hosts = new Map<string, HostState>();
  let bytes = 0;

  const secondsLeft = (): number => budgets.seconds - (tools.clock.now().getTime() - startedAt) / 1000;
  const hostState = (host: string): HostState => {
    const state = hosts.get(host) ?? { limit: pLimit(budgets.perHost), delaySeconds: 0, gapSeconds: 0, nextAt: 0 };
    hosts.set(host, state);
    return state;
  };

  const once = async (request: PoliteRequest, host: HostState): Promise<HttpReply> => {
    const now = tools.clock.now().getTime();
    const wait = host.nextAt - now;
    const gap = Math.max(host.delaySeconds, host.gapSeconds) * 1000;
    host.nextAt = Math.max(now, host.nextAt) + gap;
    if (wait > 0) await pause(Math.min(wait, Math.max(0, secondsLeft() * 1000)), tools.signal);
    // A timer that fired late must not shorten the next gap.
    host.nextAt = Math.max(host.nextAt, tools.clock.now().getTime() + gap);
    const seconds = Math.min(budgets.pageSeconds, secondsLeft());
    if (seconds <= 0) return { kind: 'timed-out', url: request.url, reason: 'The time of this run was used up.' };
    const reply = await tools.http.get({ ...request, seconds, signal: tools.signal });
    bytes += reply.kind === 'answer' ? reply.body.byteLength : reply.kind === 'too-large' ? request.maxBytes : 0;
    return reply;
  };

  const patiently = async (request: PoliteRequest, host: HostState): Promise<HttpReply> => {
    for (let tries = 1; ; tries += 1) {
      const reply = await once(request, host);
      host.gapSeconds = nextGap(reply, host.gapSeconds);
      const wait = retrySeconds(reply, tries, tools.clock.now());
      if (wait === null || tries >= mostTries || wait >= secondsLeft() || tools.signal.aborted) return reply;
      await pause(wait * 1000, tools.signal);
    }
  };

  return {
    get(request) {
      const host = hostState(new URL(request.url).host);
      return host.limit(() => patiently(request, host));
    },
    spaceOut(name, seconds) {
      const host = hostState(name);
      host.delaySeconds = Math.max(host.delaySeconds, seconds);
      host.nextAt = Math.max(host.nextAt, tools.clock.now().getTime() + seconds * 1000);
    },
    secondsLeft,
    bytesLeft: () => budgets.bytes - bytes,
  };
}

function nextGap(reply: HttpReply, gap: number): number {
  if (reply.kind !== 'answer') return gap;
  if (reply.status === 429) return Math.min(widestGapSeconds, Math.max(firstGapSeconds, gap * 2));
  return gap * relax < smallestGapSeconds ? 0 : gap * relax;
}
