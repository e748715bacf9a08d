import { brokenAuditRow } from '../domain/audit-chain.ts';
import type { AuditEntry, Store } from '../ports.ts';

/** How many rows the audit log has, and those that do not follow from the row before them. */
export interface VerifiedAudit {
  entries: number;
  failures: { sequence: number; reason: string }[];
}

/** Re-computes the whole chain of the audit log, in pages, from its first row. */
export async function verifyAudit(store: Pick<Store, 'audit'>): Promise<VerifiedAudit> {
  const failures: { sequence: number; reason: string }[] = [];
  let previous: AuditEntry | null = null;
  let entries = 0;
  for (;;) {
    const page = await store.audit.read(previous?.sequence ?? 0, 500);
    if (page.length === 0) break;
    for (const entry of page) {
      const broken = brokenAuditRow([entry], previous ?? undefined);
      if (broken) failures.push(broken);
      previous = entry;
      entries += 1;
    }
  }
  return { entries, failures };
}
