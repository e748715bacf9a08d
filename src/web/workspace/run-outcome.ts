import type { DraftState, RunOutcome, StageName } from '../../domain/closed-lists.ts';
import type { RunStatus } from '../../domain/run.ts';

/** The states of a draft that a reviewer is waited for in. */
export const awaitingReview: readonly DraftState[] = ['waiting', 'claimed'];

/** How a run ended, in a word or two. */
export const endWords: Record<RunOutcome, string> = {
  drafted: 'drafted',
  unchanged: 'nothing changed',
  failed: 'failed',
  cancelled: 'stopped',
};

/** What a stage does, for people. */
export const stageWords: Record<StageName, string> = {
  fetch: 'reading pages',
  extract: 'taking out the text',
  gather: 'looking for evidence',
  draft: 'drafting',
  publish: 'publishing',
};

/** Where a run stands, for people; `waits` tells whether a reviewer is waited for. */
export function runOutcome(run: RunStatus, waits: boolean): string {
  if (run.outcome === null) return `${stageWords[run.stage]}: ${run.progress || 'waits for a worker'}`;
  if (run.failure) return `failed while ${stageWords[run.failure.stage]}: ${run.failure.reason}`;
  return run.outcome === 'drafted' && waits ? 'draft waits for review' : endWords[run.outcome];
}
