import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, endToken, loginLink, makeSecret, ownerOf, signOut } from '../../src/actions/accounts.ts';
import { firstAdmin, signInAddress } from '../../src/actions/first-admin.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';

let desk: TestOffice;
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());

const hour = 3_600_000;

describe('A sign-in link', () => {
  it('works once', async () => {
    const secret = await loginLink(desk.office, people.reviewer.email, people.admin);
    expect(await ownerOf(desk.office, 'link', secret)).toEqual(people.reviewer);
    expect(await ownerOf(desk.office, 'link', secret)).toBeNull();
  });

  it('is used by one of two who open it at once', async () => {
    const secret = await loginLink(desk.office, people.editor.email, people.admin);
    const both = await Promise.all([1, 2].map(() => ownerOf(desk.office, 'link', secret)));
    expect(both.filter((person) => person !== null)).toEqual([people.editor]);
  });

  it('works no more after a day', async () => {
    const secret = await loginLink(desk.office, people.editor.email, people.admin);
    desk.pass(24 * hour);
    expect(await ownerOf(desk.office, 'link', secret)).toBeNull();
  });

  it('is refused for a person without an account, and to anybody but an administrator', async () => {
    expect(await refusalOf(loginLink(desk.office, 'nobody@company.example', people.admin))).toMatchObject({
      status: 404,
      code: 'unknown-person',
    });
    expect((await refusalOf(loginLink(desk.office, people.reader.email, people.reviewer))).status).toBe(403);
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

describe('The first administrator', () => {
  it('is never borrowed: commands on a machine act under an account of their own', async () => {
    const { person, first } = await firstAdmin(desk.office, 'me@machine.local');
    expect({ person, first }).toEqual({ person: { email: 'me@machine.local', role: 'admin' }, first: false });
    expect((await firstAdmin(desk.office, 'me@machine.local')).person.email).toBe('me@machine.local');
    expect((await firstAdmin(desk.office, people.reader.email)).person.role).toBe('reader');
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
      first: true,
    });
    expect(await firstAdmin(empty.office, 'me@machine.local')).toMatchObject({ first: false });
    await empty.close();
  });
});
