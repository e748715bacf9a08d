import type { DraftState } from '../../domain/closed-lists.ts';
import type { RunStatus } from '../../domain/run.ts';

/** The states of a draft that a reviewer is waited for in. */
export const awaitingReview: readonly DraftState[] = ['waiting', 'claimed'];

/** Where a run stands, for people; `waits` tells whether a reviewer is waited for. */
export function runOutcome(run: RunStatus, waits: boolean): string {
  if (run.outcome === null) return `${run.stage}: ${run.progress || 'waits for a worker'}`;
  if (run.failure) return `failed at ${run.failure.stage}: ${run.failure.reason}`;
  return run.outcome === 'drafted' && waits ? 'draft waits for review' : run.outcome;
}
