import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSecret } from '../../src/actions/accounts.ts';
import { firstAdmin } from '../../src/actions/first-admin.ts';
import { type Api, apiOver } from '../../src/cli/api.ts';
import { firstPerson } from '../../src/cli/first-person.ts';
import { people } from '../actions/office.ts';
import { baseUrl, openWeb, type TestWeb } from '../web/desk.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

async function apiOf(email: string, label: string): Promise<Api> {
  const { secret: token } = await makeSecret(web.office, { kind: 'token', label }, { email, role: 'admin' });
  const close = async () => undefined;
  return apiOver({ place: baseUrl, token, fetch: async (request) => web.app.request(request), close });
}

describe('A sign-in link for whom nobody named', () => {
  it('is for a person, even where the account of a machine that is gone was there before any', async () => {
    for (const host of ['old-host', 'new-host']) await firstAdmin(web.office, `root@${host}.local`);
    await web.opened.pool.query(`update assay.person set added_at = '2020-01-01' where email = 'root@old-host.local'`);
    const api = await apiOf('root@new-host.local', 'commands on this machine');
    expect(await firstPerson(api)).toBe(people.admin.email);
    // Whose first administrator signs in with it is a person.
    await makeSecret(web.office, { kind: 'session', label: 'link' }, { email: 'root@old-host.local', role: 'admin' });
    expect(await firstPerson(api)).toBe('root@old-host.local');
  });

  it('is for whoever gave a token of their own', async () => {
    expect(await firstPerson(await apiOf('root@new-host.local', 'CI'))).toBe('root@new-host.local');
  });
});
