import type { StageName } from '../../domain/closed-lists.ts';
import type { Begin, Job } from '../../ports.ts';
import { instant } from './columns.ts';
import { type Database, transaction } from './transaction.ts';

/** A job that was started so often without an end is taken to kill its process. */
const maximalStarts = 8;
/** Seconds after which an approval that could not be published is tried afresh: nobody would press a button for it. */
const publishAgainAfter = 3600;

/** An approval that is not published yet, and was not passed over for a later one. */
const unpublished = `review.verdict = 'approved'
  and not exists (select from assay.publication where review_id = review.id)
  and exists (select from assay.draft_status where draft_id = review.draft_id and state = 'approved')`;

/** Counts a start of the job, and says whether there is still something to do. */
export async function beginJob(database: Database, stage: StageName, job: Job): Promise<Begin> {
  return stage === 'publish' ? beginPublish(database, job) : beginRun(database, stage, job);
}

/** What has to be done next, oldest first, whether or not a queue knows of it. */
export async function dueJobs(
  { pool, clock }: Database,
  limit: number,
): Promise<{ stage: StageName; job: Job; since: string }[]> {
  const { rows } = await pool.query<{ stage: StageName; record_id: string; attempt: number; since: Date }>(
    `select stage, record_id, attempt, due_at as since from assay.run_status where outcome is null
     union all
     select 'publish', review.id, 1, review.decided_at from assay.review
     left join assay.publish_status on publish_status.review_id = review.id
     where ${unpublished}
       and (starts is null or starts < $2 or started_at <= $3::timestamptz - make_interval(secs => $4))
     order by since, record_id limit $1`,
    [limit, maximalStarts, clock.now(), publishAgainAfter],
  );
  return rows.map((row) => ({
    stage: row.stage,
    job: { recordId: row.record_id, attempt: row.attempt },
    since: instant(row.since),
  }));
}

async function beginRun(database: Database, stage: StageName, { recordId, attempt }: Job): Promise<Begin> {
  return transaction(database, async (tx) => {
    const { rows } = await tx.query<{ run_id: string; starts: number }>(
      `select run_id, starts from assay.run_status
       where record_id = $1 and stage = $2 and attempt = $3 and outcome is null for update`,
      [recordId, stage, attempt],
    );
    const row = rows[0];
    if (!row) return 'stale';
    if (row.starts >= maximalStarts) return 'exhausted';
    await tx.query('update assay.run_status set starts = starts + 1, updated_at = $2 where run_id = $1', [
      row.run_id,
      database.clock.now(),
    ]);
    return 'go';
  });
}

async function beginPublish(database: Database, { recordId, attempt }: Job): Promise<Begin> {
  const now = database.clock.now();
  return transaction(database, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(`select id from assay.review where id = $1 and ${unpublished}`, [
      recordId,
    ]);
    if (!rows[0] || attempt !== 1) return 'stale';
    const counted = await tx.query(
      `insert into assay.publish_status as status (review_id, starts, started_at) values ($1, 1, $2::timestamptz)
       on conflict (review_id) do update set
         starts = case when status.starts < $3 then status.starts + 1 else 1 end,
         started_at = case when status.starts < $3 then status.started_at else excluded.started_at end
       where status.starts < $3 or status.started_at <= $2::timestamptz - make_interval(secs => $4)
       returning 1`,
      [recordId, now, maximalStarts, publishAgainAfter],
    );
    return counted.rows.length > 0 ? 'go' : 'exhausted';
  });
}
