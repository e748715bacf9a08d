import type { Budgets } from '../../domain/run.ts';
import { PipelineError } from '../../errors.ts';
import type { HttpReply, HttpRequest, Tools } from '../../ports.ts';
import { type HostLine, hostLine } from './host-line.ts';
import { pause } from './pause.ts';
import { retrySeconds } from './retry-seconds.ts';

export type PoliteRequest = Pick<HttpRequest, 'url' | 'maxBytes' | 'etag' | 'lastModified' | 'allow'>;

/** The `Http` port with the run's manners and budgets: few requests at once per host, pauses, patience, counting. */
export interface PoliteHttp {
  get(request: PoliteRequest): Promise<HttpReply>;
  /** The host's rules are known: they ask for so many seconds between two requests. */
  spaceOut(host: string, seconds: number): Promise<void>;
  /** What the rules of a host ask for, in seconds; 0 where they are not known. */
  delayOf(host: string): number;
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
/** A server that asks for more is not waited for: the run would read nothing else. */
const longestRestSeconds = 60;
/** A turn outlives its request by this much, so that a slow end is no overlap. */
const leaseSlackSeconds = 5;

interface HostState {
  line: HostLine;
  /** What the host's robots.txt asks for; null until it was read. */
  delaySeconds: number | null;
  /** What its refusals taught; shrinks with each answer, so that one bad minute does not slow the whole run. */
  gapSeconds: number;
  /** Failed answers in a row, over all pages: each doubles the pause. */
  troubles: number;
  /** Earliest start of the next request, milliseconds since 1970. */
  nextAt: number;
  /** Until then the host asked to be left alone. */
  restUntil: number;
}

/** A place at a host, for one request. */
interface Pass {
  host: string;
  leave(restSeconds: number): Promise<void>;
}

export function politeHttp(tools: Pick<Tools, 'http' | 'turns' | 'clock' | 'signal'>, budgets: Budgets): PoliteHttp {
  const startedAt = tools.clock.now().getTime();
  const hosts = new Map<string, HostState>();
  let bytes = 0;

  const now = (): number => tools.clock.now().getTime();
  const secondsLeft = (): number => budgets.seconds - (now() - startedAt) / 1000;
  const hostState = (host: string): HostState => {
    const fresh = { delaySeconds: null, gapSeconds: 0, troubles: 0, nextAt: 0, restUntil: 0 };
    const state = hosts.get(host) ?? { line: hostLine(budgets.perHost), ...fresh };
    hosts.set(host, state);
    return state;
  };

  /** A turn among all crawls of this installation; null where none came in time. */
  const turnAt = async (name: string, gapSeconds: number | null) => {
    if (!tools.turns) return { end: async () => undefined };
    const request = {
      host: name,
      atOnce: budgets.perHost,
      gapSeconds,
      leaseSeconds: budgets.pageSeconds + leaseSlackSeconds,
      patienceSeconds: Math.max(0, secondsLeft()),
      signal: tools.signal,
    };
    return tools.turns.take(request).catch((error: unknown) => {
      throw noTurn(name, error);
    });
  };

  /** Waits until the host may be asked. Null where that would be after the end of the run. */
  const enter = async (name: string): Promise<Pass | null> => {
    const host = hostState(name);
    await host.line.enter();
    const gap = Math.max(host.delaySeconds ?? 0, host.gapSeconds);
    const left = secondsLeft() * 1000;
    const wait = host.nextAt - now();
    if (host.restUntil - now() >= left) {
      host.line.leave();
      return null;
    }
    // At once, so that others of the line who may be in at the same time keep their distance.
    host.nextAt = Math.max(now(), host.nextAt) + gap * 1000;
    if (wait > 0) await pause(Math.min(wait, left), tools.signal);
    // Its turn would come after the end, which timers and clocks reach a millisecond apart: no request sets off between them.
    if (wait >= left) {
      host.line.leave();
      return null;
    }
    const turn = await turnAt(name, host.delaySeconds === null ? null : gap);
    if (turn === null) {
      host.line.leave();
      return null;
    }
    // A timer that fired late, or a turn that others had, must not shorten the next gap.
    host.nextAt = Math.max(host.nextAt, now() + gap * 1000);
    const leave = async (restSeconds: number): Promise<void> => {
      // Counted once more from the answer: a request that was slow to set off reached the host long after its turn began, and
      // the next one, of this process or another, would follow it too closely.
      const gapNow = Math.max(host.delaySeconds ?? 0, host.gapSeconds);
      host.restUntil = Math.max(host.restUntil, now() + restSeconds * 1000);
      host.nextAt = Math.max(host.nextAt, host.restUntil, now() + gapNow * 1000);
      await turn.end(Math.max(restSeconds, gapNow));
      host.line.leave();
    };
    return { host: name, leave };
  };

  /** One request, each hop of it in a turn of its own; `rest` is how long its last host should be left alone. */
  const once = async (request: PoliteRequest): Promise<{ reply: HttpReply; rest: number | null }> => {
    const { host: first } = new URL(request.url);
    let pass = await enter(first);
    let [hops, over, lost] = [0, false, false];
    const allow = async (url: string): Promise<boolean> => {
      hops += 1;
      if (hops === 1) return (await request.allow?.(url)) ?? true;
      // Given back first: the rules of the next host may have to be read for the answer, on this host perhaps.
      await pass?.leave(0);
      pass = null;
      if (request.allow && !(await request.allow(url))) return false;
      const next = await enter(new URL(url).host);
      if (over) await next?.leave(0);
      else pass = next;
      lost = next === null;
      return next !== null && !over;
    };
    const seconds = Math.min(budgets.pageSeconds, secondsLeft());
    if (pass === null || seconds <= 0) {
      await pass?.leave(0);
      return { reply: tooLate(request.url, first), rest: null };
    }
    const reply = await tools.http.get({ ...request, allow, seconds, signal: tools.signal });
    over = true;
    bytes += reply.kind === 'answer' ? reply.body.byteLength : reply.kind === 'too-large' ? request.maxBytes : 0;
    // Where a redirect was stopped there is no pass any more, and nothing to learn about its host.
    const last = pass as Pass | null;
    const rest = last === null ? null : learn(reply, hostState(last.host));
    await last?.leave(rest ?? 0);
    return { reply: lost ? tooLate(reply.url, new URL(reply.url).host) : reply, rest };
  };

  const tooLate = (url: string, host: string): HttpReply => {
    if (tools.signal.aborted) return { kind: 'cancelled', url, reason: 'The request was cancelled.' };
    const rests = Math.ceil((hostState(host).restUntil - now()) / 1000);
    const resting = rests > 0 && rests >= secondsLeft();
    const reason = resting
      ? `${host} asks to be left alone for another ${rests} seconds, which is longer than this run has.`
      : 'The time of this run was used up.';
    return { kind: 'timed-out', url, reason };
  };

  /** Takes note of how a host answered, and gives the seconds that it should be left alone where it failed. */
  const learn = (reply: HttpReply, host: HostState): number | null => {
    host.gapSeconds = nextGap(reply, host.gapSeconds);
    const rest = retrySeconds(reply, host.troubles + 1, tools.clock.now());
    host.troubles = rest === null ? 0 : host.troubles + 1;
    return rest;
  };

  return {
    async get(request) {
      for (let tries = 1; ; tries += 1) {
        const { reply, rest } = await once(request);
        const hopeless = rest === null || rest > longestRestSeconds || rest >= secondsLeft();
        if (hopeless || tries >= mostTries || tools.signal.aborted) return reply;
      }
    },
    async spaceOut(name, seconds) {
      const host = hostState(name);
      host.delaySeconds = Math.max(host.delaySeconds ?? 0, seconds);
      host.nextAt = Math.max(host.nextAt, now() + seconds * 1000);
      if (seconds > 0) await tools.turns?.tellGap(name, seconds);
    },
    delayOf: (name) => hosts.get(name)?.delaySeconds ?? 0,
    secondsLeft,
    bytesLeft: () => budgets.bytes - bytes,
  };
}

/** Without the database nobody knows who else asks a host, so the stage stops rather than ask: no page is to blame. */
function noTurn(host: string, error: unknown): PipelineError {
  return new PipelineError(
    {
      cause: 'no-turn',
      reason: `The database did not answer when a turn at ${host} was asked for: ${error instanceof Error ? error.message : String(error)}.`,
      advice: 'Look whether the database runs; the run goes on once it does.',
      retryable: true,
      stage: 'fetch',
    },
    { cause: error },
  );
}

function nextGap(reply: HttpReply, gap: number): number {
  if (reply.kind !== 'answer') return gap;
  if (reply.status === 429) return Math.min(widestGapSeconds, Math.max(firstGapSeconds, gap * 2));
  return gap * relax < smallestGapSeconds ? 0 : gap * relax;
}
