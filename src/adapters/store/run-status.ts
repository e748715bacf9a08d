import type { RunFailure, RunStatus } from '../../domain/run.ts';
import { instant } from './columns.ts';

/** A row of `assay.run_status` as the driver gives it. */
export interface RunStatusRow {
  run_id: string;
  slug: string;
  vendor_name: string;
  cause: RunStatus['cause'];
  requested_by: string;
  stage: RunStatus['stage'];
  record_id: string;
  attempt: number;
  starts: number;
  outcome: RunStatus['outcome'];
  failure: RunFailure | null;
  draft_id: string | null;
  progress: string;
  created_at: Date;
  updated_at: Date;
  ended_at: Date | null;
}

/** The status as the rest of the program knows it. */
export function runStatus(row: RunStatusRow): RunStatus {
  return {
    runId: row.run_id,
    slug: row.slug,
    vendorName: row.vendor_name,
    cause: row.cause,
    requestedBy: row.requested_by,
    stage: row.stage,
    recordId: row.record_id,
    attempt: row.attempt,
    starts: row.starts,
    outcome: row.outcome,
    failure: row.failure,
    draftId: row.draft_id,
    progress: row.progress,
    createdAt: instant(row.created_at),
    updatedAt: instant(row.updated_at),
    endedAt: row.ended_at ? instant(row.ended_at) : null,
  };
}
