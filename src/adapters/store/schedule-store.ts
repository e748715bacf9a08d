import type { DueVendor, ReadingStreak, Schedule, ScheduleTarget } from '../../domain/schedule.ts';
import type { ScheduleStore } from '../../ports.ts';
import { instant } from './columns.ts';
import { type Database, transaction } from './transaction.ts';

interface ScheduleRow {
  target: ScheduleTarget;
  cadence: string;
  time_zone: string;
  paused: boolean;
  set_by: string;
  updated_at: Date;
}

interface DueRow {
  slug: string;
  rule: string;
  due_at: Date;
  period: Date | null;
  planned_at: Date;
  run_id: string | null;
}

interface StreakRow {
  slug: string;
  last_outcome: ReadingStreak['lastOutcome'];
  last_ended_at: Date | null;
  unchanged: string;
  failed: string;
  since: Date | null;
}

/** Schedules, and when each vendor is due under them. */
export function scheduleStore(database: Database): ScheduleStore {
  const { pool } = database;
  return {
    set: (schedule) =>
      transaction(database, async (tx) => {
        const { target, cadence, timeZone, paused, setBy, updatedAt } = schedule;
        await tx.query(
          `insert into assay.schedule (target, cadence, time_zone, paused, set_by, updated_at)
           values ($1, $2, $3, $4, $5, $6)
           on conflict (target) do update set cadence = $2, time_zone = $3, paused = $4, set_by = $5, updated_at = $6`,
          [target, cadence, timeZone, paused, setBy, updatedAt],
        );
        tx.audit({ actor: setBy, action: 'schedule.set', subject: target, detail: { cadence, timeZone, paused } });
      }),

    remove: (target, by) =>
      transaction(database, async (tx) => {
        const { rowCount } = await tx.query('delete from assay.schedule where target = $1', [target]);
        if (rowCount === 0) return 'none';
        tx.audit({ actor: by, action: 'schedule.removed', subject: target, detail: {} });
        return 'removed';
      }),

    async all() {
      const { rows } = await pool.query<ScheduleRow>('select * from assay.schedule order by target');
      return rows.map(scheduleOf);
    },

    async due() {
      const { rows } = await pool.query<DueRow>('select * from assay.schedule_due order by due_at, slug');
      return rows.map(dueOf);
    },

    async plan(due) {
      if (due.length === 0) return;
      const column = (key: 'slug' | 'rule' | 'dueAt' | 'plannedAt') => due.map((each) => each[key]);
      await pool.query(
        `insert into assay.schedule_due (slug, rule, due_at, planned_at)
         select * from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[])
         on conflict (slug) do update set rule = excluded.rule, due_at = excluded.due_at, planned_at = excluded.planned_at`,
        [column('slug'), column('rule'), column('dueAt'), column('plannedAt')],
      );
    },

    async forget(slug) {
      await pool.query('delete from assay.schedule_due where slug = $1', [slug]);
    },

    async started(slug, { dueAt, next, runId, plannedAt }) {
      const { rowCount } = await pool.query(
        `update assay.schedule_due set period = due_at, due_at = $3, run_id = $4, planned_at = $5 where slug = $1 and due_at = $2`,
        [slug, dueAt, next, runId, plannedAt],
      );
      return rowCount === 1 ? 'started' : 'stale';
    },

    async noteUnread(slugs, at) {
      await pool.query('delete from assay.unread_vendor where slug <> all($1)', [slugs]);
      const { rows } = await pool.query<{ slug: string }>(
        `insert into assay.unread_vendor (slug, noted_at) select unnest($1::text[]), $2
         on conflict (slug) do nothing returning slug`,
        [slugs, at],
      );
      return rows.map(({ slug }) => slug);
    },

    async lastReadings(until) {
      const { rows } = await pool.query<{ slug: string; at: Date }>(lastReadings, [until]);
      return new Map(rows.map(({ slug, at }) => [slug, instant(at)]));
    },

    async streaks() {
      const { rows } = await pool.query<StreakRow>(streaks);
      return rows.map((row) => ({
        slug: row.slug,
        lastOutcome: row.last_outcome,
        lastEndedAt: row.last_ended_at && instant(row.last_ended_at),
        unchanged: Number(row.unchanged),
        failed: Number(row.failed),
        since: row.since && instant(row.since),
      }));
    },
  };
}

/**
 * What failed or was cancelled read nothing, yet where the clock started it, or found it under way, its period began with it.
 */
const lastReadings = `
  select slug, max(at) as at from (
    select slug, case when outcome in ('drafted', 'unchanged') and cause <> 'upgrade' then ended_at else created_at end as at
    from assay.run_status
    where (outcome in ('drafted', 'unchanged') and cause <> 'upgrade') or cause = 'scheduled'
      or run_id in (select run_id from assay.schedule_due)
  ) reading where at <= $1 group by slug`;

/** Of runs that read a site and ended by themselves: counted from the newest back to the first of another outcome. One pass over them. */
const streaks = `
  with ended as (
    select slug, ended_at, outcome, row_number() over newest_first as place,
      first_value(outcome) over newest_first as newest
    from assay.run_status where outcome is not null and outcome <> 'cancelled' and cause <> 'upgrade'
    window newest_first as (partition by slug order by created_at desc, run_id desc)
  ), told as (
    select slug, ended_at, newest, place,
      count(*) filter (where outcome <> newest) over (partition by slug order by place) as others
    from ended
  )
  select slug, newest as last_outcome, (array_agg(ended_at order by place))[1] as last_ended_at,
    case when newest = 'unchanged' then count(*) else 0 end as unchanged,
    case when newest = 'failed' then count(*) else 0 end as failed,
    (array_agg(ended_at order by place desc))[1] as since
  from told where others = 0 group by slug, newest`;

function scheduleOf(row: ScheduleRow): Schedule {
  const { target, cadence, paused } = row;
  return { target, cadence, timeZone: row.time_zone, paused, setBy: row.set_by, updatedAt: instant(row.updated_at) };
}

function dueOf({ slug, rule, due_at, period, planned_at, run_id }: DueRow): DueVendor {
  return {
    slug,
    rule,
    dueAt: instant(due_at),
    period: period && instant(period),
    plannedAt: instant(planned_at),
    runId: run_id,
  };
}
