import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person, Right } from '../../src/domain/person.ts';
import { apiRoutes } from '../../src/web/app.tsx';
import { people } from '../actions/office.ts';
import { openWeb, problemIn, stateOfStore, type TestWeb } from './desk.ts';

/** Who may ask what, written out by hand: the lowest role that may. */
const table: Record<string, 'anybody' | Person['role']> = {
  'GET /api/vendors': 'reader',
  'POST /api/vendors': 'editor',
  'POST /api/vendors/import': 'editor',
  'GET /api/vendors/{slug}': 'reader',
  'PATCH /api/vendors/{slug}': 'editor',
  'GET /api/vendors/{slug}/prompt': 'reader',
  'POST /api/runs': 'editor',
  'GET /api/runs': 'reader',
  'GET /api/runs/{id}': 'reader',
  'GET /api/runs/{id}/journal': 'reader',
  'GET /api/runs/{id}/calls': 'reader',
  'GET /api/model-exchanges/{digest}': 'reader',
  'POST /api/runs/{id}/retry': 'editor',
  'POST /api/runs/{id}/cancel': 'editor',
  'GET /api/drafts': 'reader',
  'GET /api/drafts/{id}': 'reader',
  'PATCH /api/drafts/{id}': 'editor',
  'POST /api/drafts/{id}/claim': 'editor',
  'POST /api/drafts/{id}/release': 'editor',
  'POST /api/drafts/{id}/decision': 'reviewer',
  'GET /api/publications': 'anybody',
  'GET /api/publications/{slug}': 'anybody',
  'GET /api/publications/{slug}/versions/{version}': 'anybody',
  'POST /api/publications/{slug}/withdraw': 'reviewer',
  'POST /api/verify': 'reader',
  'GET /api/evidence/{digest}': 'reader',
  'GET /api/me': 'reader',
  'POST /api/users': 'admin',
  'POST /api/users/{email}/login-link': 'admin',
  'POST /api/tokens': 'reader',
};

const lowest: Record<Right | 'public', 'anybody' | Person['role']> = {
  public: 'anybody',
  read: 'reader',
  enqueue: 'editor',
  edit: 'editor',
  decide: 'reviewer',
  administer: 'admin',
};

const ladder = ['anybody', 'reader', 'editor', 'reviewer', 'admin'] as const;
const askers: [who: string, person: Person | null][] = [['nobody', null], ...Object.entries(people)];
const rows = Object.entries(table).map(([route, from]) => {
  const [method = '', path = ''] = route.split(' ');
  return { route, method, path: path.replace('{version}', '1').replace(/\{\w+\}/g, 'unknown-thing'), from };
});

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

describe('The rights of the API', () => {
  it('are those of the table, for every route there is', () => {
    const stated = apiRoutes.map(({ method, path, right }) => [`${method.toUpperCase()} ${path}`, lowest[right]]);
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

  it('are nobody’s with a secret of another kind, a made-up one, or one in the wrong place', async () => {
    const session = web.cookieOf(people.admin).split('=')[1] ?? '';
    for (const authorization of [`Bearer ${session}`, 'Bearer x', `Bearer ${'x'.repeat(43)}`, session, 'Basic YTpi']) {
      const reply = await web.app.request('/api/me', { headers: { authorization } });
      expect(reply.status, authorization).toBe(401);
    }
    expect((await web.app.request(`/api/me?token=${session}`)).status).toBe(401);
  });
});
