import type { StageName } from '../../domain/closed-lists.ts';
import type { Corpus } from '../../domain/corpus.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Run } from '../../domain/run.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import type { Appended, Job, RecordStore } from '../../ports.ts';
import { appendFirstRevision } from './first-revision.ts';
import type { Queryable } from './pool.ts';
import { atStage } from './run-fence.ts';
import { insertRecord, type Parts, packRecord, partsOf, readOwnPart, type StoredKind } from './stored-record.ts';
import { type Database, transaction } from './transaction.ts';

/** Which stage makes a record, and which one reads it. */
const stages: Record<Exclude<StoredKind, 'run'>, { by: StageName; next: StageName; progress: string }> = {
  snapshot: { by: 'fetch', next: 'extract', progress: 'The pages are stored.' },
  corpus: { by: 'extract', next: 'gather', progress: 'The text is split into passages.' },
  evidence: { by: 'gather', next: 'draft', progress: 'The evidence is gathered.' },
};

/** The records of the stages. Each is stored once, without what it carries forward, and put together when it is read. */
export function recordStore(database: Database): RecordStore {
  const { pool } = database;
  return {
    run: (id) => readRun(pool, id),
    snapshot: (id) => readSnapshot(pool, id),
    async corpus(id) {
      const found = await readOwnPart<Omit<Corpus, 'snapshot'>>(pool, 'corpus', id);
      if (!found) return null;
      return { ...found.own, snapshot: needed(await readSnapshot(pool, found.parentId ?? ''), id) };
    },
    async evidence(id) {
      const found = await readOwnPart<Omit<Evidence, 'run'>>(pool, 'evidence', id);
      if (!found) return null;
      return { ...found.own, run: needed(await readRun(pool, found.runId), id) };
    },
    async latest(kind, slug) {
      const { rows } = await pool.query<{ id: string }>(
        'select id from assay.record where slug = $1 and kind = $2 order by sequence desc limit 1',
        [slug, kind],
      );
      return rows[0]?.id ?? null;
    },
    appendSnapshot: (record, job) => append(database, partsOf.snapshot(record), job),
    appendCorpus: (record, job) => append(database, partsOf.corpus(record), job),
    appendEvidence: (record, job) => append(database, partsOf.evidence(record, job.recordId), job),
    appendDraft: (record, job) => appendFirstRevision(database, record, job),
  };
}

async function readRun(tx: Queryable, id: string): Promise<Run | null> {
  return (await readOwnPart<Run>(tx, 'run', id))?.own ?? null;
}

async function readSnapshot(tx: Queryable, id: string): Promise<Snapshot | null> {
  const found = await readOwnPart<Omit<Snapshot, 'run'>>(tx, 'snapshot', id);
  if (!found) return null;
  return { ...found.own, run: needed(await readRun(tx, found.runId), id) };
}

function needed<T>(parent: T | null, id: string): T {
  if (parent === null) throw new Error(`A record that ${id} was made from is missing.`);
  return parent;
}

async function append(database: Database, parts: Parts, job: Job): Promise<Appended | 'stale'> {
  const record = await packRecord(parts);
  const { by, next, progress } = stages[record.kind as Exclude<StoredKind, 'run'>];
  return transaction(database, async (tx) => {
    const fence = await atStage(tx, record.runId, by, job);
    const known = await tx.query('select 1 from assay.record where id = $1', [record.id]);
    if (known.rows.length > 0) return 'already';
    if (!fence) return 'stale';
    await insertRecord(tx, record, fence.slug);
    await tx.query(
      `update assay.run_status set stage = $2, record_id = $3, starts = 0, progress = $4, due_at = $5, updated_at = $5
       where run_id = $1`,
      [record.runId, next, record.id, progress, database.clock.now()],
    );
    return 'appended';
  });
}
