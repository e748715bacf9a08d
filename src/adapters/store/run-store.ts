import type { RunStore } from '../../ports.ts';
import { baselineOf } from './baseline.ts';
import { storable } from './columns.ts';
import { orderOf, page, turnOf } from './cursor.ts';
import { beginJob, dueJobs } from './due-jobs.ts';
import { type RunStatusRow, runStatus } from './run-status.ts';
import { insertRecord, packRecord, partsOf } from './stored-record.ts';
import { type Database, lockSubject, transaction } from './transaction.ts';

/** Runs and where they stand. */
export function runStore(database: Database): RunStore {
  const { pool, clock } = database;
  return {
    async start(run) {
      const record = await packRecord(partsOf.run(run));
      return transaction(database, async (tx) => {
        await lockSubject(tx, run.vendor.slug);
        const known = await tx.query(
          `select 1 from assay.record where id = $1
           union all select 1 from assay.run_status where slug = $2 and outcome is null
           union all select 1 from assay.vendor where slug = $2 and archived`,
          [run.id, run.vendor.slug],
        );
        if (known.rows.length > 0) return 'already';
        await insertRecord(tx, record, run.vendor.slug);
        await tx.query(
          `insert into assay.run_status (run_id, slug, vendor_name, cause, requested_by, stage, record_id, progress,
             created_at, due_at, updated_at)
           values ($1, $2, $3, $4, $5, 'fetch', $1, 'Waiting to start.', $6, $6, $6)`,
          [run.id, run.vendor.slug, run.vendor.name, run.cause, run.requestedBy, run.createdAt],
        );
        const detail = { slug: run.vendor.slug, cause: run.cause };
        tx.audit({ actor: run.requestedBy, action: 'run.started', subject: run.id, detail });
        return 'appended';
      });
    },

    async status(runId) {
      const { rows } = await pool.query<RunStatusRow>('select * from assay.run_status where run_id = $1', [runId]);
      return rows[0] ? runStatus(rows[0]) : null;
    },

    async list({ limit, slug, outcome, ...asked }) {
      const turn = turnOf(asked, 'instant');
      const { beyond, order } = orderOf(turn, 'greatest');
      const { rows } = await pool.query<RunStatusRow>(
        `select * from assay.run_status
         where ($1::text is null or slug = $1)
           and ($2::text is null or coalesce(outcome, 'running') = $2)
           and ($3::timestamptz is null or (created_at, run_id) ${beyond} ($3::timestamptz, $4::text))
         order by created_at ${order}, run_id ${order} limit $5`,
        [slug ?? null, outcome ?? null, turn.from?.[0] ?? null, turn.from?.[1] ?? null, limit + 1],
      );
      return page(rows, limit, { item: runStatus, at: (row) => [row.created_at.toISOString(), row.run_id], turn });
    },

    baseline: (slug) => baselineOf(pool, slug),
    begin: (stage, job) => beginJob(database, stage, job),
    due: (limit) => dueJobs(database, limit),

    async giveBack(stage, { recordId, attempt }) {
      await pool.query(
        `update assay.run_status set starts = greatest(starts - 1, 0)
         where record_id = $1 and stage = $2 and attempt = $3 and outcome is null`,
        [recordId, stage, attempt],
      );
    },

    end: (runId, { attempt, outcome, failure, text }) =>
      transaction(database, async (tx) => {
        const { rows } = await tx.query<RunStatusRow>(
          `update assay.run_status set outcome = $3, failure = $4, progress = $5, ended_at = $6, updated_at = $6
           where run_id = $1 and attempt = $2 and outcome is null returning *`,
          [runId, attempt, outcome, failure && JSON.stringify(failure), storable(text), clock.now()],
        );
        const ended = rows[0];
        if (!ended) return;
        const detail = { slug: ended.slug, stage: ended.stage, attempt, cause: failure?.cause ?? null };
        tx.audit({ actor: 'assay', action: `run.${outcome}`, subject: runId, detail });
      }),

    retry: (runId, by) =>
      transaction(database, async (tx) => {
        const known = await tx.query<{ slug: string }>('select slug from assay.run_status where run_id = $1', [runId]);
        if (!known.rows[0]) return null;
        await lockSubject(tx, known.rows[0].slug);
        const { rows } = await tx.query<RunStatusRow>(
          `update assay.run_status set outcome = null, failure = null, ended_at = null, attempt = attempt + 1, starts = 0,
             progress = 'Waiting to be tried again.', due_at = $2, updated_at = $2
           where run_id = $1 and outcome in ('failed', 'cancelled') and not exists (
             select from assay.record own join assay.record newer on newer.slug = own.slug
             where own.id = $1 and newer.kind = 'run' and newer.sequence > own.sequence)
           returning *`,
          [runId, clock.now()],
        );
        const due = rows[0];
        if (!due) return null;
        const detail = { slug: due.slug, stage: due.stage, attempt: due.attempt };
        tx.audit({ actor: by, action: 'run.retried', subject: runId, detail });
        return runStatus(due);
      }),

    cancel: (runId, by) =>
      transaction(database, async (tx) => {
        const { rows } = await tx.query<RunStatusRow>(
          `update assay.run_status set outcome = 'cancelled', progress = 'Cancelled.', ended_at = $2, updated_at = $2
           where run_id = $1 and outcome is null returning *`,
          [runId, clock.now()],
        );
        const ended = rows[0];
        if (!ended) return null;
        tx.audit({
          actor: by,
          action: 'run.cancelled',
          subject: runId,
          detail: { slug: ended.slug, stage: ended.stage },
        });
        return runStatus(ended);
      }),

    async runOf(stage, recordId) {
      const { rows } = await pool.query<{ run_id: string }>(
        stage === 'publish'
          ? `select run_id from assay.review
             join assay.draft_revision using (draft_id, revision) where review.id = $1`
          : 'select run_id from assay.record where id = $1',
        [recordId],
      );
      return rows[0]?.run_id ?? null;
    },
  };
}
