import { type AuditFault, auditRowFaults } from '../domain/audit-chain.ts';
import type { AuditEntry, Office } from '../ports.ts';
import { type AuditMark, marksOf, type ShownCheckpoint } from './audit-marks.ts';
import type { ToldOf } from './verify-records.ts';

/** What checking the audit log found. */
export interface VerifiedAudit {
  entries: number;
  /** Checkpoints that were compared, each length once, and the longest of them. */
  checkpoints: number;
  lastCheckpoint: { entries: number; at: string } | null;
  /** In order of entries; those about checkpoints first. */
  failures: AuditFault[];
}

/** The same, with what the entries tell of stored things, to hold these against. */
export interface ReadAudit extends VerifiedAudit {
  log: ToldOf;
}

/** Entries read at once: each is some hundred bytes. */
const pageSize = 500;

/**
 * Re-computes the whole chain of the audit log from its first entry, and holds it against every checkpoint there is: in the
 * database, in the archive beside it, and those that the asker kept elsewhere.
 */
export async function verifyAudit(
  office: Pick<Office, 'store' | 'archive'>,
  shown: ShownCheckpoint[] = [],
): Promise<ReadAudit> {
  const { marks, faults, checkpoints } = await marksOf(office, shown);
  const failures = [...faults];
  const told = new Set<string>();
  const digests = new Map<string, string>();
  let agreed = 0;
  let rewritten = false;
  let previous: AuditEntry | null = null;
  let entries = 0;
  for (;;) {
    const page = await office.store.audit.read(previous?.sequence ?? 0, pageSize);
    if (page.length === 0) break;
    for (const entry of page) {
      failures.push(...auditRowFaults(entry, previous ?? undefined));
      const said = marks.get(entry.sequence) ?? [];
      const other = said.find(({ hash }) => hash !== entry.hash);
      if (said.length > 0 && !other) agreed = entry.sequence;
      if (other && !rewritten) {
        // One is enough: whatever was written anew, all that follows it differs as well.
        rewritten = true;
        failures.push(rewrittenFault(entry.sequence, agreed, other));
      }
      for (const [id, digest] of recordsIn(entry)) digests.set(id, digest);
      told.add(`${entry.action} ${entry.subject} ${textOf(entry.detail.contentDigest)}`);
      previous = entry;
      entries += 1;
    }
  }
  const cut = cutFault(previous?.sequence ?? 0, marks);
  if (cut) failures.push(cut);
  const stray = (await office.store.audit.count()) - entries;
  if (stray > 0) failures.push({ sequence: 0, kind: 'extra', reason: strayReason(stray) });
  const last = checkpoints.at(-1);
  return {
    entries,
    checkpoints: checkpoints.length,
    lastCheckpoint: last ? { entries: last.entries, at: last.at } : null,
    failures,
    log: { told, digests },
  };
}

/** The records that the entry of a new draft names with their digests. */
function recordsIn({ action, detail: { records } }: AuditEntry): [string, string][] {
  if (action !== 'draft.made' || typeof records !== 'object' || records === null) return [];
  return Object.entries(records).map(([id, digest]) => [id, textOf(digest)]);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function rewrittenFault(sequence: number, agreed: number, mark: AuditMark): AuditFault {
  const first = agreed + 1;
  const place = first === sequence ? '' : `; what was written anew begins between entries ${first} and ${sequence}`;
  return { sequence, kind: 'rewritten', reason: `it is not the entry that ${mark.from} holds${place}` };
}

/** What the longest mark holds beyond the end of the log. */
function cutFault(end: number, marks: ReadonlyMap<number, AuditMark[]>): AuditFault | null {
  let longest = 0;
  for (const entry of marks.keys()) longest = Math.max(longest, entry);
  const mark = marks.get(longest)?.[0];
  if (!mark || longest <= end) return null;
  const gone = longest === end + 1 ? 'it is gone' : `entries ${end + 1} to ${longest} are gone`;
  return {
    sequence: end + 1,
    kind: 'cut',
    reason: `${gone} from the end of the log: ${mark.from} holds that they were there`,
  };
}

function strayReason(rows: number): string {
  return `${rows} ${rows === 1 ? 'row stands' : 'rows stand'} beside the log, under numbers that are used already or none of its own`;
}
