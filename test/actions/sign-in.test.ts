import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holderOf, loginLink, makeSecret, ownerOf } from '../../src/actions/accounts.ts';
import { changePerson } from '../../src/actions/change-person.ts';
import { needsOldPassword, setPassword } from '../../src/actions/set-password.ts';
import { signInByLink, signInByPassword } from '../../src/actions/sign-in.ts';
import type { Person } from '../../src/domain/person.ts';
import { Refused } from '../../src/errors.ts';
import type { Holder, Passwords } from '../../src/ports.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';

let desk: TestOffice;
beforeAll(async () => {
  desk = await openOffice();
});
afterAll(() => desk.close());

const minute = 60_000;
const good = 'seven brown cows in line';
let addresses = 0;
/** A place that nobody tried from before. */
function anywhere(): string {
  addresses += 1;
  return `198.51.100.${addresses}`;
}

async function sessionOf(person: Person, by: 'link' | 'password'): Promise<{ holder: Holder; secret: string }> {
  const { secret } = await makeSecret(desk.office, { kind: 'session', label: by }, person);
  const holder = await holderOf(desk.office, 'session', secret);
  if (!holder) throw new Error('a session just made is known');
  return { holder, secret };
}

async function choose(person: Person, password: string): Promise<void> {
  const { holder } = await sessionOf(person, 'link');
  await setPassword(desk.office, { old: '', password, again: password, address: anywhere() }, holder);
}

const signIn = (email: string, password: string, address: string = anywhere()) =>
  signInByPassword(desk.office, { email, password, address });

describe('Signing in by password', () => {
  it('takes the right one for the address, whatever its case, and no other', async () => {
    await choose(people.editor, good);
    expect(await signIn(` ${people.editor.email.toUpperCase()} `, good)).toEqual(people.editor);
    expect((await refusalOf(signIn(people.editor.email, `${good} `))).status).toBe(401);
    expect((await refusalOf(signIn(people.editor.email, ''))).status).toBe(401);
    // The same letters composed in another way, as another keyboard sends them.
    await choose(people.editor, 'café au lait, à emporter');
    expect(await signIn(people.editor.email, 'cafe\u0301 au lait, a\u0300 emporter')).toEqual(people.editor);
  });

  it('says the same whether address or password is wrong, none was chosen, or the account is deactivated', async () => {
    await choose(people.reviewer, good);
    await changePerson(desk.office, { email: people.reviewer.email, change: { active: false } }, people.admin);
    const refusals = [
      await refusalOf(signIn(people.editor.email, 'wrong wrong wrong')),
      await refusalOf(signIn('nobody@company.example', good)),
      await refusalOf(signIn(people.reader.email, good)),
      await refusalOf(signIn(people.reviewer.email, good)),
      await refusalOf(signIn('a\u0000b', good)),
      await refusalOf(signIn('x'.repeat(5000), good)),
    ];
    await changePerson(desk.office, { email: people.reviewer.email, change: { active: true } }, people.admin);
    expect(
      new Set(refusals.map(({ status, code, message, advice }) => [status, code, message, advice].join())).size,
    ).toBe(1);
  });

  it('takes one slow hash whether the address is known or not', async () => {
    const compared: (string | null)[] = [];
    const watched: Passwords = {
      hash: desk.office.passwords.hash,
      matches: (password, hash) => {
        compared.push(hash);
        return desk.office.passwords.matches(password, hash);
      },
    };
    for (const email of [people.editor.email, 'nobody@company.example', people.reader.email]) {
      await refusalOf(
        signInByPassword({ ...desk.office, passwords: watched }, { email, password: 'x', address: anywhere() }),
      );
    }
    expect(compared).toEqual([expect.stringContaining('$argon2id$'), null, null]);
  });

  it('gets slower with every wrong try, and says for how long; never longer than a quarter of an hour', async () => {
    const email = people.editor.email;
    await choose(people.editor, good);
    const waits: number[] = [];
    for (let wrong = 0; wrong < 20; wrong += 1) {
      const refusal = await attempt(email, 'wrong');
      if (refusal.status === 429) {
        waits.push(refusal.retryAfterSeconds ?? 0);
        // A second too early is too early.
        desk.pass(((refusal.retryAfterSeconds ?? 0) - 1) * 1000);
        expect((await attempt(email, good)).status).toBe(429);
        desk.pass(1000);
        expect((await attempt(email, 'wrong')).status).toBe(401);
      }
    }
    expect(waits.slice(0, 9)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512]);
    expect(Math.max(...waits)).toBe(900);
    // Whoever waits gets in: the account is slow, not locked.
    desk.pass(900_000);
    expect(await signIn(email, good)).toEqual(people.editor);
    expect((await attempt(email, 'wrong')).status).toBe(401);
    expect((await attempt(email, 'wrong')).status).toBe(401);
  });

  it('is slowed for an unknown address like for a known one', async () => {
    const statuses: number[] = [];
    for (let wrong = 0; wrong < 8; wrong += 1) statuses.push((await attempt('ghost@company.example', 'x')).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 429, 429]);
  });

  it('is slowed for an address of the network that tries many accounts; others go on', async () => {
    const from = anywhere();
    const statuses: number[] = [];
    for (let at = 0; at < 33; at += 1) {
      statuses.push((await refusalOf(signIn(`person${at}@company.example`, 'x', from))).status);
    }
    expect(statuses.filter((status) => status === 401)).toHaveLength(31);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    desk.pass(24 * 60 * minute);
    await choose(people.editor, good);
    expect(await signIn(people.editor.email, good)).toEqual(people.editor);
  });

  it('that is slowed leaves the link as the way in', async () => {
    for (let wrong = 0; wrong < 7; wrong += 1) await attempt(people.reader.email, 'x');
    expect((await attempt(people.reader.email, 'x')).status).toBe(429);
    const link = await loginLink(desk.office, people.reader.email, { person: people.admin, through: null });
    expect(await signInByLink(desk.office, { link, email: '' })).toEqual(people.reader);
  });

  it('forgets wrong tries after a day without one', async () => {
    for (let wrong = 0; wrong < 7; wrong += 1) await attempt('day@company.example', 'x');
    desk.pass(24 * 60 * minute + 1000);
    const statuses: number[] = [];
    for (let wrong = 0; wrong < 6; wrong += 1) statuses.push((await attempt('day@company.example', 'x')).status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401]);
  });

  async function attempt(email: string, password: string): Promise<Refused> {
    try {
      await signIn(email, password);
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
    throw new Error('it signed in');
  }
});

describe('A new password', () => {
  const asked = (session: Holder, more: object) =>
    setPassword(desk.office, { old: '', password: good, again: good, address: anywhere(), ...more }, session);

  it('needs the old one, but for an hour after a link: that is how a forgotten one is replaced', async () => {
    await choose(people.admin, good);
    const byPassword = await sessionOf(people.admin, 'password');
    expect(await needsOldPassword(desk.office, byPassword.holder)).toBe(true);
    for (const old of ['not this one', '']) {
      const refused = await refusalOf(asked(byPassword.holder, { old }));
      expect([refused.status, refused.details[0]?.path]).toEqual([422, 'old']);
    }
    const byLink = await sessionOf(people.admin, 'link');
    expect(await needsOldPassword(desk.office, byLink.holder)).toBe(false);
    desk.pass(61 * minute);
    expect(await needsOldPassword(desk.office, byLink.holder)).toBe(true);
    const changed = 'other words entirely';
    await asked(byPassword.holder, { old: good, password: changed, again: changed });
    expect(await signIn(people.admin.email, changed)).toEqual(people.admin);
    expect((await refusalOf(signIn(people.admin.email, good))).status).toBe(401);
    expect(await ownerOf(desk.office, 'session', byPassword.secret)).toBeNull();
    expect(await ownerOf(desk.office, 'session', byLink.secret)).toBeNull();
  });

  it('is typed twice alike, and is not a weak one', async () => {
    const { holder } = await sessionOf(people.reader, 'link');
    expect((await refusalOf(asked(holder, { again: `${good}!` }))).details[0]?.path).toBe('again');
    expect((await refusalOf(asked(holder, { password: 'short', again: 'short' }))).details[0]?.path).toBe('password');
  });

  it('cannot be found by trying old ones in a session that was left open', async () => {
    await choose(people.admin, good);
    await signIn(people.admin.email, good);
    const { holder } = await sessionOf(people.admin, 'password');
    const statuses: number[] = [];
    for (let tries = 0; tries < 8; tries += 1) {
      statuses.push(
        (await refusalOf(asked(holder, { old: `guess ${tries}`, password: 'mine, all mine', again: 'mine, all mine' })))
          .status,
      );
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 422, 429, 429]);
  });

  it('is kept as an argon2id hash with the parameters of OWASP, and nowhere in clear', async () => {
    await choose(people.reader, 'canary canary canaries');
    const hash = await desk.office.store.accounts.passwordHash(people.reader.email);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    for (const table of ['person', 'secret', 'audit', 'sign_in_try']) {
      const { rows } = await desk.opened.pool.query(`select * from assay.${table}`);
      expect(JSON.stringify(rows)).not.toContain('canary');
    }
  });
});
