import { type Digest, digestOf } from './digest.ts';

/** The part of an audit row that its hash covers. */
interface AuditRow {
  sequence: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  previousHash: string;
}

/** What the first row of the log names as the row before it. */
export const auditStart: Digest = '0'.repeat(64);

/** The hash of an audit row; it covers the hash of the row before, so no row can change without all later ones. */
export function auditHash(row: AuditRow): Digest {
  const { sequence, at, actor, action, subject, detail, previousHash } = row;
  return digestOf({ sequence, at, actor, action, subject, detail, previousHash });
}

/** The first row that does not follow from the row before it, and why; null where the chain holds. Rows in order. */
export function brokenAuditRow(
  rows: readonly (AuditRow & { hash: string })[],
  before: { sequence: number; hash: string } = { sequence: 0, hash: auditStart },
): { sequence: number; reason: string } | null {
  let last = before;
  for (const row of rows) {
    if (row.sequence !== last.sequence + 1) {
      return { sequence: row.sequence, reason: `row ${last.sequence + 1} is missing` };
    }
    if (row.previousHash !== last.hash) {
      return { sequence: row.sequence, reason: 'it does not name the hash of the row before it' };
    }
    if (auditHash(row) !== row.hash) return { sequence: row.sequence, reason: 'its content does not match its hash' };
    last = row;
  }
  return null;
}
