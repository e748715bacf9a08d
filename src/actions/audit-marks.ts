import type { AuditFault } from '../domain/audit-chain.ts';
import { AuditCheckpoint, checkpointFault } from '../domain/audit-checkpoint.ts';
import type { Office } from '../ports.ts';

/** What something kept elsewhere says that an entry of the log is. */
export interface AuditMark {
  hash: string;
  /** What says so, for people: `the checkpoint of 1 March 2026`. */
  from: string;
}

/** Something that the asker kept elsewhere: a checkpoint as it was given out, or an entry of an exported log. */
export type ShownCheckpoint =
  | { name: string; checkpoint: unknown }
  | { name: string; entry: { sequence: number; hash: string } };

interface Marks {
  /** By entry. Several may speak of one, and where they differ at most one of them agrees with the log. */
  marks: Map<number, AuditMark[]>;
  /** What is wrong with checkpoints themselves; these are not compared. */
  faults: AuditFault[];
  /** Those that are this installation's, by length, each length once. */
  checkpoints: AuditCheckpoint[];
}

/** Everything that the log can be held against. A checkpoint that is not as this installation made it is named, and left out. */
export async function marksOf(
  { store, archive }: Pick<Office, 'store' | 'archive'>,
  shown: ShownCheckpoint[],
): Promise<Marks> {
  const secret = await store.secret();
  const found: { name: string; checkpoint: unknown }[] = [
    ...(await store.audit.checkpoints()).map((checkpoint) => ({ name: 'in the database', checkpoint })),
    ...(await archive.all()).map(({ name, text }) => ({ name, checkpoint: jsonIn(text) })),
    ...shown.filter((one): one is Extract<ShownCheckpoint, { checkpoint: unknown }> => 'checkpoint' in one),
  ];
  const marks = new Map<number, AuditMark[]>();
  const mark = (sequence: number, said: AuditMark) => marks.set(sequence, [...(marks.get(sequence) ?? []), said]);
  const checkpoints = new Map<number, AuditCheckpoint>();
  const faults: AuditFault[] = [];
  for (const one of shown) {
    if ('entry' in one) mark(one.entry.sequence, { hash: one.entry.hash, from: one.name });
  }
  for (const { name, checkpoint } of found) {
    const read = AuditCheckpoint.safeParse(checkpoint);
    const kind = read.success ? checkpointFault(read.data, secret) : 'changed';
    if (kind || !read.success) {
      faults.push({
        sequence: entriesIn(checkpoint),
        kind: `checkpoint-${kind ?? 'changed'}`,
        reason: reasons[kind ?? 'changed'](name),
      });
      continue;
    }
    const { entries, hash, at } = read.data;
    checkpoints.set(entries, read.data);
    mark(entries, { hash, from: `the checkpoint of ${at.slice(0, 16).replace('T', ' ')} UTC (${name})` });
  }
  const sorted = [...checkpoints.values()].sort((a, b) => a.entries - b.entries);
  return { marks, faults, checkpoints: sorted };
}

const reasons: Record<'changed' | 'foreign', (name: string) => string> = {
  changed: (name) => `the checkpoint ${name} was changed: its signature does not match`,
  foreign: (name) =>
    `the checkpoint ${name} was made by another installation, or its name of the installation was changed`,
};

function entriesIn(checkpoint: unknown): number {
  const entries = (checkpoint as { entries?: unknown } | null)?.entries;
  return typeof entries === 'number' && Number.isSafeInteger(entries) && entries > 0 ? entries : 0;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
