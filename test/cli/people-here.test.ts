import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assay, type Ended, type Server, startServer, temporaryFolder } from './run-assay.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: Server;
let data: string;
let own: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
  server = await startServer(data, {}, ['--no-demo', '--as', 'ada@example.com']);
  own = ((await (await ask('GET', '/api/me')).json()) as { email: string }).email;
});
afterAll(async () => {
  await server?.stop();
  await folder?.remove();
});

const run = (...args: string[]): Promise<Ended> => assay(args, { data });

/** With the token that commands on this machine find. */
async function ask(method: string, path: string, body?: object): Promise<Response> {
  const { token } = JSON.parse(await readFile(join(data, 'server.json'), 'utf8')) as { token: string };
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return fetch(`${server.address}${path}`, { method, headers, body: body && JSON.stringify(body) });
}

describe('On a machine whose first administrator was named', () => {
  it('a sign-in link is for that person unless somebody else is named, and says so', async () => {
    const { code, stdout, stderr } = await run('login-link');
    expect([code, stderr]).toEqual([0, 'For ada@example.com:\n']);
    expect(stdout).toMatch(/sign-in\?link=/);
    const named = await run('login-link', own);
    expect([named.code, named.stderr]).toEqual([0, '']);
  });

  it('the machine’s own account stays until somebody signed in, and who did then stays an administrator', async () => {
    expect((await ask('PATCH', `/api/users/${own}`, { active: false })).status).toBe(409);
    const link = new URL(server.link).searchParams.get('link') ?? '';
    const signIn = { method: 'POST', body: new URLSearchParams({ link }), redirect: 'manual' } as const;
    const headers = { 'sec-fetch-site': 'same-origin' };
    expect((await fetch(`${server.address}/sign-in`, { ...signIn, headers })).status).toBe(303);
    const { code, stderr } = await run('users', 'change', 'ada@example.com', '--role', 'reader');
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('no administrator would be left who has ever signed in'),
    ]);
    expect((await ask('PATCH', '/api/users/ada@example.com', { active: false })).status).toBe(409);
  });

  it('no command closes the account that the commands act under', async () => {
    const { code, stderr } = await run('users', 'change', own.toUpperCase(), '--deactivate');
    expect([code, stderr]).toEqual([1, expect.stringContaining(`${own} signs the commands on this machine`)]);
    const lower = await run('users', 'change', own, '--role', 'reader');
    expect([lower.code, lower.stderr]).toEqual([1, expect.stringContaining(`as reader it could no longer`)]);
    expect((await run('users', 'change', own, '--role', 'admin')).code).toBe(0);
  });

  it('a token that may only see to people changes them, that account as well: it is no command of the machine', async () => {
    const made = await ask('POST', '/api/tokens', { label: 'people', scopes: ['admin'] });
    const { token } = (await made.json()) as { token: string };
    const byToken = (...args: string[]) => assay(args, { data, env: { ASSAY_TOKEN: token } });
    expect((await run('users', 'add', 'eve@example.com', '--role', 'reader')).code).toBe(0);
    const gone = await byToken('users', 'change', 'eve@example.com', '--deactivate');
    expect([gone.code, gone.stdout]).toEqual([0, 'eve@example.com: reader, deactivated\n']);
    expect(await (await ask('GET', '/api/me')).json()).toMatchObject({ email: own, machine: true });
    const other = await ask('POST', '/api/tokens', { label: 'reader', scopes: ['read'] });
    const headers = { authorization: `Bearer ${((await other.json()) as { token: string }).token}` };
    const me = await fetch(`${server.address}/api/me`, { headers });
    expect(await me.json()).toMatchObject({ email: own, machine: false });
  });

  it('what is wrong is told by the flags that were typed, and wrong usage ends with 2', async () => {
    const odd = await run('vendors', 'add', 'https://x.example/', '--layer', 'L1', '--price', 'cheap');
    expect([odd.code, odd.stderr]).toEqual([
      2,
      '--price: must be one of free-oss, free-tier, paid, usage-based, contact-sales or unknown.\n',
    ]);
    const address = await run('users', 'add', 'nobody', '--role', 'reader');
    expect([address.code, address.stderr]).toEqual([
      2,
      '<email>: must be an e-mail address, such as ada@example.com.\n',
    ]);
    const missing = await run('users', 'add', 'bob@example.com');
    expect([missing.code, missing.stderr.trim().split('\n').at(-1)]).toEqual([2, '(see assay users add --help)']);
    const kept = await run('verify', '--checkpoint', join(folder.path, 'none.json'));
    expect([kept.code, kept.stderr]).toEqual([2, expect.stringContaining('there is no such file')]);
  });

  it('commands say what happened once the account was closed all the same', async () => {
    expect((await ask('PATCH', `/api/users/${own}`, { active: false })).status).toBe(200);
    const { code, stderr } = await run('vendors', 'list');
    expect([code, stderr]).toEqual([1, expect.stringContaining(`somebody deactivated the account ${own}`)]);
    expect(stderr).not.toContain('mistyped');
    // Started by somebody else, or before the machine was renamed.
    const told = JSON.parse(await readFile(join(data, 'server.json'), 'utf8')) as object;
    for (const [token, says] of [
      ['gone', 'somebody deactivated the account root@old-host.local'],
      ['', 'The account root@old-host.local is deactivated'],
    ] as const) {
      const changed = { ...told, account: 'root@old-host.local', ...(token === '' ? { token } : {}) };
      await writeFile(join(data, 'server.json'), JSON.stringify(changed));
      const other = await run('vendors', 'list');
      expect([other.code, other.stderr]).toEqual([1, expect.stringContaining(says)]);
    }
  });
});
