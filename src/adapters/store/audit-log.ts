import { auditHash, auditStart } from '../../domain/audit-chain.ts';
import type { AuditEntry } from '../../ports.ts';
import type { Queryable } from './pool.ts';

/** One writer at a time: the next row needs the hash of the last one. Spells AUDI. */
const auditLock = 0x41554449;

/** Appends rows to the chain; the caller's transaction holds the log until it ends. */
export async function appendAudit(
  tx: Queryable,
  notes: readonly Pick<AuditEntry, 'actor' | 'action' | 'subject' | 'detail'>[],
  now: Date,
): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [auditLock]);
  const { rows } = await tx.query<{ sequence: string; hash: string }>(
    'select sequence, hash from assay.audit order by sequence desc limit 1',
  );
  let last = { sequence: Number(rows[0]?.sequence ?? 0), hash: rows[0]?.hash ?? auditStart };
  for (const note of notes) {
    // Through JSON once, so that the hash is of what a reader will get back.
    const detail = JSON.parse(JSON.stringify(note.detail)) as Record<string, unknown>;
    const row = { ...note, detail, sequence: last.sequence + 1, at: now.toISOString(), previousHash: last.hash };
    const hash = auditHash(row);
    await tx.query(
      `insert into assay.audit (sequence, at, actor, action, subject, detail, previous_hash, hash)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [row.sequence, row.at, row.actor, row.action, row.subject, JSON.stringify(detail), row.previousHash, hash],
    );
    last = { sequence: row.sequence, hash };
  }
}
