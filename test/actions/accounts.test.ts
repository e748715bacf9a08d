import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, endToken, holderOf, loginLink, makeSecret, ownerOf, signOut } from '../../src/actions/accounts.ts';
import { changePerson, renameSelf } from '../../src/actions/change-person.ts';
import { firstAdmin, signInAddress } from '../../src/actions/first-admin.ts';
import { endOwnSecret, makeToken } from '../../src/actions/tokens.ts';
import type { Person } from '../../src/domain/person.ts';
import type { Scope } from '../../src/domain/scope.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';

let desk: TestOffice;
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());

const hour = 3_600_000;

describe('A sign-in link', () => {
  it('works once', async () => {
    const secret = await loginLink(desk.office, people.reviewer.email, { person: people.admin, through: null });
    expect(await ownerOf(desk.office, 'link', secret)).toEqual(people.reviewer);
    expect(await ownerOf(desk.office, 'link', secret)).toBeNull();
  });

  it('is used by one of two who open it at once', async () => {
    const secret = await loginLink(desk.office, people.editor.email, { person: people.admin, through: null });
    const both = await Promise.all([1, 2].map(() => ownerOf(desk.office, 'link', secret)));
    expect(both.filter((person) => person !== null)).toEqual([people.editor]);
  });

  it('works no more after a day', async () => {
    const secret = await loginLink(desk.office, people.editor.email, { person: people.admin, through: null });
    desk.pass(24 * hour);
    expect(await ownerOf(desk.office, 'link', secret)).toBeNull();
  });

  it('is refused for a person without an account, and to anybody but an administrator', async () => {
    expect(
      await refusalOf(loginLink(desk.office, 'nobody@company.example', { person: people.admin, through: null })),
    ).toMatchObject({
      status: 404,
      code: 'unknown-person',
    });
    expect(
      (await refusalOf(loginLink(desk.office, people.reader.email, { person: people.reviewer, through: null }))).status,
    ).toBe(403);
  });
});

describe('A sign-in link that a token asks for', () => {
  it('is made only where the token may all that the link opens: a session is bound by no scopes', async () => {
    const asked = (email: string, through: readonly Scope[]) =>
      loginLink(desk.office, email, { person: people.admin, through });
    const short = await refusalOf(asked(people.reviewer.email, ['read', 'runs', 'admin']));
    expect(short).toMatchObject({ status: 403, code: 'scope-missing' });
    expect(short.message).toContain('lacks vendors, review');
    expect((await refusalOf(asked(people.admin.email, ['admin']))).code).toBe('scope-missing');
    const link = await asked(people.reader.email, ['read', 'admin']);
    expect(await ownerOf(desk.office, 'link', link)).toEqual(people.reader);
    const whole = await asked(people.admin.email, ['read', 'vendors', 'runs', 'review', 'admin']);
    expect(await ownerOf(desk.office, 'link', whole)).toEqual(people.admin);
  });
});

describe('A secret', () => {
  it('has no owner where it is unknown, short or of another kind', async () => {
    const { secret } = await makeSecret(desk.office, { kind: 'session', label: 'browser' }, people.editor);
    expect(await ownerOf(desk.office, 'session', `${secret}x`)).toBeNull();
    expect(await ownerOf(desk.office, 'session', '')).toBeNull();
    expect(await ownerOf(desk.office, 'token', secret)).toBeNull();
    expect(await ownerOf(desk.office, 'link', secret)).toBeNull();
    expect(await ownerOf(desk.office, 'session', secret)).toEqual(people.editor);
  });

  it('is kept as a digest only', async () => {
    const { secret } = await makeSecret(desk.office, { kind: 'token', label: 'canary' }, people.editor);
    const { rows } = await desk.opened.pool.query('select * from assay.secret');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(secret);
    const { rows: audit } = await desk.opened.pool.query('select * from assay.audit');
    expect(JSON.stringify(audit)).not.toContain(secret);
  });

  it('of a session ends with it after a week or when signed out, a token after a year or when dropped', async () => {
    const one = await makeSecret(desk.office, { kind: 'session', label: 'browser' }, people.editor);
    await signOut(desk.office, one.secret);
    expect(await ownerOf(desk.office, 'session', one.secret)).toBeNull();
    const two = await makeSecret(desk.office, { kind: 'session', label: 'browser' }, people.editor);
    const token = await makeSecret(desk.office, { kind: 'token', label: 'program' }, people.editor);
    desk.pass(7 * 24 * hour);
    expect(await ownerOf(desk.office, 'session', two.secret)).toBeNull();
    expect(await ownerOf(desk.office, 'token', token.secret)).toEqual(people.editor);
    await endToken(desk.office, token.secret);
    expect(await ownerOf(desk.office, 'token', token.secret)).toBeNull();
  });
});

describe('A person', () => {
  it('is added by an administrator, once, whatever the case of the address', async () => {
    const ada = { email: 'ada@company.example', role: 'reviewer' };
    expect(await addPerson(desk.office, ada, people.admin)).toEqual(ada);
    const again = addPerson(desk.office, { ...ada, email: 'ADA@company.example', role: 'admin' }, people.admin);
    expect(await refusalOf(again)).toMatchObject({ status: 409, code: 'person-known' });
    expect((await desk.office.store.accounts.person('ada@company.example'))?.role).toBe('reviewer');
  });

  it('is refused with a wrong address or role, and from anybody but an administrator', async () => {
    const refusal = await refusalOf(addPerson(desk.office, { email: 'ada', role: 'king' }, people.admin));
    expect(refusal.details.map(({ path }) => path)).toEqual(['email', 'role']);
    const eve = { email: 'eve@company.example', role: 'admin' };
    for (const person of [people.reader, people.editor, people.reviewer]) {
      expect((await refusalOf(addPerson(desk.office, eve, person))).status).toBe(403);
    }
    expect(await desk.office.store.accounts.person(eve.email)).toBeNull();
  });
});

describe('Changing a person', () => {
  it('is for administrators, names what is wrong, and keeps the last of them', async () => {
    const change = (email: string, to: object, by: Person = people.admin) =>
      changePerson(desk.office, { email, change: to }, by);
    for (const by of [people.reader, people.editor, people.reviewer]) {
      expect((await refusalOf(change(people.reader.email, { role: 'admin' }, by))).status).toBe(403);
    }
    expect(await refusalOf(change('nobody@company.example', { role: 'reader' }))).toMatchObject({
      status: 404,
      code: 'unknown-person',
    });
    expect((await refusalOf(change(people.reader.email, { role: 'king' }))).details[0]?.path).toBe('role');
    for (const to of [{ role: 'reader' }, { active: false }]) {
      expect(await refusalOf(change(people.admin.email, to))).toMatchObject({ status: 409, code: 'last-admin' });
    }
    expect(await change(people.reader.email, { role: 'editor' })).toMatchObject({ role: 'editor', active: true });
    expect(await change(people.reader.email, { role: 'reader' })).toMatchObject({ role: 'reader' });
  });

  it('who left ends their ways in at once, and says so to whoever adds or links them', async () => {
    const eve = { email: 'eve@company.example', role: 'reviewer' } as const;
    await addPerson(desk.office, eve, people.admin);
    const session = await makeSecret(desk.office, { kind: 'session', label: 'password' }, eve);
    const token = await makeSecret(desk.office, { kind: 'token', label: 'CI' }, eve);
    const link = await loginLink(desk.office, eve.email, { person: people.admin, through: null });
    await changePerson(desk.office, { email: eve.email, change: { active: false } }, people.admin);
    expect(await ownerOf(desk.office, 'session', session.secret)).toBeNull();
    expect(await ownerOf(desk.office, 'token', token.secret)).toBeNull();
    expect(await ownerOf(desk.office, 'link', link)).toBeNull();
    expect(await refusalOf(loginLink(desk.office, eve.email, { person: people.admin, through: null }))).toMatchObject({
      status: 409,
    });
    expect((await refusalOf(addPerson(desk.office, eve, people.admin))).message).toContain('which is deactivated');
  });

  it('of one’s own name takes a name and nothing that hides in it', async () => {
    await renameSelf(desk.office, '  Ada   Lovelace ', people.editor);
    expect((await desk.office.store.accounts.account(people.editor.email))?.name).toBe('Ada Lovelace');
    for (const name of ['x'.repeat(81), 'ada\u202egnp', 'a\u0000b']) {
      expect((await refusalOf(renameSelf(desk.office, name, people.editor))).status).toBe(422);
    }
  });
});

describe('A token', () => {
  it('has the scopes that were chosen, none beyond the role or beyond the token it is asked for with', async () => {
    const asked = (scopes: string[], by: Person, through: readonly Scope[] | null = null) =>
      makeToken(desk.office, { label: 'CI', scopes }, { person: by, through });
    const { token } = await asked(['review', 'read'], people.reviewer);
    expect(token).toMatch(/^assay_[\w-]{43}$/);
    expect((await holderOf(desk.office, 'token', token))?.scopes).toEqual(['read', 'review']);
    expect(await refusalOf(asked(['admin'], people.reviewer))).toMatchObject({
      status: 422,
      code: 'scope-beyond-role',
    });
    expect((await refusalOf(asked(['runs'], people.reader))).message).toContain('role reader');
    expect((await refusalOf(asked(['runs'], people.admin, ['read', 'admin']))).message).toContain(
      'the token that asks',
    );
    expect(await asked(['read'], people.admin, ['read', 'admin'])).toMatchObject({ token: expect.any(String) });
    for (const wrong of [
      { label: ' ', scopes: ['read'] },
      { label: ' commands on this machine ', scopes: ['read'] },
      { label: 'x', scopes: [] },
      { label: 'x', scopes: ['read'], days: 0 },
      { label: 'x', scopes: ['read'], days: 366 },
    ]) {
      expect((await refusalOf(makeToken(desk.office, wrong, { person: people.admin, through: null }))).status).toBe(
        422,
      );
    }
  });

  it('works until its day and tells that it expired; its use is noted, not oftener than every five minutes', async () => {
    const made = await makeToken(
      desk.office,
      { label: 'short', scopes: ['read'], days: 2 },
      {
        person: people.editor,
        through: null,
      },
    );
    const lastUse = async () =>
      (await desk.office.store.accounts.secrets(people.editor.email, 'token')).find(({ label }) => label === 'short')
        ?.lastUsedAt;
    expect(await lastUse()).toBeNull();
    await holderOf(desk.office, 'token', made.token);
    const first = await lastUse();
    expect(first).not.toBeNull();
    desk.pass(4 * 60_000);
    await holderOf(desk.office, 'token', made.token);
    expect(await lastUse()).toBe(first);
    desk.pass(60_000);
    await holderOf(desk.office, 'token', made.token);
    expect(await lastUse()).not.toBe(first);
    desk.pass(48 * hour);
    expect((await holderOf(desk.office, 'token', made.token))?.state).toBe('expired');
    expect(await ownerOf(desk.office, 'token', made.token)).toBeNull();
  });

  it('is revoked by its owner, by its number', async () => {
    const { token } = await makeToken(
      desk.office,
      { label: 'gone', scopes: ['read'] },
      {
        person: people.reviewer,
        through: null,
      },
    );
    const id = (await holderOf(desk.office, 'token', token))?.id ?? 0;
    expect((await refusalOf(endOwnSecret(desk.office, { kind: 'token', id }, people.admin))).status).toBe(404);
    expect(
      (await refusalOf(endOwnSecret(desk.office, { kind: 'token', id: Number.NaN }, people.reviewer))).status,
    ).toBe(404);
    await endOwnSecret(desk.office, { kind: 'token', id }, people.reviewer);
    expect(await holderOf(desk.office, 'token', token)).toBeNull();
  });
});

describe('The first administrator', () => {
  it('is never borrowed: commands on a machine act under an account of their own', async () => {
    const { person, first } = await firstAdmin(desk.office, 'me@machine.local');
    expect({ person, first }).toEqual({ person: { email: 'me@machine.local', role: 'admin' }, first: false });
    expect(await desk.office.store.accounts.account('me@machine.local')).toMatchObject({ machine: true });
    expect((await firstAdmin(desk.office, 'me@machine.local')).closed).toBe(false);
    expect((await firstAdmin(desk.office, 'me@machine.local')).person.email).toBe('me@machine.local');
    expect((await firstAdmin(desk.office, people.reader.email)).person.role).toBe('reader');
  });

  it('is not made again where an administrator deactivated the account', async () => {
    await makeSecret(desk.office, { kind: 'session', label: 'link' }, people.admin);
    await changePerson(desk.office, { email: 'me@machine.local', change: { active: false } }, people.admin);
    expect(await firstAdmin(desk.office, 'me@machine.local')).toMatchObject({ first: false, closed: true });
    expect((await desk.office.store.accounts.account('me@machine.local'))?.active).toBe(false);
  });

  it('gets a link that signs in once', async () => {
    const address = await signInAddress(desk.office, people.admin, 'https://assay.company.example');
    const secret = new URL(address).searchParams.get('link') ?? '';
    expect(address).toMatch(/^https:\/\/assay\.company\.example\/sign-in\?link=/);
    expect(await ownerOf(desk.office, 'link', secret)).toEqual(people.admin);
  });

  it('is made where there is nobody', async () => {
    const empty = await openOffice();
    await empty.opened.pool.query('delete from assay.person');
    expect(await firstAdmin(empty.office, 'me@machine.local')).toEqual({
      person: { email: 'me@machine.local', role: 'admin' },
      welcome: { email: 'me@machine.local', role: 'admin' },
      ...{ first: true, closed: false, unknown: null },
    });
    expect(await firstAdmin(empty.office, 'me@machine.local')).toMatchObject({ first: false });
    await empty.close();
  });

  it('is a person of their own where one was named, and commands still act under this machine’s account', async () => {
    const empty = await openOffice();
    await empty.opened.pool.query('delete from assay.person');
    const made = await firstAdmin(empty.office, 'me@machine.local', 'ada@example.com');
    expect(made).toMatchObject({
      welcome: { email: 'ada@example.com' },
      person: { email: 'me@machine.local' },
      first: true,
    });
    const known = await empty.office.store.accounts.accounts();
    expect(known.map(({ email, role }) => `${email} ${role}`).sort()).toEqual([
      'ada@example.com admin',
      'me@machine.local admin',
    ]);
    // Later starts add nobody, whatever they name, and say so only of who has no account.
    const later = await firstAdmin(empty.office, 'me@machine.local', 'eve@example.com');
    expect(later).toMatchObject({ first: false, welcome: { email: 'me@machine.local' }, unknown: 'eve@example.com' });
    expect(await empty.office.store.accounts.account('eve@example.com')).toBeNull();
    expect(await firstAdmin(empty.office, 'me@machine.local', 'Ada@example.com')).toMatchObject({ unknown: null });
    await empty.close();
  });

  it('is made by a first start even where that start is cut off after the first of two accounts', async () => {
    const empty = await openOffice();
    await empty.opened.pool.query('delete from assay.person');
    const { store } = empty.office;
    let added = 0;
    const addPerson: typeof store.accounts.addPerson = async (person, by) => {
      added += 1;
      if (added > 1) throw new Error('The process is killed here.');
      return store.accounts.addPerson(person, by);
    };
    const cutOff = { ...empty.office, store: { ...store, accounts: { ...store.accounts, addPerson } } };
    await expect(firstAdmin(cutOff, 'me@machine.local', 'ada@example.com')).rejects.toThrow('killed');
    await firstAdmin(empty.office, 'me@machine.local', 'ada@example.com');
    const known = await store.accounts.accounts();
    expect(known.map(({ email }) => email).sort()).toEqual(['ada@example.com', 'me@machine.local']);
    await empty.close();
  });
});
