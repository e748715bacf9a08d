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

interface HostState {
  limit: LimitFunction;
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
    const state = hosts.get(host) ?? { limit: pLimit(budgets.perHost), gapSeconds: 0, nextAt: 0 };
    hosts.set(host, state);
    return state;
  };

  const once = async (request: PoliteRequest, host: HostState): Promise<HttpReply> => {
    const now = tools.clock.now().getTime();
    const wait = host.nextAt - now;
    host.nextAt = Math.max(now, host.nextAt) + host.gapSeconds * 1000;
    if (wait > 0) await pause(Math.min(wait, Math.max(0, secondsLeft() * 1000)), tools.signal);
    const seconds = Math.min(budgets.pageSeconds, secondsLeft());
    if (seconds <= 0) return { kind: 'timed-out', url: request.url, reason: 'The time of this run was used up.' };
    const reply = await tools.http.get({ ...request, seconds, signal: tools.signal });
    bytes += reply.kind === 'answer' ? reply.body.byteLength : reply.kind === 'too-large' ? request.maxBytes : 0;
    return reply;
  };

  const patiently = async (request: PoliteRequest, host: HostState): Promise<HttpReply> => {
    for (let tries = 1; ; tries += 1) {
      const reply = await once(request, host);
      const wait = retrySeconds(reply, tries, tools.clock.now());
      if (wait === null || tries >= mostTries || wait >= secondsLeft() || tools.signal.aborted) return reply;
      if (reply.kind === 'answer' && reply.status === 429) {
        host.gapSeconds = Math.max(
          host.gapSeconds,
          Math.min(widestGapSeconds, Math.max(firstGapSeconds, host.gapSeconds * 2)),
        );
      }
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
      host.gapSeconds = Math.max(host.gapSeconds, seconds);
      host.nextAt = Math.max(host.nextAt, tools.clock.now().getTime() + seconds * 1000);
    },
    secondsLeft,
    bytesLeft: () => budgets.bytes - bytes,
  };
}
