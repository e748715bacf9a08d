import { type Digest, digestOf } from './digest.ts';

/** What the first row of the audit log names as the hash before it. */
export const firstAuditHash: Digest = '0'.repeat(64);

interface AuditRow {
  sequence: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  previousHash: string;
}

/** The hash of an audit row: over its canonical JSON, the previous row's hash included, so that rows form a chain. */
export function auditHash({ sequence, at, actor, action, subject, detail, previousHash }: AuditRow): Digest {
  return digestOf({ sequence, at, actor, action, subject, detail, previousHash });
}
