import { type AuditCheckpoint, signedCheckpoint } from '../domain/audit-checkpoint.ts';
import type { Office } from '../ports.ts';

type Desk = Pick<Office, 'store' | 'clock' | 'archive'>;

/** Hours between two checkpoints: what happens within them is what nobody can miss afterwards. */
const hoursBetween = 24;

/** A signed checkpoint of the log as it stands, kept nowhere; null while nothing has been done. */
export async function checkpointNow({ store, clock }: Omit<Desk, 'archive'>): Promise<AuditCheckpoint | null> {
  const [head] = await store.audit.find({ limit: 1 });
  if (!head) return null;
  const at = clock.now().toISOString();
  return signedCheckpoint({ entries: head.sequence, hash: head.hash, at }, await store.secret());
}

/**
 * Keeps a checkpoint of the log in the database and in the archive, if the last one is a day old and the log went on
 * since. `disagrees` where the log no longer holds what the last checkpoint says: a checkpoint of that would cover it up.
 */
export async function takeCheckpoint(desk: Desk): Promise<'kept' | 'not-due' | 'disagrees'> {
  const { store, clock, archive } = desk;
  const last = (await store.audit.checkpoints()).at(-1);
  const age = last ? clock.now().getTime() - Date.parse(last.at) : null;
  // One of a time to come was taken by a clock that ran ahead: waiting for that time would leave the log without any.
  if (age !== null && age >= 0 && age < hoursBetween * 3_600_000) return 'not-due';
  if (last) {
    const [entry] = await store.audit.read(last.entries - 1, 1);
    if (entry?.sequence !== last.entries || entry.hash !== last.hash) return 'disagrees';
  }
  const checkpoint = await checkpointNow(desk);
  if (!checkpoint || checkpoint.entries === last?.entries) return 'not-due';
  // The file first: one that the database does not know is compared like any other.
  await archive.keep(checkpoint);
  return (await store.audit.keepCheckpoint(checkpoint)) === 'kept' ? 'kept' : 'not-due';
}
