import type { AccountStore, Passwords } from './account-ports.ts';
import type { AuditStore, CheckpointArchive, StoredThings } from './audit-ports.ts';
import type { RunOutcome, StageName } from './domain/closed-lists.ts';
import type { Corpus } from './domain/corpus.ts';
import type { Digest } from './domain/digest.ts';
import type { Draft } from './domain/draft.ts';
import type { Evidence } from './domain/evidence.ts';
import type { ModelCall, ModelExchange } from './domain/model-call.ts';
import type { PageText, ReceivedPage } from './domain/page-text.ts';
import type { Producer } from './domain/producer.ts';
import type { Rubric } from './domain/rubric.ts';
import type { Run, RunFailure, RunStatus } from './domain/run.ts';
import type { Snapshot } from './domain/snapshot.ts';
import type { CapName } from './domain/spending.ts';
import type { Vendor } from './domain/vendor.ts';
import type { DraftStore, PublicationStore } from './draft-ports.ts';
import type { HostTurns, Http } from './http-ports.ts';
import type { InsightStore } from './insight-ports.ts';
import type { Listed, ListRequest, Paged, PageRequest } from './list-ports.ts';
import type {
  KeptReply,
  Model,
  ModelQuestion,
  ModelSpent,
  Provider,
  ProviderRequest,
  Reservation,
  Settlement,
} from './model-ports.ts';
import type { NewsStore, WebhookStore } from './news-ports.ts';
import type { ReportStore } from './report-ports.ts';
import type { Calendar, ScheduleStore } from './schedule-ports.ts';

export type * from './account-ports.ts';
export type * from './audit-ports.ts';
export type * from './draft-ports.ts';
export type * from './http-ports.ts';
export type * from './insight-ports.ts';
export type * from './list-ports.ts';
export type * from './model-ports.ts';
export type * from './news-ports.ts';
export type * from './report-ports.ts';
export type * from './schedule-ports.ts';

/** The outside world as types. Adapters implement them, `compose.ts` builds them, stages and actions receive them. */

// ---------------------------------------------------------------------------------------------------------- Tools

export interface Clock {
  now(): Date;
}

/** One line of the process's log. Implementations remove configured secrets; callers still put none in. */
export type Log = (level: 'debug' | 'info' | 'warn' | 'error', text: string, detail?: Record<string, unknown>) => void;

/** Bytes kept once under their SHA-256, compressed at rest. */
export interface Bodies {
  /** Keeps the bytes, if they are not kept already, and gives their digest. */
  keep(bytes: Uint8Array): Promise<Digest>;
  /** The bytes exactly as kept, or null where nothing has this digest. Does not re-check the digest: `verify` does. */
  read(digest: Digest): Promise<Uint8Array | null>;
}

/** Bodies of a store. What needs many at once asks once: a draft rests on dozens of pages. */
export interface StoredBodies extends Bodies {
  /** Those of the digests that are kept, each as `read` gives it. */
  readMany(digests: readonly Digest[]): Promise<Map<Digest, Uint8Array>>;
  /**
   * Kept texts for showing, each checked against its digest when it was read; what is damaged or missing is left out. Comes
   * from memory where it can, so that nothing may be decided by it: approving and verifying read the bytes.
   */
  texts(digests: readonly Digest[]): Promise<ReadonlyMap<Digest, string>>;
}

/** What is kept of: passages of a page, a look at a page, the reply on a part of the pages. */
export type WorkingPart = 'extract' | 'gather' | 'harvest';

/**
 * What stages worked out of single pages, by keys that name all that it follows from: the same with it and without, only
 * sooner. May be emptied at any time.
 */
export interface Workings {
  read(slug: string, part: WorkingPart, keys: readonly string[]): Promise<ReadonlyMap<string, unknown>>;
  /** Keeps what is new, and lets go of what the product had under other keys than these. */
  keep(
    slug: string,
    part: WorkingPart,
    all: { keys: readonly string[]; fresh: ReadonlyMap<string, unknown> },
  ): Promise<void>;
}

/** Turns a received body into stored text, off the event loop and within a time limit. */
export interface PageReader {
  /** Equal versions read equal bytes alike. Where none is known, nothing that was read is kept. */
  readonly version?: string;
  /** Null when the page could not be read within the limits; `reason` says why. */
  read(page: ReceivedPage): Promise<{ text: PageText | null; reason: string }>;
}

/** The model that the settings name. */
export interface ModelAccess extends Pick<Provider, 'server'> {
  readonly id: string;
  open(for_: { run: Run; stage: StageName; journal: Journal; signal: AbortSignal }): Model;
}

/** What a question becomes, without asking it. */
export interface ModelPreview {
  readonly id: string;
  /** The first request of a question: in the form in which its reply is kept, else the strictest that the provider knows. */
  prepare(question: ModelQuestion<unknown>): Promise<{
    requestDigest: Digest;
    kept: boolean;
    request: Pick<ProviderRequest, 'messages' | 'schemaName' | 'schema' | 'form' | 'maxOutputTokens'>;
    /** The body as it goes over the wire; null where a library of the provider's writes it. */
    body: string | null;
  }>;
  /** A model that answers from kept replies alone: what is not kept has no answer, and nothing is spent or noted. */
  recall(run: Run): Model;
}

/** What happened in a run, in order. Content is for people; nothing is decided from it. */
export interface JournalEntry {
  runId: string;
  at: string;
  stage: StageName;
  /** `progress`, `page`, `model-call`, `failure`, `retry`, `note`. */
  kind: string;
  /** One sentence. */
  text: string;
  detail: Record<string, unknown>;
}

/** The journal of the run that a stage works for. Notes are cheap and never fail the stage. */
export interface Journal {
  note(entry: Pick<JournalEntry, 'kind' | 'text'> & { detail?: Record<string, unknown> }): void;
}

/** Everything a stage may touch. Each stage takes the part it needs, as `Pick<Tools, …>`. */
export interface Tools {
  http: Http;
  /** Null where no other process asks the same hosts: the crawl's own manners suffice then. */
  turns: HostTurns | null;
  bodies: Bodies;
  /** With the version of the code that works them out, which every key names. Absent where everything is done anew. */
  workings?: Workings & { readonly version: string };
  reader: PageReader;
  rubric: Rubric;
  /** Prompt texts by file name without ending, such as `judge`. */
  prompts: Readonly<Record<string, string>>;
  /** Null without a key, and in runs asked for with `--offline`. */
  model: Model | null;
  /** True when the queue will not try the stage again: what the model cannot answer now, it never will. */
  lastTry: boolean;
  /** A keyed digest of a text, 64 hexadecimal characters, that nobody outside this installation can foresee. */
  seal: (text: string) => string;
  producer: Producer;
  /** Of the run, from 1; part of a record's id. */
  attempt: number;
  clock: Clock;
  journal: Journal;
  /** Aborted when the run is cancelled or the process stops. */
  signal: AbortSignal;
}

/** What a stage gives: the next record, or the end of the run because nothing changed. */
export type StageResult<R> = { kind: 'record'; record: R } | { kind: 'unchanged'; reason: string };

// ---------------------------------------------------------------------------------------------------------- Queue

/** A job holds ids only; `attempt` is the run's attempt (1 for publish). */
export interface Job {
  recordId: string;
  attempt: number;
}

export interface JobContext {
  /** Aborted when the worker stops or loses its lock. */
  signal: AbortSignal;
  /** True when the queue will not try again after this. */
  lastTry: boolean;
}

/** Delivers jobs at least once. What is due stands in the store; losing the queue loses nothing. */
export interface Queue {
  /** Adds the job unless a live one of the same id is there; a finished one of that id is removed first. */
  add(stage: StageName, job: Job): Promise<void>;
  /** Whether a waiting, delayed or active job of this id exists. */
  isLive(stage: StageName, job: Job): Promise<boolean>;
  /** Starts taking jobs of a stage. A thrown PipelineError that is not retryable, or any plain error on the last try, ends the job. */
  work(
    stage: StageName,
    options: { concurrency: number },
    run: (job: Job, context: JobContext) => Promise<void>,
  ): Promise<void>;
  /** Calls `tick` about every so many seconds, in one process of all that asked. */
  every(seconds: number, name: string, tick: () => Promise<void>): Promise<void>;
  /** A round trip through a worker; seconds it took. Rejects after `seconds`. */
  ping(seconds: number): Promise<number>;
  counts(): Promise<Record<StageName, { waiting: number; active: number; delayed: number; failed: number }>>;
  /** The queue's own dashboard under a path, to look at only: it answers every request as a GET. */
  board(at: string): Promise<(request: Request) => Promise<Response>>;
  /** Stops taking jobs, aborts running ones, waits at most so many seconds. */
  close(seconds: number): Promise<void>;
}

// ---------------------------------------------------------------------------------------------------------- Store

export type Appended = 'appended' | 'already';

/** Whether a job still has something to do. `exhausted`: started too often without an end (it kills its process). */
export type Begin = 'go' | 'stale' | 'exhausted';

export interface VendorStore {
  /** `exists` when the slug is taken; nothing is changed then. */
  add(vendor: Vendor, by: string): Promise<'added' | 'exists'>;
  get(slug: string): Promise<Vendor | null>;
  /** By name. */
  list(request: PageRequest & { archived?: boolean }): Promise<Paged<Vendor>>;
  /** Replaces the vendor if its stored revision is `vendor.revision - 1`. */
  replace(vendor: Vendor, by: string): Promise<'replaced' | 'stale'>;
}

export interface RunStore {
  /** Appends the run with status due at `fetch`; `already` for the same id, while another run of the vendor is under way, and where it is archived. */
  start(run: Run): Promise<Appended>;
  status(runId: string): Promise<RunStatus | null>;
  /** Newest first. */
  list(request: PageRequest & { slug?: string; outcome?: RunOutcome | 'running' }): Promise<Paged<RunStatus>>;
  /** What `startRun` copies into a run. */
  baseline(slug: string): Promise<Run['baseline']>;
  /** Counts a start of the stage that reads this record. `stale` when the run has moved on, ended, or has another attempt. */
  begin(stage: StageName, job: Job): Promise<Begin>;
  /** Takes back a start that ended because its process was told to stop; no effect on publishing or when the run moved on. */
  giveBack(stage: StageName, job: Job): Promise<void>;
  /** Ends a run without a further record; no effect when it ended already or has another attempt. */
  end(
    runId: string,
    end: { attempt: number; outcome: RunOutcome; failure: RunFailure | null; text: string },
  ): Promise<void>;
  /** Makes a failed or cancelled run due again at the stage it ended in, one attempt up. Null when it did neither, or the vendor has a newer run. */
  retry(runId: string, by: string): Promise<RunStatus | null>;
  /** Ends a running run as cancelled. Null when it had ended. */
  cancel(runId: string, by: string): Promise<RunStatus | null>;
  /** Every job that is due: running runs at their stage, and approvals without publication. Oldest first. */
  due(limit: number): Promise<{ stage: StageName; job: Job; since: string }[]>;
  /** The run that the stage's job belongs to. */
  runOf(stage: StageName, recordId: string): Promise<string | null>;
}

/** The records that stages make. Appending moves the run on in the same transaction. */
export interface RecordStore {
  run(id: string): Promise<Run | null>;
  snapshot(id: string): Promise<Snapshot | null>;
  corpus(id: string): Promise<Corpus | null>;
  evidence(id: string): Promise<Evidence | null>;
  /** The id of the latest such record of a vendor; null where there is none. */
  latest(kind: 'corpus' | 'evidence', slug: string): Promise<string | null>;
  appendSnapshot(record: Snapshot, job: Job): Promise<Appended | 'stale'>;
  appendCorpus(record: Corpus, job: Job): Promise<Appended | 'stale'>;
  appendEvidence(record: Evidence, job: Job): Promise<Appended | 'stale'>;
  /**
   * Revision 1; ends the run as drafted and supersedes older drafts of the vendor that wait. An upgrade ends as failed
   * instead where a person has taken up the draft that it would supersede.
   */
  appendDraft(record: Draft, job: Job): Promise<Appended | 'stale'>;
}

/** Every request and reply, and what was spent. Several processes share it: caps hold over all of them. */
export interface ModelLedger {
  /** The reply to exactly this request, whoever paid for it. */
  kept(requestDigest: Digest): Promise<KeptReply | null>;
  /**
   * Sets the most that a call may cost aside, or names the cap that it would pass; in one transaction. `needless` while
   * another process has exactly this request under way, or once its reply is kept: look for that one, or ask again later.
   */
  reserve(
    reservation: Reservation,
  ): Promise<
    | { kind: 'reserved'; callId: string }
    | { kind: 'needless' }
    | { kind: 'capped'; cap: CapName; limit: number; spent: number }
  >;
  /** Puts what was spent in place of what was set aside, and keeps the reply, in one transaction. Once a call. */
  settle(callId: string, settlement: Settlement): Promise<void>;
  /** Notes that a run used a kept reply. */
  noteUse(
    use: Pick<Reservation, 'runId' | 'stage' | 'task' | 'subject' | 'requestDigest' | 'model' | 'at'>,
  ): Promise<void>;
  /** The calls of a run, oldest first, without their texts. */
  calls(runId: string, request: ListRequest): Promise<Listed<ModelCall>>;
  /** What a run has cost until now. Input and output sum to what counts; what no provider reported is input. */
  spent(runId: string): Promise<ModelSpent>;
  /** Prompt and reply of a request; null where it was never asked. */
  exchange(requestDigest: Digest): Promise<ModelExchange | null>;
}

export interface Store {
  readonly bodies: StoredBodies;
  readonly workings: Workings;
  readonly vendors: VendorStore;
  readonly runs: RunStore;
  readonly records: RecordStore;
  readonly drafts: DraftStore;
  readonly publications: PublicationStore;
  readonly news: NewsStore;
  readonly webhooks: WebhookStore;
  readonly reports: ReportStore;
  readonly accounts: AccountStore;
  readonly schedules: ScheduleStore;
  readonly ledger: ModelLedger;
  readonly turns: HostTurns;
  /** Random, made once for the installation; the key of `Tools.seal`. Never in a log, a job or an answer. */
  secret(): Promise<string>;
  readonly journal: {
    append(entries: JournalEntry[]): Promise<void>;
    /** From `after` on (a sequence number), oldest first. */
    read(runId: string, after: number, limit: number): Promise<(JournalEntry & { sequence: number })[]>;
  };
  readonly audit: AuditStore;
  readonly insights: InsightStore;
  /** For verification only. */
  readonly stored: StoredThings;
  /** What the database takes up, and what was spent on models on a day (`YYYY-MM-DD`, UTC) and in all, in dollars. */
  use(day: string): Promise<{ bytes: number; dayUsd: number; totalUsd: number }>;
  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** The parts that actions need. */
export interface Office {
  store: Store;
  queue: Pick<Queue, 'add'>;
  clock: Clock;
  calendar: Calendar;
  rubric: Rubric;
  passwords: Passwords;
  /** Where checkpoints of the audit log are kept beside the database. */
  archive: CheckpointArchive;
}
