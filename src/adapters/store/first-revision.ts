import type { Draft } from '../../domain/draft.ts';
import type { Appended, Job } from '../../ports.ts';
import { endHeldUpgrade } from './held-upgrade.ts';
import { atStage } from './run-fence.ts';
import { insertRevision } from './stored-draft.ts';
import { type Database, lockSubject, type Transaction, transaction } from './transaction.ts';

/**
 * Appends a new draft, ends its run as drafted and supersedes what waits of the same vendor, all in one transaction. An
 * upgrade supersedes no draft that a person has taken up: it ends as failed, and the answer is `stale`.
 */
export async function appendFirstRevision(database: Database, draft: Draft, job: Job): Promise<Appended | 'stale'> {
  if (draft.revision !== 1)
    throw new Error(`The draft ${draft.id} starts with revision ${draft.revision} instead of 1.`);
  return transaction(database, async (tx) => {
    await lockSubject(tx, draft.slug);
    const fence = await atStage(tx, draft.runId, 'draft', job);
    const known = await tx.query('select 1 from assay.draft_status where draft_id = $1', [draft.id]);
    if (known.rows.length > 0) return 'already';
    if (!fence) return 'stale';
    if (fence.slug !== draft.slug)
      throw new Error(`The draft ${draft.id} is of ${draft.slug}, its run of ${fence.slug}.`);
    const now = database.clock.now();
    if (fence.cause === 'upgrade' && (await endHeldUpgrade(tx, draft, now))) return 'stale';
    await supersedeOpen(tx, draft, now);
    const { doubt } = await insertRevision(tx, draft);
    await tx.query(
      `insert into assay.draft_status (draft_id, slug, state, revision, created_at, updated_at, doubt)
       values ($1, $2, 'waiting', 1, $3, $3, $4)`,
      [draft.id, draft.slug, draft.createdAt, doubt],
    );
    await tx.query(
      `update assay.run_status set outcome = 'drafted', draft_id = $2, progress = 'A draft was made.',
         ended_at = $3, updated_at = $3 where run_id = $1`,
      [draft.runId, draft.id, now],
    );
    const records = await digestsOf(tx, job.recordId);
    const detail = { slug: draft.slug, runId: draft.runId, contentDigest: draft.contentDigest, records };
    tx.audit({ actor: draft.author, action: 'draft.made', subject: draft.id, detail });
    tx.audit({
      actor: 'assay',
      action: 'run.drafted',
      subject: draft.runId,
      detail: { slug: draft.slug, draftId: draft.id },
    });
    return 'appended';
  });
}

/** The records that a draft was made from, back to its run, with their digests: the log holds them from now on. */
async function digestsOf(tx: Transaction, evidenceId: string): Promise<Record<string, string>> {
  const { rows } = await tx.query<{ id: string; digest: string }>(
    `with recursive made as (
       select id, parent_id, digest from assay.record where id = $1
       union all select record.id, record.parent_id, record.digest from assay.record join made on record.id = made.parent_id)
     select id, digest from made`,
    [evidenceId],
  );
  return Object.fromEntries(rows.map(({ id, digest }) => [id, digest]));
}

/** Drafts of later runs keep standing: a run that was held up must not take down what is newer than itself. */
async function supersedeOpen(tx: Transaction, by: Draft, now: Date): Promise<void> {
  const { rows } = await tx.query<{ draft_id: string }>(
    `update assay.draft_status set state = 'superseded', holder = null, updated_at = $2
     where slug = $1 and state in ('waiting', 'claimed', 'returned') and draft_id in (
       select draft_id from assay.draft_revision
       join assay.record earlier on earlier.id = draft_revision.run_id
       join assay.record own on own.id = $3
       where draft_revision.slug = $1 and earlier.sequence < own.sequence)
     returning draft_id`,
    [by.slug, now, by.runId],
  );
  for (const { draft_id } of rows) {
    tx.audit({ actor: 'assay', action: 'draft.superseded', subject: draft_id, detail: { slug: by.slug, by: by.id } });
  }
}
