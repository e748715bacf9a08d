import type { Run, RunFailure } from '../../domain/run.ts';
import { readOwnPart } from './stored-record.ts';
import type { Transaction } from './transaction.ts';

/**
 * Ends an upgrade as failed where a person has taken up, since it was started, the draft that it would supersede; says
 * whether it did. Inside the transaction that holds the product's lock, so that nobody takes it up in between.
 */
export async function endHeldUpgrade(
  tx: Transaction,
  { runId, slug }: { runId: string; slug: string },
  now: Date,
): Promise<boolean> {
  const draftId = await supersededBy(tx, runId);
  if (draftId === null) return false;
  const { rows } = await tx.query<{ state: string; revision: number }>(
    'select state, revision from assay.draft_status where draft_id = $1 for update',
    [draftId],
  );
  const [draft] = rows;
  if (!draft || (draft.state === 'waiting' && draft.revision === 1)) return false;
  const failure: RunFailure = {
    stage: 'draft',
    cause: 'draft-waits',
    reason: `Somebody took up the draft ${draftId} while this upgrade was made, so it stays and nothing takes its place.`,
    advice: 'Have that draft decided, then start the upgrade again.',
    retryable: false,
  };
  await tx.query(
    `update assay.run_status set outcome = 'failed', failure = $2, progress = $3, ended_at = $4, updated_at = $4
     where run_id = $1`,
    [runId, JSON.stringify(failure), failure.reason, now],
  );
  tx.audit({ actor: 'assay', action: 'run.failed', subject: runId, detail: { slug, draftId, cause: failure.cause } });
  return true;
}

/** The draft that an upgrade takes the place of; null for another run, and where a publication is carried on. */
async function supersededBy(tx: Transaction, runId: string): Promise<string | null> {
  const run = (await readOwnPart<Run>(tx, 'run', runId))?.own;
  if (run?.cause !== 'upgrade') return null;
  const { published, drafted } = run.baseline;
  return drafted && published?.draftId !== drafted.draftId ? drafted.draftId : null;
}
