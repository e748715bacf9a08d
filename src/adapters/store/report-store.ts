import { sha256 } from '../../domain/digest.ts';
import { ErrorReport, type ReportAnswer } from '../../domain/error-report.ts';
import type { ReportStore } from '../../ports.ts';
import { instant, storable } from './columns.ts';
import { orderOf, page, turnOf } from './cursor.ts';
import { type Database, lockSubject, type Transaction, transaction } from './transaction.ts';

/** A careful reader checks a handful of statements in one sitting; a program tries thousands. */
const triesAnHour = 12;
const hour = 3_600_000;
const day = 24 * hour;
/**
 * Reports of one statement that may wait: a reviewer who has three sentences before them looks at the statement anyway.
 * So what a flood fills is bounded by the statements there are, and those that nobody floods stay open to everybody.
 */
const openAStatement = 3;
/** Who finds more errors in one product in a day had better speak with whoever runs the catalogue. */
const keptADay = 10;
/** Beside the draft of a product: more than these nobody reads in one go; `/reports` has all of them. */
const mostBesideDraft = 200;

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
        await tx.query('delete from assay.report_try where since <= $1', [new Date(now.getTime() - day)]);
        const held = await count(tx, { subject: `report ${address}`, now, within: hour });
        if (held.tries <= triesAnHour) return 0;
        return Math.max(1, Math.ceil((held.since.getTime() + hour - now.getTime()) / 1000));
      }),

    add: (report, address) =>
      transaction(database, async (tx) => {
        const { id, slug, publicationId, version, item, at } = report;
        await lockSubject(tx, `reports ${slug}`);
        const { rows: known } = await tx.query('select 1 from assay.report where id = $1', [id]);
        if (known.length > 0) return 'known';
        const { rows } = await tx.query<ReportRow>(`${select} where slug = $1 and verdict is null`, [slug]);
        const waiting = rows.map(reportOf).filter((other) => isOfSame(report, other));
        if (waiting.length >= openAStatement) return 'waiting';
        const { tries } = await count(tx, {
          subject: `reports of ${slug} from ${address}`,
          now: clock.now(),
          within: day,
        });
        if (tries > keptADay) return 'enough';
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

    async list({ limit, open, slug, ...asked }) {
      const turn = turnOf(asked, 'instant');
      const { beyond, order } = orderOf(turn, 'greatest');
      const { rows } = await pool.query<ReportRow>(
        `${select} where (verdict is null) = $1 and ($5::text is null or slug = $5)
           and ($2::timestamptz is null or (reported_at, report.id collate "C") ${beyond} ($2, $3::text collate "C"))
         order by reported_at ${order}, report.id collate "C" ${order} limit $4`,
        [open, turn.from?.[0] ?? null, turn.from?.[1] ?? null, limit + 1, slug ?? null],
      );
      return page(rows, limit, { item: reportOf, at: (row) => [instant(row.reported_at), row.id], turn });
    },

    async openOf(slug) {
      const { rows } = await pool.query<ReportRow>(
        `${select} where slug = $1 and (verdict is null or (verdict = 'taken-up' and not exists (
           select from assay.publication newer join assay.publication own on own.slug = newer.slug
           where own.id = report.publication_id and newer.version > own.version)))
         order by reported_at, report.id limit $2`,
        [slug, mostBesideDraft],
      );
      return rows.map(reportOf);
    },

    async products(open) {
      const { rows } = await pool.query<{ slug: string; doc: string; count: number }>(
        `select slug, min(doc) as doc, count(*)::int as count
         from assay.report left join assay.report_answer on report_id = report.id
         where (verdict is null) = $1 group by slug`,
        [open],
      );
      const named = rows.map(({ slug, doc, count }) => ({ slug, name: String(JSON.parse(doc).name), count }));
      return named.toSorted((a, b) => (a.name < b.name ? -1 : 1));
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

interface Counted {
  subject: string;
  now: Date;
  /** How long a count goes on before it begins anew, in milliseconds. */
  within: number;
}

/** Counts one more. Rows hold a digest of the subject, so that nobody reads addresses out of them. */
async function count(tx: Transaction, { subject, now, within }: Counted): Promise<{ tries: number; since: Date }> {
  const { rows } = await tx.query<{ tries: number; since: Date }>(
    `insert into assay.report_try as held (subject, tries, since) values ($1, 1, $2)
     on conflict (subject) do update set
       tries = case when held.since <= $3 then 1 else held.tries + 1 end,
       since = case when held.since <= $3 then excluded.since else held.since end
     returning tries, since`,
    [sha256(subject), now, new Date(now.getTime() - within)],
  );
  return { tries: Number(rows[0]?.tries ?? 1), since: rows[0]?.since ?? now };
}

/** Whether two reports are about the same statement, whichever version each is of. */
function isOfSame(one: Pick<ErrorReport, 'check' | 'statement'>, other: ErrorReport): boolean {
  return one.check === null ? one.statement === other.statement : one.check === other.check;
}

function reportOf({ doc, verdict, reason, person, answered_at }: ReportRow): ErrorReport {
  const answer =
    verdict && answered_at ? { verdict, reason: reason ?? '', by: person ?? '', at: instant(answered_at) } : null;
  return ErrorReport.parse({ ...JSON.parse(doc), answer });
}
