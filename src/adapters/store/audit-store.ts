import type { Store } from '../../ports.ts';
import { instant } from './columns.ts';
import { type Database, transaction } from './transaction.ts';

/** The audit log. Rows are appended by the transactions whose change they tell; `append` is for what changes no row. */
export function auditStore(database: Database): Store['audit'] {
  return {
    append: (entry) => transaction(database, async (tx) => tx.audit(entry)),
    async read(after, limit) {
      const { rows } = await database.pool.query<AuditColumns>(
        'select * from assay.audit where sequence > $1 order by sequence limit $2',
        [after, limit],
      );
      return rows.map((row) => ({
        sequence: Number(row.sequence),
        at: instant(row.at),
        actor: row.actor,
        action: row.action,
        subject: row.subject,
        detail: row.detail,
        previousHash: row.previous_hash,
        hash: row.hash,
      }));
    },
  };
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
