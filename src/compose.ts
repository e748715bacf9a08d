import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deliverWebhooks } from './actions/deliver-webhooks.ts';
import { newlyUnread } from './actions/newly-unread.ts';
import { startDue } from './actions/start-due.ts';
import { takeCheckpoint } from './actions/take-checkpoint.ts';
import { openCalendar } from './adapters/calendar/open-calendar.ts';
import { openCheckpointFolder } from './adapters/checkpoint-folder.ts';
import { openFixtureSites } from './adapters/fixture-site.ts';
import { openHttp } from './adapters/http/open-http.ts';
import { openWebhookSender } from './adapters/http/webhook-sender.ts';
import { openLog } from './adapters/log.ts';
import { analystSentence } from './adapters/model/analyst-sentence.ts';
import type { ModelParts } from './adapters/model/model-parts.ts';
import { priceOf, readPrices } from './adapters/model/read-prices.ts';
import { openPasswords } from './adapters/passwords.ts';
import { openQueue } from './adapters/queue/open-queue.ts';
import { drafterVersion, readerVersion, workingVersion } from './adapters/reader-version.ts';
import { readPrompts, readRubric } from './adapters/rubric-files.ts';
import { openRunJournals } from './adapters/run-journal.ts';
import { openStore } from './adapters/store/open-store.ts';
import { openPageReader } from './adapters/threads.ts';
import { type Config, readConfig } from './config.ts';
import { StageName } from './domain/closed-lists.ts';
import type { CrawlPlan } from './domain/crawl-plan.ts';
import { decodedPassword } from './domain/decoded-password.ts';
import { sha256 } from './domain/digest.ts';
import { pricedPlan } from './domain/priced-plan.ts';
import type { PrintedPrompt, WantedPrompt } from './domain/printed-prompt.ts';
import type { ReadingScope } from './domain/reading-scope.ts';
import type { Rubric } from './domain/rubric.ts';
import type { SiteView } from './domain/site-view.ts';
import type { ModelPrice } from './domain/spending.ts';
import { UsageError } from './errors.ts';
import { type Parts, reconcile, runStage, type Stages } from './pipeline.ts';
import type {
  Clock,
  Log,
  ModelAccess,
  ModelLedger,
  ModelPreview,
  Office,
  Provider,
  Queue,
  Store,
  WebhookSender,
} from './ports.ts';
import { printPrompt } from './questions.ts';
import { openUpgrades, type Upgrades } from './shadow.ts';

/** Jobs of a stage that one process takes at once. fetch and draft wait for others' servers, the rest fill a core. */
const concurrency: Record<StageName, number> = { fetch: 4, extract: 1, gather: 1, draft: 2, publish: 1 };

/** Seconds between two looks for due work that the queue lost. With a dead worker's lock, work resumes within 90. */
const reconcileSeconds = 15;

/** Seconds between two looks whether a checkpoint of the audit log is due, which it is once a day. */
const checkpointSeconds = 3600;
/** Seconds between two looks at which vendors are due to be read again: schedules are kept to the minute. */
const scheduleSeconds = 60;

/** Seconds that running jobs get to stop in; container hosts kill after 30. */
const stopSeconds = 20;

export interface ComposeOptions {
  /** Standard error where standard output holds a command's result. */
  logTo?: 'stdout' | 'stderr';
  /** For tests: stages, clock and where lines of the log go. */
  stages?: Stages;
  clock?: Clock;
  writeLog?: (line: string) => void;
}

/** The running product without its faces: what the web, the commands and the worker processes are built on. */
export interface Assay {
  readonly config: Config;
  readonly version: string;
  readonly log: Log;
  readonly store: Store;
  readonly queue: Queue;
  readonly rubric: Rubric;
  readonly office: Office;
  readonly parts: Parts;
  /** The request that a stage would send to the model now, over what is stored of a vendor. */
  readonly printPrompt: (slug: string, wanted: WantedPrompt) => Promise<PrintedPrompt>;
  /** What a new rubric, prompt, model or program would change, over stored pages. */
  readonly upgrades: Upgrades;
  readonly webhookSender: WebhookSender;
  /** A short look at a site that nobody has decided to analyse yet. */
  readonly lookAtSite: (scope: ReadingScope) => Promise<SiteView>;
  /** The price of the model that is set; null without a model, or where none is known. */
  readonly price: ModelPrice | null;
  /** What a crawl of a vendor would read and about what it would cost; reads a handful of its pages. */
  readonly planCrawl: (scope: ReadingScope) => Promise<{ plan: CrawlPlan; site: SiteView }>;
  /** One sentence: which analyst drafts, and what it may spend. */
  readonly analyst: string;
  /** Whether the database lives in this process. */
  readonly embedded: boolean;
  /** Says where this process' server answers, for commands on the same machine. */
  announce(address: string): Promise<void>;
  /** Takes jobs of these stages, all of them unless named. */
  startWorkers(only?: readonly StageName[]): Promise<void>;
  /**
   * Adds what is due and not queued, starts what the schedules say, now and from time to time, and keeps a checkpoint of
   * the audit log once a day.
   */
  startReconciler(): Promise<void>;
  /** Stops taking jobs, tells running ones to stop, and closes everything in order. Once is enough; twice is no error. */
  close(): Promise<void>;
}

/** Builds the real parts from the settings. Throws `UsageError` where one of them cannot be used. */
export async function compose(config: Config, options: ComposeOptions = {}): Promise<Assay> {
  const clock = options.clock ?? { now: () => new Date() };
  const version = await readVersion(config.packageRoot);
  const log = openLog({
    level: config.logLevel,
    secrets: secretsOf(config),
    to: options.logTo,
    write: options.writeLog,
  });
  // Files and the provider first: a broken rubric or a package that is missing should be told before a database is
  // opened for it.
  const prompts = await readPrompts(join(config.packageRoot, 'prompts'));
  const rubric = await readRubric(join(config.packageRoot, 'prompts', 'rubric'));
  const pagesReader = await readerVersion(threadFile(), config.packageRoot);
  const code = await drafterVersion(threadFile(), config.packageRoot);
  const price = await knownPrice(config);
  const provider = await providerOf(config, version);

  const opened = await openStore({
    dataFolder: config.dataFolder,
    databaseUrl: config.databaseUrl,
    // Named, because a bundle stands elsewhere than its sources.
    migrationsFolder: join(config.packageRoot, 'src', 'adapters', 'store', 'migrations'),
    clock,
  });
  const { store } = opened;
  const queue = await openTheQueue(config, opened, log).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  const realHttp = openHttp({ allowHosts: config.allowHosts, contact: config.contact, version });
  const webhookSender = openWebhookSender({ allowHosts: config.allowHosts, contact: config.contact, version });
  const reader = openPageReader({ file: threadFile(), version: pagesReader });
  const closedBefore = async (error: unknown): Promise<never> => {
    await queue.close(stopSeconds);
    await reader.close();
    await realHttp.close();
    await webhookSender.close();
    await opened.close();
    throw error;
  };
  // What was opened is closed again where a later part cannot be: an open database would refuse the next start.
  const secret = await store.secret().catch(closedBefore);
  const traces = config.tracesTo ? await openTraces(config.tracesTo, version).catch(closedBefore) : null;

  const models = await modelsOf(config, {
    ...{ provider, price, prompts, clock },
    ledger: store.ledger,
    watch: traces?.watch,
  });

  const archive = openCheckpointFolder(join(config.dataFolder, 'audit-checkpoints'));

  const parts: Parts = {
    store,
    queue,
    log,
    tools: {
      http: openFixtureSites(join(config.packageRoot, 'fixtures'), realHttp),
      ...{ turns: store.turns, bodies: store.bodies, reader, rubric, prompts },
      workings: { ...store.workings, version: await workingVersion(threadFile(), config.packageRoot) },
      seal: (text) => createHmac('sha256', secret).update(text).digest('hex'),
      clock,
    },
    model: models?.access ?? null,
    producer: { version: `${version}+${code}`, rubricDigest: rubric.digest, promptDigests: digests(prompts) },
    journal: openRunJournals({ journal: store.journal, clock, log }),
    stages: options.stages,
  };

  const looks = new AbortController();
  const office: Office = {
    store,
    queue: patient(queue, log),
    clock,
    calendar: openCalendar(),
    rubric,
    archive,
    passwords: openPasswords(),
  };
  let closing: Promise<void> | null = null;
  const close = async (): Promise<void> => {
    looks.abort();
    await queue.close(stopSeconds);
    await reader.close();
    await realHttp.close();
    await webhookSender.close();
    await traces?.close();
    await opened.close();
  };

  return {
    ...{ config, version, log, store, queue, rubric, parts, office },
    upgrades: openUpgrades({
      ...{ tools: parts.tools, model: parts.model, producer: parts.producer, store, clock, price },
      ...{ preview: models?.preview ?? null, signal: looks.signal },
    }),
    printPrompt: async (slug, wanted) => printPrompt(slug, wanted, { ...parts, preview: models?.preview ?? null }),
    webhookSender,
    lookAtSite: async (scope) => {
      const { lookAtSite } = await import('./stages/fetch/look-at-site.ts');
      return lookAtSite(scope, { ...parts.tools, signal: looks.signal });
    },
    price,
    planCrawl: async (scope) => {
      const { planCrawl } = await import('./stages/fetch/plan-crawl.ts');
      const { plan, site } = await planCrawl(scope, { ...parts.tools, signal: looks.signal });
      return { plan: pricedPlan(plan, { price, caps: config.caps, model: config.model !== null }), site };
    },
    analyst: analystSentence(config.model, price, config.caps),
    embedded: opened.kind === 'pglite',
    announce: opened.announce,
    async startWorkers(only = StageName.options) {
      for (const stage of only) {
        await queue.work(stage, { concurrency: concurrency[stage] }, (job, context) =>
          runStage(stage, { job, ...context }, parts),
        );
      }
    },
    async startReconciler() {
      const tick = async (): Promise<void> => {
        const added = await reconcile(parts);
        if (added > 0) log('info', `${added} due jobs were not queued and were added.`);
      };
      await tick();
      await queue.every(reconcileSeconds, 'reconcile', tick);
      await queue.every(checkpointSeconds, 'checkpoint', () => keepCheckpoint({ store, clock, archive }, log));
      await queue.every(scheduleSeconds, 'schedule', async () => {
        const started = await startDue(office);
        if (started.length > 0) log('info', `${started.length} scheduled readings were started.`);
        for (const sentence of await newlyUnread(office)) log('warn', sentence);
      });
      // Of its own: a receiver that is slow to answer must not hold readings up.
      await queue.every(scheduleSeconds, 'webhooks', async () => {
        const { failed } = await deliverWebhooks(office, { sender: webhookSender, baseUrl: config.baseUrl });
        if (failed > 0) log('warn', `${failed} webhook messages were not taken in; "assay webhooks list" says why.`);
      });
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}

/**
 * Runs one worker process until it is told to stop: one stage, or the schedule. Needs a PostgreSQL, because the embedded
 * database belongs to one process. Prints one sentence and sets the exit code when it cannot start.
 */
export async function runWorker(work: StageName | 'schedule'): Promise<void> {
  try {
    const config = readConfig();
    if (!config.databaseUrl) {
      throw new UsageError(
        `The ${work} worker needs DATABASE_URL: worker processes share a PostgreSQL. Without one, "assay start" runs all stages itself.`,
      );
    }
    const assay = await compose(config);
    closeOnSignal(assay);
    if (work === 'schedule') await assay.startReconciler();
    else await assay.startWorkers([work]);
    assay.log('info', `The ${work} worker is ready.`);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(error.exitCode);
  }
}

/** Stops in order on SIGTERM or SIGINT, and at once when asked a second time. What is cut off is delivered again. */
export function closeOnSignal(
  assay: Pick<Assay, 'close' | 'log'>,
  before: () => Promise<void> = async () => undefined,
) {
  let asked = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (asked) process.exit(1);
    asked = true;
    assay.log('info', `Stopping on ${signal}.`);
    await before();
    await assay.close();
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}

function openTheQueue(config: Config, opened: Awaited<ReturnType<typeof openStore>>, log: Log): Promise<Queue> {
  if (config.redisUrl) return openQueue({ kind: 'redis', url: config.redisUrl, log });
  return openQueue({ kind: 'postgres', pool: opened.pool, exclusive: opened.kind === 'pglite', log });
}

/** Keeps a checkpoint when one is due, and says where the log no longer agrees with the last one. */
async function keepCheckpoint(desk: Parameters<typeof takeCheckpoint>[0], log: Log): Promise<void> {
  const taken = await takeCheckpoint(desk);
  if (taken === 'kept') log('info', 'A checkpoint of the audit log was kept.');
  if (taken === 'disagrees') {
    log('error', 'The audit log no longer agrees with its last checkpoint: somebody changed it. Run "assay verify".');
  }
}

/** For people's requests: their run is stored already, so a queue that is away delays it and is no error to them. */
function patient(queue: Queue, log: Log): Pick<Queue, 'add'> {
  return {
    async add(stage, job) {
      try {
        await queue.add(stage, job);
      } catch (error) {
        log('warn', `The ${stage} job of ${job.recordId} waits for the reconciler.`, { error });
      }
    },
  };
}

/** The price of the model that is set. Throws `UsageError` where it has none and no cap on tokens stands in for it. */
export async function knownPrice(config: Config): Promise<ModelPrice | null> {
  if (!config.model) return null;
  const price = priceOf(config.model.name, await readPrices(join(config.packageRoot, 'prompts', 'prices.yaml')));
  if (price === null && config.caps.runTokens === null) {
    throw new UsageError(
      `The price of ${config.model.name} is not in prompts/prices.yaml, so no cap in dollars can hold: set ASSAY_BUDGET_RUN_TOKENS to the most tokens that a run may use (600000 does for some 80 pages), or add its price.`,
    );
  }
  return price;
}

/** The provider of the model that is set; null where the offline analyst drafts. Throws `UsageError` without its package. */
export async function providerOf(config: Config, version: string): Promise<Provider | null> {
  if (!config.model) return null;
  const { openProvider } = await import('./adapters/model/open-provider.ts');
  return openProvider(config.model, version);
}

interface ModelSurroundings {
  provider: Provider | null;
  price: ModelPrice | null;
  prompts: Readonly<Record<string, string>>;
  clock: Clock;
  ledger: ModelLedger;
  watch?: ModelParts['watch'];
}

/** The model that the settings name, to ask and to look at; null where the offline analyst drafts. */
export async function modelsOf(
  config: Config,
  around: ModelSurroundings,
): Promise<{ access: ModelAccess; preview: ModelPreview } | null> {
  const { provider, price, prompts, clock, ledger, watch } = around;
  if (!provider) return null;
  const { openModelAccess } = await import('./adapters/model/open-model-access.ts');
  const { openModelPreview } = await import('./adapters/model/open-model-preview.ts');
  const parts: ModelParts = {
    ...{ provider, ledger, price, caps: config.caps, clock, watch },
    prompts: { repair: prompts.repair ?? '', schema: prompts.schema ?? '' },
  };
  return { access: openModelAccess(parts), preview: openModelPreview(parts) };
}

async function openTraces(endpoint: string, version: string) {
  const { openTraces: open } = await import('./adapters/traces.ts');
  return open({ endpoint, version });
}

/** From sources the thread runs through tsx; the bundle has it as a file of its own beside the others. */
function threadFile(): URL {
  const file = import.meta.url.endsWith('.ts') ? './stages/extract/thread.ts' : './extract-thread.js';
  return new URL(file, import.meta.url);
}

function secretsOf(config: Config): string[] {
  const passwords = [config.databaseUrl, config.redisUrl].flatMap((address) => {
    const password = address ? new URL(address).password : '';
    return [password, decodedPassword(password)];
  });
  return [config.model?.key ?? '', config.token ?? '', ...passwords].filter((secret) => secret !== '');
}

function digests(texts: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, sha256(text)]));
}

export async function readVersion(packageRoot: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packageRoot, 'package.json'), 'utf8')) as { version: string };
  return version;
}
