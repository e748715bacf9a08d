import type { AuditEntry, Office } from '../ports.ts';

/** What of the audit log can be told at once, without reading it whole. */
export interface AuditState {
  /** The last entry; null while nothing has been done. */
  head: AuditEntry | null;
  /** The last checkpoint kept, and whether the log still holds the entry that it names. */
  checkpoint: { entries: number; at: string; agrees: boolean } | null;
}

/** How long the log is, and whether it agrees with its last checkpoint. `verifyAudit` reads all of it. */
export async function auditState({ store }: Pick<Office, 'store'>): Promise<AuditState> {
  const [head] = await store.audit.find({ limit: 1 });
  const last = (await store.audit.checkpoints()).at(-1);
  if (!last) return { head: head ?? null, checkpoint: null };
  const [entry] = await store.audit.read(last.entries - 1, 1);
  const agrees = entry?.sequence === last.entries && entry.hash === last.hash;
  return { head: head ?? null, checkpoint: { entries: last.entries, at: last.at, agrees } };
}
