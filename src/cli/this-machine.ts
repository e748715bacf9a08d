import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { endToken, makeSecret } from '../actions/accounts.ts';
import { addDemo } from '../actions/add-demo.ts';
import { firstAdmin, signInAddress } from '../actions/first-admin.ts';
import { analystSentence } from '../adapters/model/analyst-sentence.ts';
import { readRubric } from '../adapters/rubric-files.ts';
import { type Assay, closeOnSignal, compose, knownPrice } from '../compose.ts';
import { type Config, readConfig } from '../config.ts';
import type { LocalToken } from '../domain/local-token.ts';
import { Person } from '../domain/person.ts';
import type { Rubric } from '../domain/rubric.ts';
import { UsageError } from '../errors.ts';
import { createApp } from '../web/app.tsx';
import { listen, type Served } from '../web/listen.ts';
import { warmPages } from '../web/warm-pages.ts';
import { webPartsOf } from '../web/web-parts-of.ts';
import { type Api, apiOver } from './api.ts';
import type { ConnectFlags, Diagnosis, StartRequest } from './here.ts';
import { note, printLine } from './output.ts';
import { findServer, forgetServer, tellServer } from './server-file.ts';
import { compareWithServer } from './server-settings.ts';

/** Everything the commands do with this machine's own Assay. Heavy: `main.ts` loads it when a command needs it. */

/** The API of the server named by ASSAY_URL, of the one that runs on this data folder, or of one opened for this command. */
export async function connect(flags: ConnectFlags): Promise<Api> {
  const config = configWith(flags);
  if (flags.stranger) return strangersApi(config);
  if (config.serverUrl) {
    if (!config.token)
      throw new UsageError(
        'ASSAY_URL is set without ASSAY_TOKEN. Make a token on that server, under Settings, and set it.',
      );
    return apiByToken(config.serverUrl, config.token);
  }
  const server = await findServer(config.dataFolder);
  // Whoever gives a token means its rights, not those that this machine's own account has.
  if (server) return config.token ? apiByToken(server.address, config.token) : apiOfServer(server);
  if (config.token) throw tokenOfNoServer(config.dataFolder);
  if (flags.kept && !config.databaseUrl && !existsSync(config.dataFolder)) {
    throw new UsageError(
      `There is no data folder at ${config.dataFolder}. Name the one you mean with ASSAY_DATA, or make one with "assay start".`,
      1,
    );
  }
  return openHere(config, flags.works === true);
}

/** The API without anybody's rights, of a server that runs: this process could hold a data folder for days otherwise. */
async function strangersApi({ serverUrl, dataFolder }: Config): Promise<Api> {
  const place = serverUrl ?? (await findServer(dataFolder))?.address;
  if (place) return apiOver({ place, token: null, fetch: (request) => fetch(request), close: async () => undefined });
  throw new UsageError(
    `No Assay runs on ${dataFolder}. Start one with "assay start", or set ASSAY_URL to the address of one.`,
    1,
  );
}

function tokenOfNoServer(dataFolder: string): UsageError {
  return new UsageError(
    `ASSAY_TOKEN is set, and no server runs on ${dataFolder} that it could be of. Set ASSAY_URL to the address of its server, or unset ASSAY_TOKEN to work in the data folder itself.`,
  );
}

function apiByToken(place: string, token: string): Api {
  return apiOver({ place, token, fetch: (request) => fetch(request), close: async () => undefined });
}

interface RunningServer {
  address: string;
  token: string;
  account?: string | undefined;
}

/** Throws `UsageError` where commands on this machine have nobody to act for. */
function apiOfServer({ address, token, account = 'that commands act under here' }: RunningServer): Api {
  if (token === '') throw closedHere(account);
  const whenRefused = `The server at ${address} does not take the token any more that it made for commands on this machine: somebody deactivated the account ${account}, or revoked that token. An administrator who is signed in activates the account under Settings, People; then start the server again. Or set ASSAY_URL and ASSAY_TOKEN to a token of yours.`;
  return apiOver({
    place: address,
    token,
    fetch: (request) => fetch(request),
    close: async () => undefined,
    whenRefused,
  });
}

function closedHere(account: string): UsageError {
  return new UsageError(
    `The account ${account} is deactivated, so commands here have nobody to act for. Set ASSAY_URL and ASSAY_TOKEN to a token of yours, or have an administrator activate it under Settings.`,
    1,
  );
}

export async function rubric(): Promise<Rubric> {
  return readRubric(join(readConfig().packageRoot, 'prompts', 'rubric'));
}

export async function stylesheet(): Promise<string> {
  return readFile(join(readConfig().packageRoot, 'src', 'web', 'assay.css'), 'utf8');
}

/** `assay start`: everything in one process, until it is told to stop. */
export async function start(request: StartRequest): Promise<void> {
  const as = request.as === undefined ? null : administrator(request.as);
  const config = configWith(request);
  note('Opening the database (a first start takes a few seconds) …');
  // People read this terminal: lines of the log are for what goes wrong, unless asked for.
  const logLevel = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const assay = await compose({ ...config, logLevel }, { logTo: 'stderr' });
  try {
    await serve(assay, { demo: request.demo, as });
  } catch (error) {
    await assay.close();
    throw error;
  }
}

async function serve(assay: Assay, { demo, as }: { demo: boolean; as: string | null }): Promise<void> {
  const { config } = assay;
  const css = await stylesheet();
  let answer: Served['fetch'] = () => new Response('Starting', { status: 503 });
  const served: Served = { fetch: (request, connection) => answer(request, connection) };
  const server = await listen(served, { port: config.port, host: '127.0.0.1' });
  const address = `http://127.0.0.1:${server.port}`;
  const baseUrl = config.port === 0 ? address : config.baseUrl;
  const app = createApp(webPartsOf({ ...assay, ...facts(assay) }, { baseUrl, stylesheet: css }));
  answer = (request, connection) => app.fetch(request, connection);
  await assay.startWorkers();
  await assay.startReconciler();
  const { person, welcome, first, closed, unknown } = await firstAdmin(assay.office, localEmail(), as);
  const token = closed ? '' : await localToken(assay, person);
  await tellServer(config.dataFolder, { address, token, account: person.email });
  await assay.announce(address);
  const warm = warmPages(app, { baseUrl, log: assay.log });
  closeOnSignal(assay, async () => {
    await forgetServer(config.dataFolder);
    await server.close();
    warm.stop();
    await warm.ended;
    if (token !== '') await endToken(assay.office, token);
  });
  if (unknown !== null) {
    note(
      `There are accounts already, so --as changes nothing. Add ${unknown} with: assay users add ${unknown} --role admin`,
    );
  }
  if (first && demo) await addDemo(assay.office, person);
  note(assay.analyst);
  printLine(`Assay runs at ${baseUrl}`);
  if (first) printLine(`Sign in once with ${await signInAddress(assay.office, welcome, baseUrl)}`);
  if (first && demo) printLine('An invented product is being analysed; its draft is ready to review in a few seconds.');
  note(
    `Stop with Ctrl+C. ${first ? 'Another' : 'A'} sign-in link: npx assay login-link${as === null || unknown !== null ? '' : ` ${as}`}`,
  );
}

/** The address of a first administrator. Throws `UsageError` where it is none. */
function administrator(email: string): string {
  const person = Person.safeParse({ email, role: 'admin' });
  if (person.success) return person.data.email;
  throw new UsageError(`--as takes the e-mail address of a person, such as ada@example.com; "${email}" is none.`);
}

/** Each thing that Assay needs on this machine, and whether it is there. */
export async function diagnose(): Promise<Diagnosis[]> {
  const config = configWith({});
  const found: Diagnosis[] = [{ what: 'node', ok: true, text: process.version }];
  const check = async (what: string, look: () => Promise<string>): Promise<void> => {
    try {
      found.push({ what, ok: true, text: await look() });
    } catch (error) {
      found.push({ what, ok: false, text: error instanceof Error ? error.message : String(error) });
    }
  };
  await check(
    'rubric',
    async () => `version ${(await rubric()).version}, digest ${(await rubric()).digest.slice(0, 12)}`,
  );
  await check('analyst', async () => analystSentence(config.model, await knownPrice(config), config.caps));
  const server = await findServer(config.dataFolder);
  if (server) {
    await check('server', async () => {
      const ready = await fetch(`${server.address}/readyz`);
      if (!ready.ok) throw new Error(`${server.address} is not ready: ${await ready.text()}`);
      return `ready at ${server.address}`;
    });
    if (server.token !== '') found.push(await compareWithServer(apiOfServer(server), config.shown));
    return found;
  }
  let assay: Assay | null = null;
  await check('database', async () => {
    assay = await compose(config, { logTo: 'stderr' });
    await assay.store.ping();
    return assay.embedded ? `embedded, in ${config.dataFolder}` : 'PostgreSQL answers';
  });
  const opened: Assay | null = assay;
  if (opened) {
    await check('queue', async () => {
      const counts = Object.values(await (opened as Assay).queue.counts());
      const waiting = counts.reduce((sum, count) => sum + count.waiting + count.delayed, 0);
      return `${config.redisUrl ? 'Redis' : 'in the database'}, ${waiting} jobs wait`;
    });
    await (opened as Assay).close();
  }
  return found;
}

async function openHere(config: Config, works: boolean): Promise<Api> {
  const assay = await compose(
    { ...config, logLevel: config.logLevel === 'info' ? 'error' : config.logLevel },
    { logTo: 'stderr' },
  );
  try {
    const place = 'http://in-process';
    const app = createApp(
      webPartsOf({ ...assay, ...facts(assay) }, { baseUrl: config.baseUrl, stylesheet: await stylesheet() }),
    );
    // A command that only looks takes no job: it would be gone before the job is done.
    if (works) await assay.startWorkers();
    const { person, closed } = await firstAdmin(assay.office, localEmail());
    if (closed) throw closedHere(person.email);
    const token = await localToken(assay, person);
    const close = async (): Promise<void> => {
      await endToken(assay.office, token);
      await assay.close();
    };
    return apiOver({ place, token, fetch: (request) => app.fetch(request), close });
  } catch (error) {
    await assay.close();
    throw error;
  }
}

function facts(assay: Assay): { analyst: string; fourEyes: boolean } {
  return { analyst: assay.parts.model?.id ?? 'offline', fourEyes: assay.config.fourEyes };
}

async function localToken(assay: Assay, person: Person): Promise<string> {
  const label: LocalToken = 'commands on this machine';
  const { secret } = await makeSecret(assay.office, { kind: 'token', label }, person);
  return secret;
}

/** Whoever runs this process, as an address: decisions made by commands are recorded under it. */
function localEmail(): string {
  const name =
    userInfo()
      .username.toLowerCase()
      .replace(/[^a-z0-9._-]/g, '') || 'operator';
  const host =
    hostname()
      .toLowerCase()
      .replace(/[^a-z0-9.-]/g, '') || 'machine';
  return `${name}@${host.includes('.') ? host : `${host}.local`}`;
}

function configWith(flags: { data?: string; port?: string }): Config {
  const given: Record<string, string> = {};
  if (flags.data) given.ASSAY_DATA = flags.data;
  if (flags.port) given.ASSAY_PORT = flags.port;
  return readConfig(given);
}
