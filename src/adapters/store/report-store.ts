import { sha256 } from '../../domain/digest.ts';
import { ErrorReport, type ReportAnswer } from '../../domain/error-report.ts';
import type { ReportStore } from '../../ports.ts';
import { instant, storable } from './columns.ts';
import { orderOf, page, turnOf } from './cursor.ts';
import { type Database, lockSubject, transaction } from './transaction.ts';

/** A careful reader checks a handful of statements in one sitting; a program tries thousands. */
const triesAnHour = 12;
const hour = 3_600_000;
/** What waits of one product beyond this nobody reads: whoever floods the queue shall not fill the database too. */
const mostOpen = 100;

interface ReportRow {
  id: string;
  reported_at: Date;
  doc: string;
  verdict: ReportAnswer['verdict'] | null;
  reason: string | null;
  person: string | null;
  answered_at: Date | null;
}

const select = `select report.id, reported_at, doc, verdict, reason, person, answered_at
  from assay.report left join assay.report_answer on report_id = report.id`;

/** Errors that readers report. Reports and answers are appended, never changed. */
export function reportStore(database: Database): ReportStore {
  const { pool, clock } = database;
  return {
    countTry: (address) =>
      transaction(database, async (tx) => {
        const now = clock.now();
        const begins = new Date(now.getTime() - hour);
        await tx.query('delete from assay.report_try where since <= $1', [begins]);
        const { rows } = await tx.query<{ tries: number; since: Date }>(
          `insert into assay.report_try as held (subject, tries, since) values ($1, 1, $2)
           on conflict (subject) do update set tries = held.tries + 1 returning tries, since`,
          [sha256(`report ${address}`), now],
        );
        const [held] = rows;
        if (!held || Number(held.tries) <= triesAnHour) return 0;
        return Math.max(1, Math.ceil((held.since.getTime() + hour - now.getTime()) / 1000));
      }),

    add: (report) =>
      transaction(database, async (tx) => {
        const { id, slug, publicationId, version, item, at } = report;
        await lockSubject(tx, `reports ${slug}`);
        const { rows: known } = await tx.query('select 1 from assay.report where id = $1', [id]);
        if (known.length > 0) return 'known';
        const { rows } = await tx.query<{ open: number }>(
          `select count(*)::int as open from assay.report
           where slug = $1 and not exists (select from assay.report_answer where report_id = report.id)`,
          [slug],
        );
        if (Number(rows[0]?.open) >= mostOpen) return 'full';
        await tx.query(
          'insert into assay.report (id, slug, publication_id, reported_at, doc) values ($1, $2, $3, $4, $5)',
          [id, slug, publicationId, at, JSON.stringify(report)],
        );
        tx.audit({ actor: 'assay', action: 'report.kept', subject: id, detail: { slug, version, item } });
        return 'kept';
      }),

    async get(id) {
      const { rows } = await pool.query<ReportRow>(`${select} where report.id = $1`, [id]);
      return rows[0] ? reportOf(rows[0]) : null;
    },

    async list({ limit, open, ...asked }) {
      const turn = turnOf(asked, 'instant');
      const { beyond, order } = orderOf(turn, 'greatest');
      const { rows } = await pool.query<ReportRow>(
        `${select} where (verdict is null) = $1
           and ($2::timestamptz is null or (reported_at, report.id collate "C") ${beyond} ($2, $3::text collate "C"))
         order by reported_at ${order}, report.id collate "C" ${order} limit $4`,
        [open, turn.from?.[0] ?? null, turn.from?.[1] ?? null, limit + 1],
      );
      return page(rows, limit, { item: reportOf, at: (row) => [instant(row.reported_at), row.id], turn });
    },

    async openOf(slug) {
      const { rows } = await pool.query<ReportRow>(
        `${select} where slug = $1 and verdict is null order by reported_at, report.id limit $2`,
        [slug, mostOpen],
      );
      return rows.map(reportOf);
    },

    async countOpen() {
      const { rows } = await pool.query<{ open: number }>(
        `select count(*)::int as open from assay.report
         where not exists (select from assay.report_answer where report_id = report.id)`,
      );
      return Number(rows[0]?.open ?? 0);
    },

    answer: (id, { verdict, reason, by, at }) =>
      transaction(database, async (tx) => {
        const { rows } = await tx.query<{ slug: string }>('select slug from assay.report where id = $1', [id]);
        const [report] = rows;
        if (!report) return 'none';
        const { rowCount } = await tx.query(
          `insert into assay.report_answer (report_id, verdict, reason, person, answered_at) values ($1, $2, $3, $4, $5)
           on conflict (report_id) do nothing`,
          [id, verdict, storable(reason), by, at],
        );
        if (!rowCount) return 'already';
        tx.audit({ actor: by, action: `report.${verdict}`, subject: id, detail: { slug: report.slug, reason } });
        return 'answered';
      }),
  };
}

function reportOf({ doc, verdict, reason, person, answered_at }: ReportRow): ErrorReport {
  const answer =
    verdict && answered_at ? { verdict, reason: reason ?? '', by: person ?? '', at: instant(answered_at) } : null;
  return ErrorReport.parse({ ...JSON.parse(doc), answer });
}
