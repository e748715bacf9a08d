import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openRunJournals } from '../src/adapters/run-journal.ts';
import { type OpenedStore, openStore } from '../src/adapters/store/open-store.ts';
import type { Citation } from '../src/domain/analysis.ts';
import { sha256 } from '../src/domain/digest.ts';
import { Producer } from '../src/domain/producer.ts';
import type { Run } from '../src/domain/run.ts';
import { PipelineError } from '../src/errors.ts';
import { type Parts, reconcile, runStage, type Stages } from '../src/pipeline.ts';
import type { Job, Model, ModelAccess, Tools } from '../src/ports.ts';
import { anAnalysis, aReview, aRun, aVendor } from './contract/sample-records.ts';
import { walkToDraft } from './contract/walked-run.ts';
import { testSeal } from './fixture-tools.ts';
import { stageDoubles } from './stage-doubles.ts';

let folder = '';
let opened: OpenedStore;
let added: string[] = [];
let live = new Set<string>();
let queueIsAway = false;
let logged: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assay-pipeline-'));
  opened = await openStore({ dataFolder: join(folder, 'data'), databaseUrl: null });
});
afterAll(async () => {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  added = [];
  live = new Set();
  queueIsAway = false;
  logged = [];
});

describe('A delivered job', () => {
  it('makes the next record and only then adds the next job, stage after stage, up to a draft', async () => {
    const run = await startedRun();
    const job = { recordId: run.id, attempt: 1 };
    await deliver('fetch', job);
    const chain = [...added];
    for (const stage of ['extract', 'gather', 'draft'] as const) {
      const recordId = added.at(-1)?.split(' ')[1] ?? '';
      expect(chain.at(-1)).toBe(`${stage} ${recordId}`);
      await deliver(stage, { recordId, attempt: 1 });
      chain.splice(0, chain.length, ...added);
    }
    // A draft waits for a person: nothing is added after it.
    expect(added.map((line) => line.split(' ')[0])).toEqual(['extract', 'gather', 'draft']);
    const status = await opened.store.runs.status(run.id);
    expect(status?.outcome).toBe('drafted');
    expect(await opened.store.drafts.get(status?.draftId ?? '')).toMatchObject({ runId: run.id });
  });

  it('does nothing when it is delivered again after the run has moved on', async () => {
    const run = await startedRun();
    let runs = 0;
    const counted = withFetch(async (given, tools) => {
      runs += 1;
      return stageDoubles.fetch.run(given, tools);
    });
    await deliver('fetch', { recordId: run.id, attempt: 1 }, { stages: counted });
    await deliver('fetch', { recordId: run.id, attempt: 1 }, { stages: counted });
    expect(runs).toBe(1);
    expect(added).toHaveLength(1);
  });

  it('keeps its record when the queue is away, and the reconciler adds the job that is missing', async () => {
    const run = await startedRun();
    queueIsAway = true;
    await deliver('fetch', { recordId: run.id, attempt: 1 });
    const status = await opened.store.runs.status(run.id);
    expect(status?.stage).toBe('extract');
    expect(added).toEqual([]);
    queueIsAway = false;
    await reconcile(parts());
    expect(added).toContain(`extract ${status?.recordId}`);
  });

  it('runs with the journal, attempt and offline producer of its run', async () => {
    const run = await startedRun({ offline: true });
    const seen: Tools[] = [];
    const never = () => Promise.reject(new Error('never asked'));
    const model: Model = { id: 'some-model', ask: never, spent: never };
    const spy = withFetch(async (given, tools) => {
      seen.push(tools);
      tools.journal.note({ kind: 'progress', text: 'Half way.' });
      return stageDoubles.fetch.run(given, tools);
    });
    await deliver('fetch', { recordId: run.id, attempt: 1 }, { stages: spy, model });
    const online = await startedRun({ offline: false });
    await deliver('fetch', { recordId: online.id, attempt: 1 }, { stages: spy, model });
    expect(seen.map(({ model: given, producer }) => [given?.id ?? null, producer.analyst])).toEqual([
      [null, 'offline'],
      ['some-model', 'some-model'],
    ]);
    expect(seen.map(({ producer }) => Object.keys(producer.promptDigests))).toEqual([[], ['judge']]);
    const journal = await opened.store.journal.read(run.id, 0, 10);
    expect(journal.map(({ stage, text }) => [stage, text])).toContainEqual(['fetch', 'Half way.']);
  });

  it('tells apart in its producer two servers whose model has one name, and names neither', async () => {
    const never = () => Promise.reject(new Error('never asked'));
    const model: Model = { id: 'llama', ask: never, spent: never };
    const seen: Tools['producer'][] = [];
    const spy = withFetch(async (given, tools) => {
      seen.push(tools.producer);
      return stageDoubles.fetch.run(given, tools);
    });
    for (const server of ['one.company.example:8000', 'two.company.example:8000', undefined]) {
      const run = await startedRun({ offline: false });
      await deliver('fetch', { recordId: run.id, attempt: 1 }, { stages: spy, model, server });
    }
    const offline = await startedRun({ offline: true });
    await deliver('fetch', { recordId: offline.id, attempt: 1 }, { stages: spy, model, server: 'one.company.example' });
    const servers = seen.map(({ server }) => server);
    expect(new Set(servers.slice(0, 3)).size).toBe(3);
    expect(servers.slice(2)).toEqual([undefined, undefined]);
    expect(JSON.stringify(seen)).not.toContain('company.example');
    for (const producer of seen) expect(Producer.parse(producer)).toEqual(producer);
  });
});

describe('A run ends', () => {
  it('as unchanged, with the reason, where the stage finds nothing to do', async () => {
    const run = await startedRun();
    const same = withFetch(async () => ({ kind: 'unchanged', reason: 'Every page is as it was.' }));
    await deliver('fetch', { recordId: run.id, attempt: 1 }, { stages: same });
    expect(await opened.store.runs.status(run.id)).toMatchObject({
      outcome: 'unchanged',
      progress: 'Every page is as it was.',
    });
    expect(added).toEqual([]);
  });

  it('as failed at once on what will not pass, with stage, cause, reason and advice', async () => {
    const run = await startedRun();
    const refused = withFetch(() => Promise.reject(outside({ retryable: false })));
    await expect(deliver('fetch', { recordId: run.id, attempt: 1 }, { stages: refused })).rejects.toThrow();
    expect((await opened.store.runs.status(run.id))?.failure).toEqual({
      stage: 'fetch',
      cause: 'unreachable',
      reason: 'The host does not answer.',
      advice: 'Check the address.',
      retryable: false,
    });
  });

  it('as failed on what may pass only after the last try', async () => {
    const run = await startedRun();
    const busy = withFetch(() => Promise.reject(outside({ retryable: true })));
    const job = { recordId: run.id, attempt: 1 };
    await expect(deliver('fetch', job, { stages: busy })).rejects.toThrow();
    expect((await opened.store.runs.status(run.id))?.outcome).toBeNull();
    await expect(deliver('fetch', job, { stages: busy, lastTry: true })).rejects.toThrow();
    expect(await opened.store.runs.status(run.id)).toMatchObject({ outcome: 'failed', failure: { retryable: true } });
  });

  it('as failed with the cause bug after the last try of a plain error, which is passed on to be logged', async () => {
    const run = await startedRun();
    const broken = withFetch(() => Promise.reject(new TypeError('x is not a function')));
    const job = { recordId: run.id, attempt: 1 };
    await expect(deliver('fetch', job, { stages: broken })).rejects.toThrow(TypeError);
    expect((await opened.store.runs.status(run.id))?.outcome).toBeNull();
    await expect(deliver('fetch', job, { stages: broken, lastTry: true })).rejects.toThrow(TypeError);
    const status = await opened.store.runs.status(run.id);
    expect(status?.failure).toMatchObject({ cause: 'bug', reason: expect.stringContaining('x is not a function') });
  });

  it('as failed when its stage was started again and again without an end, and the reconciler finds it', async () => {
    const run = await startedRun();
    const job = { recordId: run.id, attempt: 1 };
    while ((await opened.store.runs.begin('fetch', job)) === 'go');
    await reconcile(parts());
    expect(added).toContain(`fetch ${run.id}`);
    await deliver('fetch', job);
    expect(await opened.store.runs.status(run.id)).toMatchObject({
      outcome: 'failed',
      failure: { cause: 'exhausted', stage: 'fetch' },
    });
  });
});

describe('A running stage', () => {
  it('learns within a second that its run was cancelled, and what it made is thrown away', async () => {
    const run = await startedRun();
    let told = 0;
    const slow = withFetch(async (given, tools) => {
      const started = performance.now();
      await new Promise((resolve) => tools.signal.addEventListener('abort', resolve));
      told = performance.now() - started;
      return stageDoubles.fetch.run(given, tools);
    });
    const delivered = deliver('fetch', { recordId: run.id, attempt: 1 }, { stages: slow });
    await opened.store.runs.cancel(run.id, 'editor@company.example');
    await delivered;
    expect(told).toBeLessThan(1_000);
    expect(await opened.store.runs.status(run.id)).toMatchObject({ outcome: 'cancelled', stage: 'fetch' });
    expect(added).toEqual([]);
  });

  it('ends as cancelled, not as failed, when it breaks off because it was told', async () => {
    const run = await startedRun();
    const obedient = withFetch(
      (_run, { signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('told to stop')))),
    );
    const delivered = deliver('fetch', { recordId: run.id, attempt: 1 }, { stages: obedient, lastTry: true });
    await opened.store.runs.cancel(run.id, 'editor@company.example');
    await expect(delivered).resolves.toBeUndefined();
    expect(await opened.store.runs.status(run.id)).toMatchObject({ outcome: 'cancelled', failure: null });
  });

  it('appends nothing and ends nothing when its process stops, so that the job can be handed on', async () => {
    const run = await startedRun();
    const stop = new AbortController();
    const partial = withFetch(async (given, tools) => {
      stop.abort();
      return stageDoubles.fetch.run(given, tools);
    });
    const job = { recordId: run.id, attempt: 1 };
    await expect(deliver('fetch', job, { stages: partial, signal: stop.signal, lastTry: true })).rejects.toThrow();
    expect(await opened.store.runs.status(run.id)).toMatchObject({ outcome: null, stage: 'fetch' });
    await deliver('fetch', job);
    expect(await opened.store.runs.status(run.id)).toMatchObject({ outcome: null, stage: 'extract' });
  });
});

describe('A process that stops', () => {
  it('does not start a stage any more that was delivered just before', async () => {
    const run = await startedRun();
    const never = withFetch(() => Promise.reject(new TypeError('it was started')));
    const given = { stages: never, signal: AbortSignal.abort(), lastTry: true };
    await expect(deliver('fetch', { recordId: run.id, attempt: 1 }, given)).rejects.toThrow(/interrupted/);
    expect((await opened.store.runs.status(run.id))?.outcome).toBeNull();
  });
});

describe('A store that fails around a stage', () => {
  const broken = () => Promise.reject(new Error('the record is too large'));

  it.each<[string, Partial<Stages['fetch']>]>([
    ['when the record is read', { read: broken }],
    ['when the next one is appended', { append: broken }],
  ])('ends the run with its reason on the last try, not as exhausted: %s', async (_name, change) => {
    const run = await startedRun();
    const failing: Stages = { ...stageDoubles, fetch: { ...stageDoubles.fetch, ...change } };
    const job = { recordId: run.id, attempt: 1 };
    await expect(deliver('fetch', job, { stages: failing })).rejects.toThrow(/too large/);
    expect((await opened.store.runs.status(run.id))?.outcome).toBeNull();
    await expect(deliver('fetch', job, { stages: failing, lastTry: true })).rejects.toThrow(/too large/);
    expect((await opened.store.runs.status(run.id))?.failure).toMatchObject({
      cause: 'bug',
      reason: expect.stringContaining('the record is too large'),
    });
  });
});

describe('A start that was told to stop', () => {
  it('does not count towards giving the run up, however often it happens', async () => {
    const run = await startedRun();
    const job = { recordId: run.id, attempt: 1 };
    for (let start = 0; start < 12; start += 1) {
      const stop = new AbortController();
      const stopped = withFetch((_run, { signal }) => {
        stop.abort();
        return Promise.reject(signal.reason);
      });
      await expect(deliver('fetch', job, { stages: stopped, signal: stop.signal })).rejects.toThrow();
    }
    await deliver('fetch', job);
    expect(await opened.store.runs.status(run.id)).toMatchObject({ outcome: null, stage: 'extract' });
  });
});

describe('The reconciler', () => {
  it('adds a due job that has no live one, and leaves a live one alone', async () => {
    const [lost, queued] = [await startedRun(), await startedRun()];
    live.add(`fetch ${queued.id}`);
    await reconcile(parts());
    expect(added).toContain(`fetch ${lost.id}`);
    expect(added).not.toContain(`fetch ${queued.id}`);
  });
});

describe('Publishing', () => {
  it('publishes an approval once, however often it is delivered', async () => {
    const { review } = await approved('A summary.');
    const job = { recordId: review.id, attempt: 1 };
    await deliver('publish', job);
    await deliver('publish', job);
    expect(await opened.store.publications.history(review.slug)).toHaveLength(1);
    expect((await opened.store.publications.latest(review.slug))?.contentDigest).toBe(review.contentDigest);
  });

  it('publishes when every citation stands in the stored pages', async () => {
    const { review } = await approved('A summary.', await storedCitation('Roles limit what every caller may do.'));
    await deliver('publish', { recordId: review.id, attempt: 1 });
    expect(await opened.store.publications.latest(review.slug)).not.toBeNull();
  });

  it('publishes nothing when a citation does not stand, and names it', async () => {
    const citation = await storedCitation('Roles limit what every caller may do.');
    const { run, review } = await approved('A summary.', {
      ...citation,
      quote: citation.quote.replace('limit', 'allow'),
    });
    await expect(deliver('publish', { recordId: review.id, attempt: 1 })).rejects.toThrow(/Roles allow/);
    expect(await opened.store.publications.latest(review.slug)).toBeNull();
    const journal = await opened.store.journal.read(run.id, 0, 50);
    expect(journal).toContainEqual(expect.objectContaining({ stage: 'publish', kind: 'failure' }));
    expect(logged.some((line) => line.startsWith('error') && line.includes(review.id))).toBe(true);
  });
});

interface Circumstances {
  stages?: Stages;
  model?: Model;
  server?: string | undefined;
  lastTry?: boolean;
  signal?: AbortSignal;
}

function deliver(stage: keyof Stages, job: Job, given: Circumstances = {}): Promise<void> {
  const signal = given.signal ?? new AbortController().signal;
  return runStage(stage, { job, signal, lastTry: given.lastTry ?? false }, parts(given));
}

function parts(given: Circumstances = {}): Parts {
  const clock = { now: () => new Date() };
  const log = (level: string, text: string) => void logged.push(`${level} ${text}`);
  return {
    store: opened.store,
    queue: {
      async add(stage, job) {
        if (queueIsAway) throw outside({ retryable: true });
        added.push(`${stage} ${job.recordId}`);
      },
      isLive: async (stage, job) => live.has(`${stage} ${job.recordId}`),
    },
    tools: {
      http: { get: () => Promise.reject(new Error('no page is fetched here')) },
      bodies: opened.store.bodies,
      turns: null,
      reader: { read: () => Promise.reject(new Error('no page is read here')) },
      rubric: {} as Tools['rubric'],
      prompts: {},
      seal: testSeal,
      clock,
    },
    model: given.model ? { ...accessTo(given.model), server: given.server } : null,
    producer: { version: '1', rubricDigest: sha256('rubric'), promptDigests: { judge: sha256('judge') } },
    journal: openRunJournals({ journal: opened.store.journal, clock, log }),
    log,
    stages: given.stages ?? stageDoubles,
  };
}

function accessTo(model: Model): ModelAccess {
  return { id: model.id, open: () => model };
}

async function startedRun(over: Partial<Run> = {}): Promise<Run> {
  const run = aRun(aVendor(), over);
  await opened.store.runs.start(run);
  return run;
}

function withFetch(run: Stages['fetch']['run']): Stages {
  return { ...stageDoubles, fetch: { ...stageDoubles.fetch, run } };
}

function outside({ retryable }: { retryable: boolean }): PipelineError {
  return new PipelineError({
    cause: 'unreachable',
    reason: 'The host does not answer.',
    advice: 'Check the address.',
    retryable,
  });
}

async function approved(summary: string, citation?: Citation) {
  const vendor = aVendor();
  const analysis = anAnalysis(vendor, summary);
  if (citation) analysis.summary = { ...analysis.summary, kind: 'cited', citations: [citation] };
  const walked = await walkToDraft(opened.store, { vendor, draft: { analysis } });
  const draft = walked.draft;
  const review = aReview(draft);
  await opened.store.accounts.addPerson({ email: review.person, role: 'reviewer' }, 'assay');
  await opened.store.drafts.decide(review);
  return { ...walked, review };
}

async function storedCitation(quote: string): Promise<Citation> {
  const text = `${quote}\n\nClients connect over an encrypted channel by default.`;
  const pageDigest = await opened.store.bodies.keep(new TextEncoder().encode(`<p>${text}</p>`));
  const textDigest = await opened.store.bodies.keep(new TextEncoder().encode(text));
  return {
    url: 'https://docs.product.example/roles',
    title: 'Roles',
    pageDigest,
    textDigest,
    passageId: 'p1',
    start: 0,
    end: quote.length,
    quote,
    fetchedAt: '2026-03-01T10:00:00.000Z',
  };
}
