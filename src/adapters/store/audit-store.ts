import type { AuditCheckpoint } from '../../domain/audit-checkpoint.ts';
import type { AuditEntry, AuditStore } from '../../ports.ts';
import { instant } from './columns.ts';
import { type Database, transaction } from './transaction.ts';
import { writtenInstant } from './written-instant.ts';

/** Of the time all that is stored, as text: a driver's time has milliseconds only, so that a changed microsecond would not show. */
const columns = 'sequence, extract(epoch from at)::text as at, actor, action, subject, detail, previous_hash, hash';

/** The audit log. Rows are appended by the transactions whose change they tell; `append` is for what changes no row. */
export function auditStore(database: Database): AuditStore {
  const { pool } = database;
  return {
    append: (entry) => transaction(database, async (tx) => tx.audit(entry)),
    async read(after, limit) {
      const { rows } = await pool.query<AuditColumns>(
        `select ${columns} from assay.audit where sequence > $1 order by sequence limit $2`,
        [after, limit],
      );
      return rows.map(entryOf);
    },
    async find({ actor, action, subject, before, after, limit }) {
      const { rows } = await pool.query<AuditColumns>(
        `select ${columns} from assay.audit
         where ($1::text is null or (left(actor, 100) = left($1, 100) and actor = $1))
           and ($2::text is null or (left(subject, 100) = left($2, 100) and subject = $2))
           and ($3::text is null or action = $3 or (right($3, 1) = '.' and starts_with(action, $3)))
           and ($4::bigint is null or sequence < $4) and ($6::bigint is null or sequence > $6)
         order by sequence ${after === undefined ? 'desc' : 'asc'} limit $5`,
        [actor ?? null, subject ?? null, action ?? null, before ?? null, limit, after ?? null],
      );
      return rows.map(entryOf);
    },
    async count() {
      const { rows } = await pool.query<{ rows: string }>('select count(*) as rows from assay.audit');
      return Number(rows[0]?.rows ?? 0);
    },
    async checkpoints() {
      const { rows } = await pool.query<CheckpointColumns>(
        'select entries, installation, hash, at, signature from assay.audit_checkpoint order by entries',
      );
      return rows.map(({ entries, at, ...rest }) => ({
        format: 1 as const,
        ...rest,
        entries: Number(entries),
        at: instant(at),
      }));
    },
    async keepCheckpoint({ entries, installation, hash, at, signature }) {
      const { rowCount } = await pool.query(
        `insert into assay.audit_checkpoint (entries, installation, hash, at, signature) values ($1, $2, $3, $4, $5)
         on conflict do nothing`,
        [entries, installation, hash, at, signature],
      );
      return rowCount === 1 ? 'kept' : 'already';
    },
  };
}

function entryOf({ sequence, at, previous_hash: previousHash, ...row }: AuditColumns): AuditEntry {
  return { ...row, sequence: Number(sequence), at: writtenInstant(at), previousHash };
}

interface CheckpointColumns extends Pick<AuditCheckpoint, 'installation' | 'hash' | 'signature'> {
  entries: string;
  at: Date;
}

interface AuditColumns {
  sequence: string;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  previous_hash: string;
  hash: string;
}
