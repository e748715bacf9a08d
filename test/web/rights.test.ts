import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSecret } from '../../src/actions/accounts.ts';
import { changePerson } from '../../src/actions/change-person.ts';
import type { Person, Right } from '../../src/domain/person.ts';
import { Scope } from '../../src/domain/scope.ts';
import { scopeOf } from '../../src/web/api/scope-of.ts';
import { apiRoutes } from '../../src/web/app.tsx';
import { people } from '../actions/office.ts';
import { openWeb, problemIn, stateOfStore, type TestWeb } from './desk.ts';

type Lowest = 'anybody' | Person['role'];

/** Who may ask what, written out by hand: the lowest role that may, and the scope that a token needs. */
const table: Record<string, `${Lowest}, ${Scope | 'none'}`> = {
  'GET /api/vendors': 'reader, read',
  'POST /api/vendors': 'editor, vendors',
  'POST /api/vendors/import': 'editor, vendors',
  'GET /api/vendors/{slug}': 'reader, read',
  'PATCH /api/vendors/{slug}': 'editor, vendors',
  'GET /api/vendors/{slug}/prompt': 'reader, read',
  'POST /api/vendors/plan': 'editor, vendors',
  // A schedule starts analyses, whatever its address is under.
  'PUT /api/vendors/{slug}/schedule': 'editor, runs',
  'GET /api/upgrades': 'admin, admin',
  'POST /api/upgrades/{slug}': 'admin, admin',
  'POST /api/upgrades/{slug}/shadow': 'admin, admin',
  'GET /api/schedules': 'reader, read',
  'PUT /api/schedules/{rule}': 'editor, runs',
  'POST /api/schedules/due': 'editor, runs',
  'POST /api/runs': 'editor, runs',
  'GET /api/runs': 'reader, read',
  'GET /api/runs/{id}': 'reader, read',
  'GET /api/runs/{id}/journal': 'reader, read',
  'GET /api/runs/{id}/calls': 'reader, read',
  'GET /api/model-exchanges/{digest}': 'reader, read',
  'POST /api/runs/{id}/retry': 'editor, runs',
  'POST /api/runs/{id}/cancel': 'editor, runs',
  'GET /api/drafts': 'reader, read',
  'GET /api/drafts/{id}': 'reader, read',
  'PATCH /api/drafts/{id}': 'editor, review',
  'POST /api/drafts/{id}/claim': 'editor, review',
  'POST /api/drafts/{id}/assign': 'reviewer, review',
  'POST /api/drafts/{id}/release': 'editor, review',
  'POST /api/drafts/{id}/decision': 'reviewer, review',
  'GET /api/compare': 'anybody, none',
  'GET /api/stack': 'anybody, none',
  'GET /api/publications': 'anybody, none',
  'GET /api/changes': 'anybody, none',
  'GET /api/publications/{slug}': 'anybody, none',
  'GET /api/publications/{slug}/quotes': 'anybody, none',
  'GET /api/publications/{slug}/versions/{version}': 'anybody, none',
  'POST /api/publications/{slug}/reports': 'anybody, none',
  'GET /api/reports': 'reader, read',
  'POST /api/reports/{id}/answer': 'reviewer, review',
  'POST /api/publications/{slug}/withdraw': 'reviewer, review',
  'POST /api/verify': 'reader, read',
  'GET /api/evidence/{digest}': 'reader, read',
  'GET /api/me': 'reader, read',
  'POST /api/users': 'admin, admin',
  'POST /api/users/{email}/login-link': 'admin, admin',
  'POST /api/tokens': 'reader, admin',
  'GET /api/audit': 'reviewer, read',
  'GET /api/audit/checkpoint': 'reviewer, read',
  'GET /api/users': 'admin, admin',
  'PATCH /api/users/{email}': 'admin, admin',
  'GET /api/tokens': 'reader, read',
  'DELETE /api/tokens/{id}': 'reader, admin',
  'GET /api/settings': 'admin, admin',
  'GET /api/webhooks': 'admin, admin',
  'POST /api/webhooks': 'admin, admin',
  'DELETE /api/webhooks/{id}': 'admin, admin',
};

const lowest: Record<Right | 'public', Lowest> = {
  public: 'anybody',
  read: 'reader',
  enqueue: 'editor',
  edit: 'editor',
  decide: 'reviewer',
  administer: 'admin',
};

const ladder = ['anybody', 'reader', 'editor', 'reviewer', 'admin'] as const;
const askers: [who: string, person: Person | null][] = [['nobody', null], ...Object.entries(people)];
const rows = Object.entries(table).map(([route, needed]) => {
  const [method = '', path = ''] = route.split(' ');
  const [from, scope] = needed.split(', ') as [Lowest, Scope | 'none'];
  return { route, method, scope, path: path.replace('{version}', '1').replace(/\{\w+\}/g, 'unknown-thing'), from };
});

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

describe('The rights of the API', () => {
  it('are those of the table, for every route there is', () => {
    const stated = apiRoutes.map((route) => [
      `${route.method.toUpperCase()} ${route.path}`,
      `${lowest[route.right]}, ${scopeOf(route) ?? 'none'}`,
    ]);
    expect(Object.fromEntries(stated)).toEqual(table);
    expect(stated).toHaveLength(rows.length);
  });

  it.each(askers)('are kept on every route against %s', async (_who, person) => {
    const before = await stateOfStore(web);
    const rank = person ? ladder.indexOf(person.role) : 0;
    const wrong: string[] = [];
    for (const { route, method, path, from } of rows) {
      // Empty on purpose: whoever may ask is told what is missing, and nothing is changed.
      const reply = await web.api(method, path, { as: person, body: method === 'GET' ? undefined : '{"extra":1}' });
      const allowed = rank >= ladder.indexOf(from);
      const refused = reply.status === 401 || reply.status === 403;
      if (allowed === refused || reply.status >= 500) wrong.push(`${route}: ${reply.status}`);
      if (refused) expect((await problemIn(reply)).status).toBe(person ? 403 : 401);
    }
    expect(wrong).toEqual([]);
    expect(await stateOfStore(web)).toEqual(before);
  });

  it.each(Scope.options)('are kept on every route against a token with the scope %s alone', async (scope) => {
    const scoped = await makeSecret(web.office, { kind: 'token', label: 'CI', scopes: [scope] }, people.admin);
    const before = await stateOfStore(web);
    const wrong: string[] = [];
    for (const row of rows) {
      const reply = await web.app.request(row.path, {
        method: row.method,
        headers: { authorization: `Bearer ${scoped.secret}`, 'content-type': 'application/json' },
        body: row.method === 'GET' ? undefined : '{"extra":1}',
      });
      const refused = reply.status === 401 || reply.status === 403;
      const allowed = row.scope === 'none' || row.scope === scope;
      if (allowed === refused || reply.status >= 500) wrong.push(`${row.route}: ${reply.status}`);
      if (!refused) continue;
      const problem = await problemIn(reply);
      expect(problem.type).toBe('urn:assay:problem:scope-missing');
      expect(problem.detail).toContain(`lacks the scope "${row.scope}"`);
      expect(problem.detail).toContain(`it has ${scope}`);
    }
    expect(wrong).toEqual([]);
    expect(await stateOfStore(web)).toEqual(before);
  });

  it('of a token end with its scopes at the events of a run, and with its owner’s role everywhere', async () => {
    const noRead = await makeSecret(web.office, { kind: 'token', label: 'CI', scopes: ['runs'] }, people.admin);
    const events = await web.api('GET', '/api/runs/run-1/events', {
      as: null,
      headers: { authorization: `Bearer ${noRead.secret}` },
    });
    expect((await problemIn(events)).type).toBe('urn:assay:problem:scope-missing');
    const reader = await makeSecret(web.office, { kind: 'token', label: 'CI', scopes: Scope.options }, people.reader);
    const asked = await web.api('GET', '/api/users', {
      as: null,
      headers: { authorization: `Bearer ${reader.secret}` },
    });
    expect((await problemIn(asked)).type).toBe('urn:assay:problem:role-too-low');
  });

  it('of a token are none on pages: they are for people', async () => {
    const { secret } = await makeSecret(web.office, { kind: 'token', label: 'CI' }, people.admin);
    const headers = { authorization: `Bearer ${secret}`, 'sec-fetch-site': 'same-origin' };
    for (const path of ['/review', '/runs', '/settings', '/settings/people']) {
      expect((await web.app.request(path, { headers })).status, path).toBe(401);
    }
    const form = new URLSearchParams({ email: 'eve@company.example', role: 'admin' });
    expect((await web.app.request('/settings/people', { method: 'POST', headers, body: form })).status).toBe(401);
    expect(await web.office.store.accounts.account('eve@company.example')).toBeNull();
  });

  it('say of a token that counts for nothing why: unknown, expired, or its owner deactivated', async () => {
    const eve = { email: 'eve@company.example', role: 'reviewer' } as const;
    await web.office.store.accounts.addPerson(eve, people.admin.email);
    const brief = await makeSecret(web.office, { kind: 'token', label: 'brief', days: 1 }, eve);
    const long = await makeSecret(web.office, { kind: 'token', label: 'long' }, eve);
    const why = async (token: string): Promise<string> => {
      const reply = await web.app.request('/api/me', { headers: { authorization: `Bearer ${token}` } });
      expect(reply.status).toBe(401);
      return (await problemIn(reply)).detail;
    };
    expect(await why(`assay_${'x'.repeat(43)}`)).toContain('not known here');
    web.pass(25 * 3_600_000);
    expect(await why(brief.secret)).toBe('The token "brief" expired on 2026-03-02.');
    await changePerson(web.office, { email: eve.email, change: { active: false } }, people.admin);
    expect(await why(long.secret)).toContain('its account was deactivated');
  });

  it('are nobody’s with a secret of another kind, a made-up one, or one in the wrong place', async () => {
    const session = web.cookieOf(people.admin).split('=')[1] ?? '';
    for (const authorization of [`Bearer ${session}`, 'Bearer x', `Bearer ${'x'.repeat(43)}`, session, 'Basic YTpi']) {
      const reply = await web.app.request('/api/me', { headers: { authorization } });
      expect(reply.status, authorization).toBe(401);
    }
    expect((await web.app.request(`/api/me?token=${session}`)).status).toBe(401);
  });
});
