import type { RunStatus } from '../domain/run.ts';

/** Above a run's journal: of which product it is, when it began, who asked for it; one line. */
export function runHead({ runId, vendorName, slug, createdAt, requestedBy, cause }: RunStatus): string {
  return `${vendorName} (${slug}): run ${runId} (${cause}), begun ${minute(createdAt)}, asked for by ${requestedBy}.`;
}

/** Below it: where the run stands or how it ended, with the draft that came of it; one line. */
export function runOutcome({ outcome, stage, endedAt, draftId }: RunStatus): string {
  if (outcome === null) return `Under way at ${stage}.`;
  const when = endedAt ? ` ${minute(endedAt)}` : '';
  const draft = draftId ? `, draft ${draftId}` : '';
  return `Ended${when}: ${outcome}${draft}.`;
}

function minute(instant: string): string {
  return `${instant.slice(0, 10)} ${instant.slice(11, 16)} UTC`;
}
