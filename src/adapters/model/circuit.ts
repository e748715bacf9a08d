import type { ProviderOutcome } from '../../ports.ts';

/** Failures of the way there, in a row, after which calls stop: five of ten calls under way may share one bad moment. */
const failuresToOpen = 5;

/** How long calls stop at first; doubled each time a probe fails, up to where an outage of hours costs a call in five minutes. */
const firstSeconds = 30;
const longestSeconds = 300;

/** The longest that calls are held back because a provider asked: as long as the queue waits, whatever a header says. */
const longestPauseSeconds = 600;

/** How long a question waits that comes while the one probe is under way. */
const probeSeconds = 5;

/** Whether a call may be made now, or in how many seconds; `reason` is the sentence of the last failure. */
export type Admission =
  | { kind: 'go'; probe: boolean }
  | { kind: 'pause'; seconds: number }
  | { kind: 'open'; seconds: number; reason: string };

export interface Circuit {
  admit(): Admission;
  /** What came of an admitted call; null where it was cancelled and says nothing. `probe` is what its admission said. */
  report(outcome: ProviderOutcome | null, probe: boolean): void;
}

const ofTheWay = new Set(['timed-out', 'network', 'server']);

/**
 * Stops calls to a provider that is down, one probe at a time, and holds all calls back while a provider has asked for
 * that. `now` gives milliseconds.
 */
export function openCircuit(now: () => number): Circuit {
  let failures = 0;
  let openSeconds = 0;
  let closedUntil = 0;
  let pausedUntil = 0;
  let probing = false;
  let reason = '';

  return {
    admit() {
      const at = now();
      if (openSeconds > 0) {
        if (at < closedUntil) return { kind: 'open', seconds: secondsTo(closedUntil, at), reason };
        if (probing) return { kind: 'open', seconds: probeSeconds, reason };
        probing = true;
        return { kind: 'go', probe: true };
      }
      if (at < pausedUntil) return { kind: 'pause', seconds: secondsTo(pausedUntil, at) };
      return { kind: 'go', probe: false };
    },

    report(outcome, probe) {
      if (probe) probing = false;
      if (outcome === null) return;
      const wait = outcome.kind === 'unavailable' ? outcome.retryAfterSeconds : null;
      if (wait !== null) pausedUntil = Math.max(pausedUntil, now() + Math.min(wait, longestPauseSeconds) * 1000);
      if (outcome.kind !== 'unavailable' || !ofTheWay.has(outcome.cause)) {
        failures = 0;
        openSeconds = 0;
        probing = false;
        return;
      }
      failures += 1;
      reason = outcome.reason;
      // Calls that were under way when it opened fail too; only the probe makes it wait longer.
      if (openSeconds > 0 && !probe) return;
      if (failures < failuresToOpen) return;
      openSeconds = openSeconds === 0 ? firstSeconds : Math.min(openSeconds * 2, longestSeconds);
      closedUntil = now() + openSeconds * 1000;
    },
  };
}

function secondsTo(until: number, at: number): number {
  return Math.ceil((until - at) / 1000);
}
