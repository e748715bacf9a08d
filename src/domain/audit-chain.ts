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

/** What is wrong with the audit log at one entry. */
export interface AuditFault {
  /** The number of the entry that is wrong; the first of several. */
  sequence: number;
  kind:
    | 'missing'
    | 'repeated'
    | 'changed'
    | 'unlinked'
    | 'extra'
    | 'cut'
    | 'rewritten'
    | 'checkpoint-changed'
    | 'checkpoint-foreign';
  /** One sentence without a full stop at its end. */
  reason: string;
}

/** What the first row of the log names as the row before it. */
export const auditStart: Digest = '0'.repeat(64);

/** The hash of an audit row; it covers the hash of the row before, so no row can change without all later ones. */
export function auditHash(row: AuditRow): Digest {
  const { sequence, at, actor, action, subject, detail, previousHash } = row;
  return digestOf({ sequence, at, actor, action, subject, detail, previousHash });
}

/** What is wrong with a row and with what lies between it and the row before it; empty where it follows from that. */
export function auditRowFaults(
  row: AuditRow & { hash: string },
  before: { sequence: number; hash: string } = { sequence: 0, hash: auditStart },
): AuditFault[] {
  const { sequence } = row;
  const faults: AuditFault[] = [];
  if (sequence > before.sequence + 1) faults.push(gap(before.sequence + 1, sequence - 1));
  if (sequence <= before.sequence) faults.push({ sequence, kind: 'repeated', reason: 'it is there more than once' });
  if (sequence === before.sequence + 1 && row.previousHash !== before.hash) {
    faults.push({ sequence, kind: 'unlinked', reason: 'it does not name the hash of the entry before it' });
  }
  if (auditHash(row) !== row.hash) {
    faults.push({ sequence, kind: 'changed', reason: 'its content does not match its hash' });
  }
  return faults;
}

function gap(first: number, last: number): AuditFault {
  const reason = first === last ? 'it is missing' : `entries ${first} to ${last} are missing`;
  return { sequence: first, kind: 'missing', reason };
}
