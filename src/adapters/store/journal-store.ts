import type { JournalEntry, Store } from '../../ports.ts';
import { instant, storable } from './columns.ts';
import { type Database, transaction } from './transaction.ts';

interface JournalRow {
  sequence: string;
  run_id: string;
  at: Date;
  stage: JournalEntry['stage'];
  kind: string;
  text: string;
  detail: JournalEntry['detail'];
}

/** What happened in runs. Progress entries also show as the run's latest sentence. */
export function journalStore(database: Database): Store['journal'] {
  return {
    async append(entries) {
      if (entries.length === 0) return;
      const rows = entries.map((entry) => ({ ...entry, text: storable(entry.text) }));
      await transaction(database, async (tx) => {
        // One statement for many entries: pages are noted by the dozen.
        await tx.query(
          `insert into assay.journal (run_id, at, stage, kind, text, detail)
           select run_id, at, stage, kind, text, detail::json
           from unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[], $6::text[])
             with ordinality as entry (run_id, at, stage, kind, text, detail, place) order by place`,
          [
            rows.map((row) => row.runId),
            rows.map((row) => row.at),
            rows.map((row) => row.stage),
            rows.map((row) => row.kind),
            rows.map((row) => row.text),
            rows.map((row) => JSON.stringify(row.detail)),
          ],
        );
        const progress = new Map(rows.filter((row) => row.kind === 'progress').map((row) => [row.runId, row]));
        for (const [runId, row] of progress) {
          await tx.query(
            'update assay.run_status set progress = $2, updated_at = $3 where run_id = $1 and outcome is null',
            [runId, row.text, row.at],
          );
        }
      });
    },

    async read(runId, after, limit) {
      const { rows } = await database.pool.query<JournalRow>(
        'select * from assay.journal where run_id = $1 and sequence > $2 order by sequence limit $3',
        [runId, after, limit],
      );
      return rows.map((row) => ({
        sequence: Number(row.sequence),
        runId: row.run_id,
        at: instant(row.at),
        stage: row.stage,
        kind: row.kind,
        text: row.text,
        detail: row.detail,
      }));
    },
  };
}
