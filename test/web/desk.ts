import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeSecret } from '../../src/actions/accounts.ts';
import { openWebhookSender } from '../../src/adapters/http/webhook-sender.ts';
import { readPrompts } from '../../src/adapters/rubric-files.ts';
import { configFrom } from '../../src/config.ts';
import { sha256 } from '../../src/domain/digest.ts';
import { estimateRun } from '../../src/domain/estimate-run.ts';
import type { Person } from '../../src/domain/person.ts';
import { printPrompt } from '../../src/questions.ts';
import { openUpgrades, type ShadowParts } from '../../src/shadow.ts';
import { lookAtSite } from '../../src/stages/fetch/look-at-site.ts';
import { createApp } from '../../src/web/app.tsx';
import { clientAddressBehind } from '../../src/web/client-address.ts';
import { openOffice, people, type TestOffice } from '../actions/office.ts';
import { fixtureTools, testSeal } from '../fixture-tools.ts';

/** The web application on a real store, asked without a socket. */
export interface TestWeb extends TestOffice {
  app: ReturnType<typeof createApp>;
  /** Lines of the log, by level. */
  logged: { level: string; text: string }[];
  /** What the queue answers to a ping: seconds, or the error it throws. */
  queueAnswers: { ping: () => Promise<number> };
  /** Asks with a person's token, or as nobody. JSON bodies are written out. */
  api(
    method: string,
    path: string,
    asked?: { as?: Person | null; body?: unknown; headers?: object },
  ): Promise<Response>;
  /** Asks as a browser that shows our own page, with a person's session or none. */
  page(
    path: string,
    asked?: { as?: Person | null; form?: Record<string, string>; headers?: object },
  ): Promise<Response>;
  /** The cookie of a person's session. */
  cookieOf(person: Person): string;
}

type UpgradeModel = Pick<ShadowParts, 'model' | 'preview' | 'price'>;

export const baseUrl = 'http://127.0.0.1:4870';

/** Opens the application; upgrades are tried with a model where `modelOf` gives one. */
export async function openWeb(modelOf?: (desk: TestOffice) => Promise<UpgradeModel>): Promise<TestWeb> {
  const desk = await openOffice();
  const upgradeModel = (await modelOf?.(desk)) ?? { model: null, preview: null, price: null };
  // Made when the program starts, not by whoever asks first.
  await desk.office.store.secret();
  const secrets = new Map<string, { token: string; session: string }>();
  for (const person of Object.values(people)) {
    const token = await makeSecret(desk.office, { kind: 'token', label: 'test' }, person);
    const session = await makeSecret(desk.office, { kind: 'session', label: 'test' }, person);
    secrets.set(person.email, { token: token.secret, session: session.secret });
  }
  const css = await readFile(join(import.meta.dirname, '..', '..', 'src', 'web', 'assay.css'), 'utf8');
  const prompts = await readPrompts(join(import.meta.dirname, '..', '..', 'prompts'));
  const sites = await fixtureTools();
  const logged: TestWeb['logged'] = [];
  const queueAnswers = { ping: async () => 0.001 };
  const none = { waiting: 0, active: 0, delayed: 0, failed: 0 };
  const app = createApp({
    office: desk.office,
    queue: {
      ping: () => queueAnswers.ping(),
      counts: async () => ({ fetch: { ...none, waiting: 3 }, extract: none, gather: none, draft: none, publish: none }),
      board: async () => async () => new Response('the board', { headers: { 'content-type': 'text/html' } }),
    },
    baseUrl,
    version: '0.0.0-test',
    stylesheet: { path: `/assets/assay-${sha256(css).slice(0, 12)}.css`, text: css },
    analyst: 'offline',
    server: { settings: configFrom({}).shown, caps: configFrom({}).caps, database: 'embedded', redis: false },
    webhookSender: openWebhookSender({ allowHosts: ['127.0.0.1:4871'], contact: null, version: '0.0.0-test' }),
    clientAddress: clientAddressBehind(configFrom({}).trustedProxies),
    planCrawl: async () => {
      throw new Error('Nothing is planned here.');
    },
    printPrompt: (slug, wanted) =>
      printPrompt(slug, wanted, {
        store: desk.office.store,
        tools: { rubric: desk.office.rubric, prompts, seal: testSeal },
        preview: null,
      }),
    upgrades: openUpgrades({
      ...{ tools: { ...sites, bodies: desk.office.store.bodies }, store: desk.office.store, clock: desk.office.clock },
      ...{ producer: sites.producer, ...upgradeModel, signal: sites.signal },
    }),
    lookAtSite: (scope) => lookAtSite(scope, { ...sites, clock: { now: () => new Date() } }),
    estimate: (pages) => estimateRun(pages, { price: null, caps: { runUsd: null } }),
    log: (level, text) => logged.push({ level, text }),
  });
  const cookieOf = (person: Person): string => `__Host-assay=${secrets.get(person.email)?.session}`;
  return {
    ...desk,
    app,
    logged,
    queueAnswers,
    cookieOf,
    async api(method, path, { as = people.admin, body, headers = {} } = {}) {
      const token = as ? secrets.get(as.email)?.token : undefined;
      return app.request(path, {
        method,
        headers: {
          ...(token ? { authorization: `Bearer ${token}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      });
    },
    async page(path, { as = people.admin, form, headers = {} } = {}) {
      return app.request(path, {
        method: form ? 'POST' : 'GET',
        headers: { ...(as ? { cookie: cookieOf(as) } : {}), 'sec-fetch-site': 'same-origin', ...headers },
        body: form ? new URLSearchParams(form) : undefined,
      });
    },
  };
}

/** The problem document of an answer; throws where it is none. */
export async function problemIn(
  reply: Response,
): Promise<{ status: number; type: string; detail: string; advice: string; errors: { path: string }[] }> {
  const type = reply.headers.get('content-type');
  if (type !== 'application/problem+json') throw new Error(`${reply.status} with ${type} is no problem document`);
  const found = (await reply.json()) as Awaited<ReturnType<typeof problemIn>>;
  if (found.status !== reply.status) throw new Error(`the document says ${found.status}, the answer ${reply.status}`);
  return found;
}

/** Digests of every table of ours: equal before and after where nothing was changed. */
export async function stateOfStore(web: TestWeb): Promise<Record<string, string>> {
  const { rows } = await web.opened.pool.query<{ table_name: string }>(
    `select table_name from information_schema.tables where table_schema = 'assay' and table_type = 'BASE TABLE' order by 1`,
  );
  const found: Record<string, string> = {};
  // Noted with every request by session or token; tells nothing but when.
  for (const { table_name } of rows.filter((row) => !/^(secret|person)_use$/.test(row.table_name))) {
    const { rows: all } = await web.opened.pool.query(
      `select md5(coalesce(string_agg(line, '|' order by line), '')) as digest from (select t::text as line from assay.${table_name} t) lines`,
    );
    found[table_name] = String(all[0]?.digest);
  }
  return found;
}
