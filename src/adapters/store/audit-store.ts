import type { AuditEntry, AuditStore } from '../../ports.ts';
import { instant } from './columns.ts';
import { type Database, transaction } from './transaction.ts';

/** The audit log. Rows are appended by the transactions whose change they tell; `append` is for what changes no row. */
export function auditStore(database: Database): AuditStore {
  return {
    append: (entry) => transaction(database, async (tx) => tx.audit(entry)),
    async read(after, limit) {
      const { rows } = await database.pool.query<AuditColumns>(
        'select * from assay.audit where sequence > $1 order by sequence limit $2',
        [after, limit],
      );
      return rows.map(entryOf);
    },
    async find({ actor, action, subject, before, limit }) {
      const { rows } = await database.pool.query<AuditColumns>(
        `select * from assay.audit
         where ($1::text is null or (left(actor, 100) = left($1, 100) and actor = $1))
           and ($2::text is null or (left(subject, 100) = left($2, 100) and subject = $2))
           and ($3::text is null or action = $3 or (right($3, 1) = '.' and starts_with(action, $3)))
           and ($4::bigint is null or sequence < $4)
         order by sequence desc limit $5`,
        [actor ?? null, subject ?? null, action ?? null, before ?? null, limit],
      );
      return rows.map(entryOf);
    },
  };
}

function entryOf({ sequence, at, previous_hash: previousHash, ...row }: AuditColumns): AuditEntry {
  return { ...row, sequence: Number(sequence), at: instant(at), previousHash };
}

interface AuditColumns {
  sequence: string;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  previous_hash: string;
  hash: string;
}
