import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Draft } from '../../src/domain/draft.ts';
import { people } from '../actions/office.ts';
import { waitingDraft } from '../actions/quillstore.ts';
import { baseUrl, openWeb, stateOfStore, type TestWeb } from '../web/desk.ts';
import { draftThatIs } from './draft-states.ts';
import { thinAnalysis } from './thin-analysis.ts';

let web: TestWeb;
let draft: Draft;
/** Every address of the router that is no GET, with things that exist in place of its parameters. */
let targets: { method: string; path: string }[];

beforeAll(async () => {
  web = await openWeb();
  const analysis = await thinAnalysis(web.office.store.bodies);
  draft = await waitingDraft(web, analysis);
  const shown = await draftThatIs(web, 'published', analysis);
  const changing = web.app.routes.filter(({ method }) => method !== 'GET' && method !== 'ALL');
  targets = [...new Map(changing.map((route) => [`${route.method} ${route.path}`, route])).values()].map(
    ({ method, path }) => ({
      method,
      path: path
        .replace(':email', people.reader.email)
        .replace(':rule', 'all')
        .replace(':slug', path.startsWith('/api/publications') ? shown.slug : draft.slug)
        .replace(':id', /drafts|review/.test(path) ? draft.id : /tokens/.test(path) ? '1' : draft.runId),
    }),
  );
});
afterAll(() => web.close());

/** How a request is sent that a person did not mean; what it asks for is right in everything else. */
type Forgery = (target: { method: string; path: string }) => { path?: string; init: RequestInit };

const cookie = () => web.cookieOf(people.admin);
const cookieOnly = (headers: Record<string, string>): Forgery => {
  return ({ method, path }) => ({ init: { method, headers: { cookie: cookie(), ...headers }, body: fields(path) } });
};

/** What would be done if the request were taken: a decision, an edit, a new administrator. */
function fields(path: string): string | URLSearchParams {
  const { revision, contentDigest } = draft;
  const said = {
    ...{
      verdict: 'rejected',
      reason: 'Forged.',
      revision,
      contentDigest,
      does: 'claim',
      kind: 'looked',
      item: 'summary',
    },
    ...{ email: 'eve@evil.example', role: 'admin', name: 'Eve', label: 'eve', to: people.editor.email },
    ...{ do: 'write', at: 'summary', text: 'Forged.', url: 'https://evil.example/', password: 'correct horse battery' },
  };
  if (path.startsWith('/api/')) return JSON.stringify(said);
  return new URLSearchParams(Object.entries(said).map(([name, value]): [string, string] => [name, String(value)]));
}

const forgeries: Record<string, Forgery> = {
  'another site’s origin': cookieOnly({ origin: 'https://evil.example' }),
  'neither origin nor Sec-Fetch-Site': cookieOnly({}),
  'Sec-Fetch-Site: cross-site, with our origin written in': cookieOnly({
    'sec-fetch-site': 'cross-site',
    origin: baseUrl,
  }),
  'a plain text body, which needs no preflight': ({ method, path }) => ({
    init: {
      method,
      headers: { cookie: cookie(), 'content-type': 'text/plain', 'sec-fetch-site': 'cross-site', origin: 'null' },
      body: fields(path),
    },
  }),
  'GET with the method in its address': ({ method, path }) => ({
    path: `${path}?_method=${method}&method=${method}&${new URLSearchParams({ verdict: 'rejected', does: 'claim', reason: 'x' })}`,
    init: { method: 'GET', headers: { cookie: cookie(), 'sec-fetch-site': 'cross-site' } },
  }),
  'GET with a header that names another method': ({ method, path }) => ({
    path,
    init: {
      method: 'GET',
      headers: {
        cookie: cookie(),
        'sec-fetch-site': 'cross-site',
        ...{ 'x-http-method-override': method, 'x-method-override': method, 'x-http-method': method },
      },
    },
  }),
  'a cookie without its prefix': ({ method, path }) => ({
    init: {
      method,
      headers: { cookie: cookie().replace('__Host-', ''), 'sec-fetch-site': 'same-origin', origin: baseUrl },
      body: fields(path),
    },
  }),
  'a token of another place beside the cookie': cookieOnly({
    'sec-fetch-site': 'cross-site',
    authorization: 'Basic YWRtaW46YWRtaW4=',
  }),
};

describe('A forged request', () => {
  it('is tried on every route that changes something, in eight ways', () => {
    expect(targets.length).toBeGreaterThanOrEqual(30);
    expect(Object.keys(forgeries)).toHaveLength(8);
    expect(targets.filter(({ path }) => path.includes(':'))).toEqual([]);
  });

  it.each(Object.entries(forgeries))('with %s does nothing, whatever it asks for', async (_what, forge) => {
    const before = await changeable();
    const jobs = web.queued.length;
    for (const target of targets) {
      const { path = target.path, init } = forge(target);
      const reply = await web.app.request(path, init);
      const what = `${init.method} ${path}`;
      await reply.body?.cancel();
      // A session is neither given nor, where there is one, taken away.
      const given = reply.headers.get('set-cookie');
      if (!signsOutNobody(target.path, init)) expect(given, what).toBeNull();
      else expect(given ?? 'Max-Age=0', what).toContain('Max-Age=0');
      // A page that is only read may be shown; nothing else is.
      if (init.method === 'GET') expect([200, 401, 403, 404], what).toContain(reply.status);
      // Signing out without a session is nothing to refuse, and a stranger may report an error: these reports prove nothing.
      else if (!signsOutNobody(target.path, init))
        expect(isReport(target.path) ? [401, 403, 404, 422] : [401, 403], what).toContain(reply.status);
    }
    expect(await changeable()).toEqual(before);
    expect(web.queued).toHaveLength(jobs);
  });

  it('would have been taken from our own page: what is refused is the forgery', async () => {
    const init = { method: 'POST', headers: { cookie: cookie(), 'sec-fetch-site': 'same-origin' } };
    const reply = await web.app.request(`/review/${draft.id}`, { ...init, body: fields('/review') });
    expect(reply.status).toBe(303);
    expect((await web.office.store.drafts.state(draft.id))?.state).toBe('rejected');
  });
});

/** Everything that is stored but wrong passwords, which are counted whoever sends them. */
async function changeable(): Promise<Record<string, string>> {
  const { sign_in_try: _tries, ...rest } = await stateOfStore(web);
  return rest;
}

/** Where anybody may send something, with or without a session. */
function isReport(path: string): boolean {
  return /\/(?:report|publications\/[^/]+\/reports)$/.test(path);
}

function signsOutNobody(path: string, init: RequestInit): boolean {
  const { cookie: sent = '' } = init.headers as Record<string, string>;
  return ['/sign-out', '/sign-in'].includes(path) && !sent.includes('__Host-');
}
