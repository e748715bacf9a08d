import type { StageName } from './domain/closed-lists.ts';
import type { Corpus } from './domain/corpus.ts';
import type { Draft } from './domain/draft.ts';
import type { Evidence } from './domain/evidence.ts';
import { modelServer } from './domain/model-server.ts';
import type { Producer } from './domain/producer.ts';
import type { NewPublication } from './domain/publication.ts';
import type { Review } from './domain/review.ts';
import type { Run, RunFailure } from './domain/run.ts';
import type { Snapshot } from './domain/snapshot.ts';
import { PipelineError } from './errors.ts';
import type {
  Appended,
  Job,
  JobContext,
  Journal,
  Log,
  ModelAccess,
  Queue,
  StageResult,
  Store,
  Tools,
} from './ports.ts';

/**
 * A stage takes one record and appends the next. This file holds the stages in their order, what happens around each
 * (`runStage`), and what makes up for anything the queue loses (`reconcile`).
 */
export interface Stage<In, Out> {
  /** What it takes and makes, for people. */
  readonly reads: string;
  readonly makes: string;
  readonly read: (store: Store, id: string) => Promise<In | null>;
  /** A property, not a method: only so does the compiler refuse a stage that wants more than its record and tools hold. */
  readonly run: (record: In, tools: Tools) => Promise<StageResult<Out>>;
  /** Refused as `stale` when the run has moved on, ended, or counts another attempt. */
  readonly append: (store: Store, made: Out, job: Job) => Promise<Appended | 'stale'>;
  /** The run behind the record; null where there is none to ask (publishing). */
  readonly runIn: (record: In) => Run | null;
  /** What the record that was made is handed to; null where a person comes next. */
  readonly next: StageName | null;
}

export interface Stages {
  readonly fetch: Stage<Run, Snapshot>;
  readonly extract: Stage<Snapshot, Corpus>;
  readonly gather: Stage<Corpus, Evidence>;
  readonly draft: Stage<Evidence, Draft>;
  readonly publish: Stage<Review, NewPublication>;
}

/** The stages in order. Each loads its code when it first runs: a worker process holds one stage only. */
export const stages: Stages = {
  fetch: {
    reads: 'run',
    makes: 'snapshot',
    read: (store, id) => store.records.run(id),
    run: async (run, tools) => (await import('./stages/fetch/fetch-vendor.ts')).fetchVendor(run, tools),
    append: (store, snapshot, job) => store.records.appendSnapshot(snapshot, job),
    runIn: (run) => run,
    next: 'extract',
  },
  extract: {
    reads: 'snapshot',
    makes: 'corpus',
    read: (store, id) => store.records.snapshot(id),
    run: async (snapshot, tools) =>
      (await import('./stages/extract/extract-passages.ts')).extractPassages(snapshot, tools),
    append: (store, corpus, job) => store.records.appendCorpus(corpus, job),
    runIn: (snapshot) => snapshot.run,
    next: 'gather',
  },
  gather: {
    reads: 'corpus',
    makes: 'evidence',
    read: (store, id) => store.records.corpus(id),
    run: async (corpus, tools) => (await import('./stages/gather/gather-evidence.ts')).gatherEvidence(corpus, tools),
    append: (store, evidence, job) => store.records.appendEvidence(evidence, job),
    runIn: (corpus) => corpus.snapshot.run,
    next: 'draft',
  },
  draft: {
    reads: 'evidence',
    makes: 'draft',
    read: (store, id) => store.records.evidence(id),
    run: async (evidence, tools) => (await import('./stages/draft/draft-analysis.ts')).draftAnalysis(evidence, tools),
    append: (store, draft, job) => store.records.appendDraft(draft, job),
    runIn: (evidence) => evidence.run,
    // A person reviews the draft; their approval is what `publish` reads.
    next: null,
  },
  publish: {
    reads: 'review',
    makes: 'publication',
    read: (store, id) => store.drafts.review(id),
    run: async (review, tools) => {
      const { requireStandingCitations } = await import('./stages/publish/require-standing-citations.ts');
      const { publishReview } = await import('./stages/publish.ts');
      await requireStandingCitations(review.analysis, tools);
      return { kind: 'record', record: publishReview(review, tools.clock.now().toISOString()) };
    },
    append: (store, publication) => store.publications.append(publication),
    runIn: () => null,
    next: null,
  },
};

/** What stages run with. `tools` lacks what belongs to one run: that is added when a stage starts. */
export interface Parts {
  readonly store: Store;
  readonly queue: Pick<Queue, 'add' | 'isLive'>;
  readonly tools: Omit<Tools, 'producer' | 'attempt' | 'journal' | 'signal' | 'model' | 'lastTry'>;
  /** Null where no model is set: the offline analyst drafts. */
  readonly model: ModelAccess | null;
  /** Of the code and files in use; the analyst is added for each run. */
  readonly producer: Omit<Producer, 'analyst'>;
  readonly journal: (runId: string, stage: StageName) => Journal & { flush(): Promise<void> };
  readonly log: Log;
  /** Doubles for tests; the real ones unless given. */
  readonly stages?: Stages;
}

/** A job as the queue delivers it. */
export interface Delivery extends JobContext {
  job: Job;
}

/** How soon a running stage learns that its run was cancelled: half of the second that is promised. */
const cancelPollMilliseconds = 500;

/** Due jobs looked at in one pass of the reconciler; the oldest come first, the rest with the next pass. */
const reconciledAtOnce = 1_000;

const runners: Record<StageName, (all: Stages, delivery: Delivery, parts: Parts) => Promise<void>> = {
  fetch: (all, delivery, parts) => advance('fetch', all.fetch, { delivery, parts }),
  extract: (all, delivery, parts) => advance('extract', all.extract, { delivery, parts }),
  gather: (all, delivery, parts) => advance('gather', all.gather, { delivery, parts }),
  draft: (all, delivery, parts) => advance('draft', all.draft, { delivery, parts }),
  publish: (all, delivery, parts) => advance('publish', all.publish, { delivery, parts }),
};

/**
 * Runs one stage for one delivered job: nothing when the run has moved on or was cancelled, else the next record, or a
 * typed end of the run. Rejects only where the queue should try again, or log a failure that the run already tells.
 */
export function runStage(stage: StageName, delivery: Delivery, parts: Parts): Promise<void> {
  return runners[stage](parts.stages ?? stages, delivery, parts);
}

/** Adds every due job that has no live one, and says how many. Harmless to repeat and to run in two processes at once. */
export async function reconcile(parts: Pick<Parts, 'store' | 'queue'>): Promise<number> {
  const { store, queue } = parts;
  let added = 0;
  for (const { stage, job } of await store.runs.due(reconciledAtOnce)) {
    if (await queue.isLive(stage, job)) continue;
    await queue.add(stage, job);
    added += 1;
  }
  return added;
}

async function advance<In, Out extends { id: string }>(
  name: StageName,
  stage: Stage<In, Out>,
  at: { delivery: Delivery; parts: Parts },
): Promise<void> {
  const { parts, delivery } = at;
  const { store, log } = parts;
  const { job } = delivery;
  const begin = await store.runs.begin(name, job);
  if (begin === 'stale') return;
  const runId = await store.runs.runOf(name, job.recordId);
  if (runId === null) {
    log('warn', `A ${name} job names ${job.recordId}, which is not stored.`);
    return;
  }
  const here: Here = { name, runId, delivery, parts, journal: parts.journal(runId, name) };
  if (begin === 'exhausted') return fail(here, exhausted(name));

  let made: Out | null = null;
  let watch = notWatched;
  try {
    const record = await stage.read(store, job.recordId);
    if (record === null) throw new Error(`The ${stage.reads} ${job.recordId} is not stored.`);
    // A signal that was raised already tells a listener nothing.
    if (delivery.signal.aborted) throw interrupted(name);
    const run = stage.runIn(record);
    if (run) watch = watchForCancel(here);
    const result = await stage.run(record, toolsFor(run, AbortSignal.any([delivery.signal, watch.signal]), here));
    watch.stop();
    // A stage that was told to stop may give what it has; that is no result. After a cancel the store refuses it by itself.
    if (delivery.signal.aborted) throw interrupted(name);
    await here.journal.flush();
    made = await keep(stage, result, here);
  } catch (error) {
    if (watch.signal.aborted) return;
    // The process stops or has lost the job: whoever gets it next starts the stage anew.
    if (delivery.signal.aborted) await giveBack(here);
    else await explain(here, error);
    throw error;
  } finally {
    watch.stop();
    await here.journal.flush();
  }
  if (made === null) return;
  if (stage.next === null) return;
  try {
    // After the commit: inside it, a lost answer would leave a job without a record.
    await parts.queue.add(stage.next, { recordId: made.id, attempt: job.attempt });
  } catch (error) {
    // The record is kept and the run is due at its next stage: the reconciler adds the job once the queue answers.
    log('warn', `The ${stage.next} job of ${runId} waits for the reconciler.`, { error });
  }
}

/** Appends what a stage made, or ends the run where it found nothing to do; null where nothing was appended. */
async function keep<In, Out>(
  stage: Stage<In, Out>,
  result: StageResult<Out>,
  { runId, delivery: { job }, parts: { store } }: Here,
): Promise<Out | null> {
  if (result.kind === 'record') {
    return (await stage.append(store, result.record, job)) === 'stale' ? null : result.record;
  }
  await store.runs.end(runId, { attempt: job.attempt, outcome: 'unchanged', failure: null, text: result.reason });
  return null;
}

/** A start that was told to stop says nothing about the stage, so it does not count towards giving the run up. */
async function giveBack({ name, runId, delivery, parts }: Here): Promise<void> {
  try {
    await parts.store.runs.giveBack(name, delivery.job);
  } catch (error) {
    parts.log('warn', `A stopped start of ${runId} stays counted.`, { error });
  }
}

/** Where `advance` stands. */
interface Here {
  name: StageName;
  runId: string;
  delivery: Delivery;
  parts: Parts;
  journal: Journal & { flush(): Promise<void> };
}

/** What stands in records that are made with this model, or by the offline analyst where there is none. */
export function producerOf(
  { producer, tools }: Pick<Parts, 'producer' | 'tools'>,
  access: ModelAccess | null,
): Producer {
  return {
    ...producer,
    // The offline analyst reads no prompt, so an edited prompt is no reason to draft again.
    promptDigests: access ? producer.promptDigests : {},
    analyst: access?.id ?? 'offline',
    ...(access?.server === undefined ? {} : { server: modelServer(access.server, tools.seal) }),
  };
}

function toolsFor(run: Run | null, signal: AbortSignal, here: Here): Tools {
  const access = run === null || run.offline ? null : here.parts.model;
  const model = run && access ? access.open({ run, stage: here.name, journal: here.journal, signal }) : null;
  return {
    ...here.parts.tools,
    model,
    producer: producerOf(here.parts, access),
    lastTry: here.delivery.lastTry,
    attempt: here.delivery.job.attempt,
    journal: here.journal,
    signal,
  };
}

interface Watch {
  signal: AbortSignal;
  stop(): void;
}

const notWatched: Watch = { signal: new AbortController().signal, stop: () => undefined };

/** Aborts its signal soon after the run has ended or counts another attempt: cancelling is a row in the store. */
function watchForCancel({ runId, delivery, parts }: Here): Watch {
  const controller = new AbortController();
  const timer = setInterval(async () => {
    try {
      const status = await parts.store.runs.status(runId);
      if (status && (status.outcome !== null || status.attempt !== delivery.job.attempt)) controller.abort();
    } catch {
      // The store does not answer: the stage will meet the same when it appends, and that is where it is told.
    }
  }, cancelPollMilliseconds);
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}

/** Ends the run when the error is final, else leaves a word in the journal. */
async function explain(here: Here, error: unknown): Promise<void> {
  if (error instanceof PipelineError) {
    if (!error.retryable || here.delivery.lastTry) return fail(here, failureOf(error, here.name));
    here.journal.note({
      kind: 'retry',
      text: `${error.reason} It will be tried again.`,
      detail: { cause: error.code },
    });
    return;
  }
  if (here.delivery.lastTry) return fail(here, bug(here.name, error));
  here.journal.note({ kind: 'retry', text: 'The stage broke off and will be tried again.' });
}

/** Ends the run as failed. A run that was drafted stays so: a failed publishing is told in its journal and the log. */
async function fail(here: Here, failure: RunFailure): Promise<void> {
  const { name, runId, delivery, parts, journal } = here;
  const { reason: text, ...detail } = failure;
  journal.note({ kind: 'failure', text, detail });
  await journal.flush();
  if (name === 'publish') return parts.log('error', `Publishing ${delivery.job.recordId} failed: ${text}`, detail);
  await parts.store.runs.end(runId, { attempt: delivery.job.attempt, outcome: 'failed', failure, text });
}

function failureOf(error: PipelineError, stage: StageName): RunFailure {
  return {
    stage: error.stage ?? stage,
    cause: error.code,
    reason: error.reason,
    advice: error.advice,
    retryable: error.retryable,
  };
}

function bug(stage: StageName, error: unknown): RunFailure {
  return {
    stage,
    cause: 'bug',
    reason: `The ${stage} stage broke off: ${error instanceof Error ? error.message : String(error)}`,
    advice: 'This is a fault in Assay. Retry the run; if it fails again, report it with this sentence and the log.',
    retryable: true,
  };
}

function exhausted(stage: StageName): RunFailure {
  return {
    stage,
    cause: 'exhausted',
    reason: `The ${stage} stage was started again and again and never ended: each time its process stopped first.`,
    advice: 'Look for a lack of memory on the machine, then retry the run.',
    retryable: true,
  };
}

function interrupted(stage: StageName): PipelineError {
  return new PipelineError({
    cause: 'interrupted',
    reason: `The ${stage} stage was interrupted because its process stops or lost the job.`,
    advice: 'Nothing to do: the job is delivered again.',
    retryable: true,
  });
}
