import { describe, expect, it } from 'vitest';
import type { Role } from '../../src/domain/closed-lists.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { NewSecret } from '../../src/ports.ts';
import { fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';

/** Far from the day of the test, because the store tells expiry by the system's clock. */
const soon = (days: number): string => new Date(Date.now() + days * 24 * 3_600_000).toISOString();
const admin = 'admin@b.example';

/** Accounts, their secrets, and tries to sign in. */
export function describePeople(opened: OpenedFor): void {
  const accounts = () => opened().store.accounts;
  const lastAudit = async (subject: string) => (await opened().store.audit.find({ subject, limit: 1 }))[0];

  async function aPerson(role: Role = 'reviewer'): Promise<string> {
    const email = `${fresh('Person')}@company.example`;
    await accounts().addPerson({ email, role }, admin);
    return email;
  }

  async function aSecret(email: string, more: Partial<NewSecret> = {}): Promise<string> {
    const digest = sha256(fresh('secret'));
    await accounts().keepSecret({ digest, kind: 'session', email, expiresAt: soon(7), label: 'password', ...more });
    return digest;
  }

  describe('A person', () => {
    it('is known by address whatever its case, with name and way in, and every change leaves a row of the log', async () => {
      const email = await aPerson();
      const other = email.toUpperCase();
      expect(await accounts().account(other)).toMatchObject({
        email,
        name: '',
        role: 'reviewer',
        active: true,
        hasPassword: false,
        lastUsedAt: null,
      });
      await accounts().rename(other, 'Ada L.');
      expect(await lastAudit(email)).toMatchObject({ action: 'account.renamed', detail: { name: 'Ada L.' } });
      await accounts().setPassword(other, '$argon2id$v=19$x');
      expect(await accounts().passwordHash(other)).toBe('$argon2id$v=19$x');
      const row = await lastAudit(email);
      expect(row).toMatchObject({ actor: email, action: 'account.password-set' });
      expect(JSON.stringify(row)).not.toContain('argon2id');
      expect(await accounts().account(email)).toMatchObject({ name: 'Ada L.', hasPassword: true });
      expect((await accounts().accounts()).map((account) => account.email)).toContain(email);
      expect(await accounts().account('nobody@company.example')).toBeNull();
      expect(await accounts().passwordHash('nobody@company.example')).toBeNull();
    });

    it('has no password of another kind of hash', async () => {
      await expect(accounts().setPassword(await aPerson(), 'plain text')).rejects.toThrow();
    });

    it('loses every session when the role changes, and keeps tokens, which follow the role', async () => {
      const email = await aPerson('admin');
      const session = await aSecret(email);
      const token = await aSecret(email, { kind: 'token', scopes: ['read'], label: 'CI' });
      await aSecret(await aPerson('admin'));
      expect(await accounts().changeRole(email, { role: 'reader', by: admin })).toBe('changed');
      expect(await accounts().changeRole(email, { role: 'reader', by: admin })).toBe('same');
      expect(await accounts().changeRole('nobody@company.example', { role: 'reader', by: admin })).toBe('unknown');
      expect(await accounts().redeem('session', session, soon(0))).toBeNull();
      expect(await accounts().redeem('token', token, soon(0))).toEqual({ email, role: 'reader' });
      expect(await lastAudit(email)).toMatchObject({
        actor: admin,
        action: 'account.role-changed',
        detail: { from: 'admin', to: 'reader' },
      });
    });

    it('who is deactivated is out at once: sessions, tokens and links end, and activating brings none back', async () => {
      const email = await aPerson();
      await accounts().setPassword(email, '$argon2id$v=19$y');
      const session = await aSecret(email);
      const token = await aSecret(email, { kind: 'token', scopes: ['read', 'review'] });
      const link = await aSecret(email, { kind: 'link', expiresAt: soon(1) });
      expect(await accounts().setActive(email, { active: false, by: admin })).toBe('changed');
      expect(await accounts().setActive(email, { active: false, by: admin })).toBe('same');
      expect(await lastAudit(email)).toMatchObject({ action: 'account.deactivated', detail: { ended: 3 } });
      expect(await accounts().person(email)).toBeNull();
      expect((await accounts().people()).map((person) => person.email)).not.toContain(email);
      expect(await accounts().passwordHash(email)).toBeNull();
      await expect(aSecret(email)).rejects.toThrow(/No account/);
      await expect(accounts().setPassword(email, '$argon2id$z')).rejects.toThrow(/No working/);
      expect(await accounts().setActive(email, { active: true, by: admin })).toBe('changed');
      for (const [kind, digest] of [
        ['session', session],
        ['token', token],
        ['link', link],
      ] as const) {
        expect(await accounts().redeem(kind, digest, soon(0))).toBeNull();
      }
      expect(await accounts().person(email)).toEqual({ email, role: 'reviewer' });
    });

    it('whose account is closed in the database alone is out as well', async () => {
      const email = await aPerson();
      const session = await aSecret(email);
      const link = await aSecret(email, { kind: 'link' });
      await opened().pool.query('update assay.person set ended_at = now() where email = $1', [email]);
      expect((await accounts().holder('session', session, soon(0)))?.state).toBe('closed');
      expect(await accounts().redeem('session', session, soon(0))).toBeNull();
      expect(await accounts().redeem('link', link, soon(0))).toBeNull();
    });

    it('is the last administrator who stays one, also when two step down at the same moment', async () => {
      const { pool } = opened();
      const others = (await accounts().people()).filter(({ role }) => role === 'admin');
      for (const { email } of others) {
        await pool.query(`update assay.person set role = 'reviewer' where email = $1`, [email]);
      }
      const [one, two] = [await aPerson('admin'), await aPerson('admin')];
      for (const email of [one, two]) await aSecret(email);
      const both = await Promise.all([
        accounts().changeRole(one, { role: 'reader', by: one }),
        accounts().setActive(two, { active: false, by: two }),
      ]);
      expect(both.toSorted()).toEqual(['changed', 'last-admin']);
      const [left] = (await accounts().people()).filter(({ role }) => role === 'admin');
      const email = left?.email ?? '';
      expect([one, two]).toContain(email);
      expect(await accounts().changeRole(email, { role: 'reviewer', by: email })).toBe('last-admin');
      expect(await accounts().setActive(email, { active: false, by: email })).toBe('last-admin');
      expect((await accounts().account(email))?.active).toBe(true);
    });

    it('who signs in stays administrator beside accounts of machines, also of one that is gone with its token, and of who was only invited', async () => {
      const { pool } = opened();
      for (const { email, role } of await accounts().people()) {
        if (role === 'admin') await pool.query(`update assay.person set role = 'reader' where email = $1`, [email]);
      }
      const [ada, invited] = [await aPerson('admin'), await aPerson('admin')];
      await aSecret(ada);
      await aSecret(invited, { kind: 'link', label: 'link by ada' });
      const [newHost, oldHost] = [`${fresh('root')}@new-host.local`, `${fresh('root')}@old-host.local`];
      for (const email of [newHost, oldHost]) await accounts().addPerson({ email, role: 'admin' }, 'assay', 'machine');
      await aSecret(newHost, { kind: 'token', scopes: ['admin'], label: 'commands on this machine' });
      const known = await accounts().accounts();
      const marks = [ada, invited, oldHost].map((email) => known.find((each) => each.email === email));
      expect(marks.map((each) => [each?.machine, each?.signsIn])).toEqual([
        [false, true],
        [false, false],
        [true, false],
      ]);
      expect(await accounts().changeRole(ada, { role: 'reader', by: newHost })).toBe('last-admin');
      expect(await accounts().setActive(ada, { active: false, by: newHost })).toBe('last-admin');
      await aSecret(oldHost);
      expect((await accounts().account(oldHost))?.signsIn).toBe(true);
      expect(await accounts().changeRole(ada, { role: 'reader', by: newHost })).toBe('changed');
    });

    it('whom nobody signed in with yet can go while another administrator is left, though none of them ever came', async () => {
      const { pool } = opened();
      for (const { email, role } of await accounts().people()) {
        if (role === 'admin') await pool.query(`update assay.person set role = 'reader' where email = $1`, [email]);
      }
      const [typo, welcome] = [`${fresh('typo')}@company.example`, await aPerson('admin')];
      await accounts().addPerson({ email: typo, role: 'admin' }, 'assay');
      expect(await accounts().setActive(typo, { active: false, by: welcome })).toBe('changed');
      expect(await accounts().setActive(welcome, { active: false, by: welcome })).toBe('last-admin');
      expect(await accounts().changeRole(welcome, { role: 'reader', by: welcome })).toBe('last-admin');
      await accounts().setActive(typo, { active: true, by: welcome });
      const [host, oldHost] = [`${fresh('root')}@host.local`, `${fresh('root')}@old-host.local`];
      for (const email of [host, oldHost]) await accounts().addPerson({ email, role: 'admin' }, 'assay', 'machine');
      expect(await accounts().setActive(oldHost, { active: false, by: host })).toBe('changed');
      expect(await accounts().setActive(host, { active: false, by: host })).toBe('last-admin');
      await aSecret(welcome);
      expect(await accounts().setActive(host, { active: false, by: welcome })).toBe('changed');
      expect(await accounts().setActive(welcome, { active: false, by: welcome })).toBe('last-admin');
      expect(await accounts().changeRole(typo, { role: 'reader', by: welcome })).toBe('changed');
    });

    it('who signed in once stays one who did, when every session of theirs has ended', async () => {
      const email = await aPerson('admin');
      const session = await aSecret(email);
      await accounts().drop('session', session);
      expect((await accounts().account(email))?.signsIn).toBe(true);
      await accounts().setActive(email, { active: false, by: admin });
      expect((await accounts().account(email))?.signsIn).toBe(true);
    });
  });

  describe('When a person was last here', () => {
    it('is known after a change of role ended their session, after signing out, and after deactivation', async () => {
      const email = await aPerson();
      const [first, later] = [soon(0), soon(1)];
      await accounts().noteUse(await aSecret(email, {}), first);
      await accounts().changeRole(email, { role: 'reader', by: admin });
      expect(await accounts().secrets(email, 'session')).toEqual([]);
      expect((await accounts().account(email))?.lastUsedAt).toBe(first);
      const session = await aSecret(email, {});
      await accounts().noteUse(session, later);
      await accounts().noteUse(session, first);
      await accounts().drop('session', session);
      await accounts().setActive(email, { active: false, by: admin });
      expect((await accounts().account(email))?.lastUsedAt).toBe(later);
    });
  });

  describe('A secret', () => {
    it('tells its holder, when it began, what it may do and when it was last used', async () => {
      const email = await aPerson();
      const token = await aSecret(email, { kind: 'token', scopes: ['read', 'vendors'], label: 'nightly' });
      const found = await accounts().holder('token', token, soon(0));
      expect(found).toMatchObject({
        state: 'live',
        person: { email, role: 'reviewer' },
        label: 'nightly',
        scopes: ['read', 'vendors'],
        lastUsedAt: null,
      });
      const at = soon(0);
      await accounts().noteUse(token, at);
      await accounts().noteUse(token, soon(-1));
      await accounts().noteUse(sha256('unknown'), at);
      expect((await accounts().secrets(email, 'token'))[0]?.lastUsedAt).toBe(at);
      expect((await accounts().account(email))?.lastUsedAt).toBe(at);
      expect((await accounts().holder('token', token, soon(8)))?.state).toBe('expired');
      expect(await accounts().holder('session', token, at)).toBeNull();
    });

    it('that is a token has scopes, and nothing else has any', async () => {
      const email = await aPerson();
      await expect(aSecret(email, { kind: 'token', scopes: [] })).rejects.toThrow();
      await expect(aSecret(email, { kind: 'session', scopes: ['read'] })).rejects.toThrow();
    });

    it('is ended by its owner only, by its number', async () => {
      const [email, other] = [await aPerson(), await aPerson()];
      const digest = await aSecret(email, { browser: 'Firefox on Linux' });
      const [session] = await accounts().secrets(email, 'session');
      const id = session?.id ?? 0;
      expect(session).toMatchObject({ browser: 'Firefox on Linux', label: 'password' });
      expect(await accounts().endSecret(other, { kind: 'session', id })).toBe('none');
      expect(await accounts().endSecret(email, { kind: 'token', id })).toBe('none');
      expect(await accounts().redeem('session', digest, soon(0))).not.toBeNull();
      expect(await accounts().endSecret(email, { kind: 'session', id })).toBe('ended');
      expect(await accounts().redeem('session', digest, soon(0))).toBeNull();
      expect(await lastAudit(email)).toMatchObject({ action: 'account.session-ended' });
    });

    it('of a session is one of several; all others can be ended at once; a new password ends every one', async () => {
      const email = await aPerson();
      const kept = await aSecret(email);
      const token = await aSecret(email, { kind: 'token', scopes: ['read'] });
      await aSecret(email);
      await aSecret(email);
      expect(await accounts().endOtherSessions(email, kept)).toBe(2);
      expect(await accounts().endOtherSessions(email, kept)).toBe(0);
      expect(await accounts().redeem('session', kept, soon(0))).not.toBeNull();
      await accounts().setPassword(email, '$argon2id$v=19$z');
      expect(await accounts().secrets(email, 'session')).toEqual([]);
      expect(await accounts().redeem('session', kept, soon(0))).toBeNull();
      expect(await accounts().redeem('token', token, soon(0))).not.toBeNull();
    });
  });

  describe('Tries to sign in by password', () => {
    it('are counted before they are looked at: of thirty at once only the free ones go on', async () => {
      const email = await aPerson();
      const waits = await Promise.all(
        Array.from({ length: 30 }, (_, at) => accounts().beginTry({ email, address: `198.51.100.${at}` })),
      );
      expect(waits.filter((wait) => wait === 0)).toHaveLength(6);
      expect(await lastAudit(email)).toMatchObject({ actor: 'assay', action: 'account.sign-in-slowed' });
    });

    it('start afresh for an account after a right one, whatever the case of the address', async () => {
      const email = await aPerson();
      const from = { email, address: fresh('address') };
      for (let wrong = 0; wrong < 5; wrong += 1) expect(await accounts().beginTry(from)).toBe(0);
      await accounts().endTry({ ...from, email: ` ${email.toUpperCase()} ` });
      for (let wrong = 0; wrong < 5; wrong += 1) expect(await accounts().beginTry(from)).toBe(0);
    });

    it('that are right cost the address of the network nothing, and give wrong ones from there no new start', async () => {
      const address = fresh('office');
      const guess = () => accounts().beginTry({ email: `${fresh('guess')}@company.example`, address });
      for (let wrong = 0; wrong < 5; wrong += 1) expect(await guess()).toBe(0);
      for (let right = 0; right < 40; right += 1) {
        const from = { email: `${fresh('colleague')}@company.example`, address };
        expect(await accounts().beginTry(from)).toBe(0);
        await accounts().endTry(from);
      }
      for (let wrong = 5; wrong < 31; wrong += 1) expect(await guess()).toBe(0);
      expect(await guess()).toBeGreaterThan(0);
    });

    it('keep no address that anybody typed', async () => {
      const typed = `${fresh('my-password')}-typed-into-the-wrong-field`;
      await accounts().beginTry({ email: typed, address: '203.0.113.9' });
      const { rows } = await opened().pool.query('select * from assay.sign_in_try');
      expect(rows.length).toBeGreaterThan(0);
      expect(JSON.stringify(rows)).not.toMatch(/my-password|203\.0\.113/);
    });
  });

  it('says what the database takes up, and what was spent', async () => {
    const use = await opened().store.use('1999-01-01');
    expect(use.bytes).toBeGreaterThan(100_000);
    expect(use.dayUsd).toBe(0);
  });
}
