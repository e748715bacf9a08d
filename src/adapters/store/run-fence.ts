import type { StageName } from '../../domain/closed-lists.ts';
import type { Job } from '../../ports.ts';
import type { Queryable } from './pool.ts';

/**
 * Locks a run's status and gives its vendor's slug and its cause if the run waits for exactly this job: same stage, same record, same
 * attempt, not ended. Null otherwise: a late worker must not move a run that went on without it.
 */
export async function atStage(
  tx: Queryable,
  runId: string,
  stage: StageName,
  job: Job,
): Promise<{ slug: string; cause: string } | null> {
  const { rows } = await tx.query<{
    slug: string;
    cause: string;
    stage: string;
    record_id: string;
    attempt: number;
    outcome: string | null;
  }>('select slug, cause, stage, record_id, attempt, outcome from assay.run_status where run_id = $1 for update', [
    runId,
  ]);
  const row = rows[0];
  if (!row) throw new Error(`No run ${runId} is stored.`);
  const same = row.stage === stage && row.record_id === job.recordId && row.attempt === job.attempt;
  return same && row.outcome === null ? { slug: row.slug, cause: row.cause } : null;
}
