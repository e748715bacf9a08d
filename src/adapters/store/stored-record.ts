import type { Corpus } from '../../domain/corpus.ts';
import { canonicalJson, sha256 } from '../../domain/digest.ts';
import type { Evidence } from '../../domain/evidence.ts';
import type { Run } from '../../domain/run.ts';
import type { Snapshot } from '../../domain/snapshot.ts';
import { expectFormat } from './columns.ts';
import { packJson, unpackJson } from './packed-json.ts';
import type { Queryable } from './pool.ts';

/** Counts up when a record's stored shape changes in a way that older programs cannot read. */
const format = 1;

export type StoredKind = 'run' | 'snapshot' | 'corpus' | 'evidence';

/** A record without what it carries forward of its parents. */
export type OwnPart = Run | Omit<Snapshot, 'run'> | Omit<Corpus, 'snapshot'> | Omit<Evidence, 'run'>;

/** A record taken apart: what is stored of it, and the digests that its parents must have. */
export interface Parts {
  kind: StoredKind;
  id: string;
  parentId: string | null;
  runId: string;
  attempt: number;
  own: OwnPart;
  /** Own parts of the records that it carries. */
  carried: { id: string; own: OwnPart }[];
}

/** Takes records apart. A run carries nothing; evidence stands on a corpus that it does not hold. */
export const partsOf = {
  run: (run: Run): Parts => ({
    kind: 'run',
    id: run.id,
    parentId: null,
    runId: run.id,
    attempt: 1,
    own: run,
    carried: [],
  }),
  snapshot: ({ run, ...own }: Snapshot): Parts => ({
    kind: 'snapshot',
    id: own.id,
    parentId: run.id,
    runId: own.runId,
    attempt: own.attempt,
    own,
    carried: [{ id: run.id, own: run }],
  }),
  corpus: ({ snapshot, ...own }: Corpus): Parts => {
    const { run, ...ownSnapshot } = snapshot;
    const carried = [
      { id: snapshot.id, own: ownSnapshot },
      { id: run.id, own: run },
    ];
    return { kind: 'corpus', id: own.id, parentId: snapshot.id, runId: own.runId, attempt: own.attempt, own, carried };
  },
  evidence: ({ run, ...own }: Evidence, corpusId: string): Parts => ({
    kind: 'evidence',
    id: own.id,
    parentId: corpusId,
    runId: own.runId,
    attempt: own.attempt,
    own,
    carried: [{ id: run.id, own: run }],
  }),
};

/** A record's own part, compressed, with its digest: made before the transaction, which holds locks. */
export interface PackedRecord extends Parts {
  doc: Buffer;
  digest: string;
}

export async function packRecord(parts: Parts): Promise<PackedRecord> {
  return { ...parts, doc: await packJson(JSON.stringify(parts.own)), digest: sha256(canonicalJson(parts.own)) };
}

/**
 * Inserts a record's own part. Throws when what it carries differs from the records stored under those ids: reading it
 * back would give another record than was appended.
 */
export async function insertRecord(tx: Queryable, record: PackedRecord, slug: string): Promise<void> {
  for (const { id, own } of record.carried) {
    const { rows } = await tx.query<{ digest: string }>('select digest from assay.record where id = $1', [id]);
    if (rows[0]?.digest !== sha256(canonicalJson(own))) {
      throw new Error(`The ${record.kind} ${record.id} carries another ${id} than the one that is stored.`);
    }
  }
  await tx.query(
    `insert into assay.record (id, kind, parent_id, run_id, slug, attempt, format, digest, doc)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [record.id, record.kind, record.parentId, record.runId, slug, record.attempt, format, record.digest, record.doc],
  );
}

/** The own part of a record of this kind and its parent's id; null where there is none. */
export async function readOwnPart<T>(
  tx: Queryable,
  kind: StoredKind,
  id: string,
): Promise<{ own: T; parentId: string | null; runId: string } | null> {
  const { rows } = await tx.query<{ parent_id: string | null; run_id: string; format: number; doc: Buffer }>(
    'select parent_id, run_id, format, doc from assay.record where id = $1 and kind = $2',
    [id, kind],
  );
  const row = rows[0];
  if (!row) return null;
  expectFormat(`The ${kind} ${id}`, row.format, format);
  return { own: (await unpackJson(row.doc)) as T, parentId: row.parent_id, runId: row.run_id };
}
