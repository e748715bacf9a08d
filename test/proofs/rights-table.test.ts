import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSecret } from '../../src/actions/accounts.ts';
import type { Analysis } from '../../src/domain/analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Person } from '../../src/domain/person.ts';
import { people } from '../actions/office.ts';
import { openWeb, type TestWeb } from '../web/desk.ts';
import { type DraftStateWithPublic, draftStates, draftThatIs } from './draft-states.ts';
import { type StateRequest, stateRequests } from './rights-requests.ts';
import { thinAnalysis } from './thin-analysis.ts';

const written = join(import.meta.dirname, 'rights-table.txt');

/** Worked here and does no more. */
const left: Person = { email: 'left@company.example', role: 'admin' };
const askers: [name: string, person: Person | null][] = [['nobody', null], ...Object.entries(people), ['left', left]];

/** What an answer comes to. Of requests that depend on no draft only whether the asker may ask at all. */
const words: Record<number, string> = {
  ...{ 200: 'yes', 201: 'yes', 302: 'yes', 303: 'yes', 401: 'sign-in', 403: 'no' },
  ...{ 404: 'none', 409: 'closed', 410: 'gone', 412: 'stale' },
};

let web: TestWeb;
let analysis: Analysis;
let routes: string[];
let table: string;

beforeAll(async () => {
  web = await openWeb();
  await web.office.store.accounts.addPerson(left, 'assay');
  analysis = await thinAnalysis(web.office.store.bodies);
  // A path holds a digest where a browser may keep the file for ever.
  routes = [...new Set(web.app.routes.filter(({ method }) => method !== 'ALL').map(nameOf))].sort(byPath);
  const leftSecrets = await secretsOf(left);
  await web.office.store.accounts.setActive(left.email, { active: false, by: people.admin.email });
  table = await wholeTable(leftSecrets);
}, 900_000);
afterAll(() => web.close());

describe('Who may do what, where a draft stands', () => {
  it('is what the written table says, for every route of the router, by real requests', async () => {
    if (process.env.ASSAY_UPDATE === '1') await writeFile(written, table);
    expect(table).toBe(await readFile(written, 'utf8'));
  });

  it('has every request of the table in the router', () => {
    expect(stateRequests.filter(({ route }) => !routes.includes(route)).map(({ route }) => route)).toEqual([]);
  });

  it('lets nobody who left do more than a stranger, and each role at least what the one before it may', () => {
    const rank: Record<string, number> = { 'sign-in': 0, no: 0 };
    for (const line of cells()) {
      const [nobody, ...others] = line.answers;
      expect(others.at(-1), line.what).toBe(nobody);
      const may = [nobody, ...others.slice(0, -1)].map((answer) => rank[answer ?? ''] ?? 1);
      expect(may, line.what).toEqual(may.toSorted());
    }
  });

  it('lets strangers read what is public, report errors in it and sign in, and nothing else', () => {
    const open = cells().filter(({ answers: [nobody] }) => nobody !== 'sign-in' && nobody !== 'no');
    const paths = new Set(open.map(({ route }) => route));
    const known =
      /^(GET \/(\$|vendors\/:slug(\/(evidence|history|analysis\.json|feed\.atom|report).*)?$|vendors\/:file|badges\/:file|:part\{sitemap|sitemap\.xml$|llms\.txt$|robots\.txt$|changes$|compare$|stack(\.md)?$|feed\.atom$|api\/(publications|changes|compare|stack)|api\/openapi|schemas|assets|favicon|healthz|readyz|metrics|methodology|sign-in)|GET \/$|POST \/(sign-(in|out)|vendors\/:slug\/report|api\/publications\/:slug\/reports)$)/;
    expect([...paths].filter((route) => !known.test(route))).toEqual([]);
  });

  it('lets only those who decide approve, return, reject and withdraw, and only where a draft is open', () => {
    const deciding = cells().filter(
      ({ route, what }) => /decision|withdraw$|^POST \/review\/:id$/.test(route) && what !== '',
    );
    expect(deciding.length).toBeGreaterThan(50);
    for (const { route, what, state, answers } of deciding) {
      const [, reader, editor, reviewer, admin] = answers;
      expect([reader, editor], what).toEqual(['no', 'no']);
      const open = route.endsWith('withdraw') ? state === 'published' : /waiting|claimed|returned/.test(state);
      expect([reviewer === 'yes', admin === 'yes'], what).toEqual([open, open]);
    }
  });
});

/** The lines of the table, taken apart again. */
function cells(): { route: string; what: string; state: string; answers: string[] }[] {
  let route = '';
  return table.split('\n').flatMap((line) => {
    const head = /^((?:GET|POST|PATCH|PUT|DELETE) \S+)/.exec(line)?.[1];
    if (head) route = head;
    const found = /^(.*?)((?:\s+(?:yes|no|sign-in|none|closed|gone|stale)){6})$/.exec(line);
    if (!found) return [];
    const state = (found[1] ?? '').startsWith(' ') ? (found[1] ?? '').trim() : '';
    return [{ route, what: line, state, answers: (found[2] ?? '').trim().split(/\s+/) }];
  });
}

async function wholeTable(leftSecrets: Secrets): Promise<string> {
  const lines = [
    lineOf(
      '',
      askers.map(([name]) => name),
    ).trimEnd(),
  ];
  for (const route of routes) {
    const requests = stateRequests.filter((request) => request.route === route);
    if (requests.length === 0) lines.push(lineOf(route, await plainAnswers(route, leftSecrets)));
    for (const request of requests) {
      lines.push(`${route} ${request.asks}`.trim());
      for (const state of draftStates)
        lines.push(lineOf(`  ${state}`, await stateAnswers(request, state, leftSecrets)));
    }
  }
  return `${lines.join('\n')}\n`;
}

function lineOf(what: string, answers: readonly string[]): string {
  return `${what.padEnd(52)}${answers.map((answer) => answer.padEnd(9)).join('')}`.trimEnd();
}

async function plainAnswers(route: string, leftSecrets: Secrets): Promise<string[]> {
  const answers: string[] = [];
  for (const [, person] of askers) {
    const [method = '', path = ''] = route.split(' ');
    const address = realPath(path);
    const status = await ask({ method, path: address, body: method === 'GET' ? null : {} }, person, leftSecrets);
    // What is missing or unknown is told to those who may ask.
    answers.push(status === 401 ? 'sign-in' : status === 403 ? 'no' : status < 500 ? 'yes' : String(status));
  }
  return answers;
}

/** Drafts that stand somewhere, to be asked about until a request moves one on. */
const standing = new Map<DraftStateWithPublic, Draft>();

async function stateAnswers(
  request: StateRequest,
  state: DraftStateWithPublic,
  leftSecrets: Secrets,
): Promise<string[]> {
  const answers: string[] = [];
  for (const [, person] of askers) {
    const draft = standing.get(state) ?? (await draftThatIs(web, state, analysis));
    standing.set(state, draft);
    const before = await where(draft);
    const [method = ''] = request.route.split(' ');
    const last = await web.office.store.drafts.lastReview(draft.id);
    const body = request.body({ ...draft, afterReturn: last?.verdict === 'returned' ? last.id : undefined });
    const status = await ask(
      { method, path: request.path(draft), body, seen: draft.contentDigest },
      person,
      leftSecrets,
    );
    answers.push(words[status] ?? String(status));
    const moved = (await where(draft)) !== before;
    if (moved) standing.delete(state);
    const answered = words[status] ?? '';
    if (moved && answered !== 'yes') throw new Error(`${request.route} ${state}: ${status}, and the draft moved`);
  }
  return answers;
}

async function where({ id, slug }: Draft): Promise<string> {
  const publication = await web.office.store.publications.latest(slug);
  return JSON.stringify([await web.office.store.drafts.state(id), publication?.version, publication?.withdrawn]);
}

interface Asking {
  method: string;
  path: string;
  body: Record<string, unknown> | null;
  /** Sent as If-Match. */
  seen?: string;
}

interface Secrets {
  token: string;
  session: string;
}

/** Asks the API by token and pages by session, as the page itself would. The status of the answer. */
async function ask({ method, path, body, seen }: Asking, person: Person | null, leftSecrets: Secrets): Promise<number> {
  const secrets = person === left ? leftSecrets : person ? await secretsOf(person) : null;
  const api = path.startsWith('/api/');
  const form = new URLSearchParams(
    Object.entries(body ?? {}).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const reply = await web.app.request(path, {
    method,
    headers: {
      'sec-fetch-site': 'same-origin',
      ...(seen ? { 'if-match': `"${seen}"` } : {}),
      ...(secrets
        ? api
          ? { authorization: `Bearer ${secrets.token}` }
          : { cookie: `__Host-assay=${secrets.session}` }
        : {}),
      ...(api && body ? { 'content-type': 'application/json' } : {}),
    },
    body: body === null ? undefined : api ? JSON.stringify(body) : form,
  });
  // Streams of events never end by themselves.
  await reply.body?.cancel();
  return reply.status;
}

/** New ones for each request: some end sessions. */
async function secretsOf(person: Person): Promise<Secrets> {
  const make = async (kind: 'token' | 'session') =>
    (await makeSecret(web.office, { kind, label: 'test' }, person)).secret;
  return { token: await make('token'), session: await make('session') };
}

function nameOf({ method, path }: { method: string; path: string }): string {
  return `${method} ${path.replace(/-[0-9a-f]{12}\./, '-*.')}`;
}

/** An address of a route that names nothing that exists. */
function realPath(path: string): string {
  const asset = web.app.routes.find((route) => nameOf(route).endsWith(` ${path}`) && path.includes('-*.'))?.path;
  return (asset ?? path)
    .replace(/:version(\{.*\})?/, '1')
    .replace(/:(?:file|part)\{.*(\.\w+)\}/, 'unknown-thing$1')
    .replace(/:\w+/g, 'unknown-thing')
    .replace('*', 'anything');
}

function byPath(a: string, b: string): number {
  const key = (route: string) => route.split(' ').toReversed().join(' ');
  return key(a) < key(b) ? -1 : 1;
}
