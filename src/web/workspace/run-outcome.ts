import type { RunStatus } from '../../domain/run.ts';

/** Where a run stands, for people. */
export function runOutcome(run: RunStatus): string {
  if (run.outcome === null) return `${run.stage}: ${run.progress || 'waits for a worker'}`;
  if (run.failure) return `failed at ${run.failure.stage}: ${run.failure.reason}`;
  return run.outcome;
}
