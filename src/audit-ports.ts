import type { AuditCheckpoint } from './domain/audit-checkpoint.ts';
import type { Digest } from './domain/digest.ts';

/** The audit log, what is kept of it elsewhere, and stored things as they lie there, for those who re-check them. */

/** An audit row: who did what to what, chained by hash to the row before it. */
export interface AuditEntry {
  sequence: number;
  at: string;
  actor: string;
  /** Such as `draft.approved`, `vendor.added`. */
  action: string;
  subject: string;
  detail: Record<string, unknown>;
  previousHash: string;
  hash: string;
}

/** Which rows of the audit log; a field that is absent leaves rows of any value in. */
export interface AuditQuery {
  actor?: string;
  /** Whole, or its beginning with a full stop at the end: `draft.`. */
  action?: string;
  subject?: string;
  /** Rows before this one only. */
  before?: number;
  /** Rows after this one only, oldest first. */
  after?: number;
  limit: number;
}

export interface AuditStore {
  append(entry: Pick<AuditEntry, 'actor' | 'action' | 'subject' | 'detail'>): Promise<void>;
  /** Oldest first. */
  read(after: number, limit: number): Promise<AuditEntry[]>;
  /** Newest first, unless `after` is given. */
  find(query: AuditQuery): Promise<AuditEntry[]>;
  /** How many rows there are, whatever their numbers. */
  count(): Promise<number>;
  /** The checkpoints kept in the database, oldest first. */
  checkpoints(): Promise<AuditCheckpoint[]>;
  /** Keeps a checkpoint beside the log; `already` where one of as many entries is kept. */
  keepCheckpoint(checkpoint: AuditCheckpoint): Promise<'kept' | 'already'>;
}

/** Checkpoints kept outside of the database, where whoever can write to it may not reach. */
export interface CheckpointArchive {
  /** Adds a checkpoint and gives the name it is kept under; never replaces another. */
  keep(checkpoint: AuditCheckpoint): Promise<string>;
  /** Everything that is kept, by name, unread: it may have been changed. */
  all(): Promise<{ name: string; text: string }[]>;
}

/** A record's own part as it is stored. */
export interface StoredRecord {
  sequence: number;
  id: string;
  kind: 'run' | 'snapshot' | 'corpus' | 'evidence';
  parentId: string | null;
  runId: string;
  slug: string;
  digest: Digest;
  /** Null where it cannot even be unpacked. */
  own: unknown;
}

/** A revision of a draft as it is stored. */
export interface StoredRevision {
  draftId: string;
  revision: number;
  slug: string;
  runId: string;
  contentDigest: Digest;
  passagesDigest: string;
  parentRevision: number | null;
  /** The content's text; null where it is missing. */
  canonical: string | null;
}

/** A decision, a publication or a withdrawal, as far as its entry in the audit log tells of it. */
export interface StoredPaper {
  kind: 'review' | 'publication' | 'withdrawal';
  id: string;
  slug: string;
  /** What the audit log names it by. */
  action: string;
  subject: string;
  contentDigest: Digest;
}

/** Stored things without what reading them usually checks or trusts. */
export interface StoredThings {
  /** Digests of kept bodies in order, after the one given. */
  bodies(after: string, limit: number): Promise<Digest[]>;
  /** In order of appending, of one vendor or of all. */
  records(slug: string | null, after: number, limit: number): Promise<StoredRecord[]>;
  /** Every vendor of which there are records or drafts. */
  slugs(): Promise<string[]>;
  /** By draft and revision. */
  revisions(slug: string): Promise<StoredRevision[]>;
  papers(slug: string): Promise<StoredPaper[]>;
}
