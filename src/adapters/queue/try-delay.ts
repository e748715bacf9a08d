import type { PipelineError } from '../../errors.ts';
import type { QueueTiming } from './settings.ts';

/** No wait that a server asks for holds a job longer than this: the reconciler's and people's patience ends too. */
const longestSeconds = 600;

/** Failures of a provider as a whole, which pass in minutes if they pass. */
const outages = new Set(['model-unavailable']);

/** What BullMQ gets in place of a failure that may pass: a code, a sentence, and when to try again. */
export class TryLater extends Error {
  /** Null where it was not said. */
  readonly waitSeconds: number | null;
  readonly outage: boolean;

  constructor(failure: PipelineError | null, text: string) {
    super(text);
    this.name = 'TryLater';
    this.waitSeconds = failure?.waitSeconds ?? null;
    this.outage = failure !== null && outages.has(failure.code);
  }
}

/**
 * Milliseconds before the next try: as long as was asked, within ten minutes; else the delay of an outage or of any other
 * failure, doubled with each try. An outage waits its delay even where less was asked: a server that is down and says
 * "in a second" would use up all tries in a few. `made` counts the tries so far, from 1.
 */
export function tryDelay(made: number, error: unknown, timing: QueueTiming): number {
  const later = error instanceof TryLater ? error : null;
  const asked = later?.waitSeconds == null ? null : Math.max(0, later.waitSeconds) * 1000;
  const least = later?.outage ? timing.outageMilliseconds * 2 ** (made - 1) : null;
  if (asked !== null || least !== null) return Math.min(Math.max(asked ?? 0, least ?? 0), longestSeconds * 1000);
  // Half of it by chance, so that jobs which failed together do not come back together.
  return Math.round(timing.backoffMilliseconds * 2 ** (made - 1) * (0.5 + Math.random() / 2));
}
