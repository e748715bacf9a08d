import { Account } from '../../domain/account.ts';
import { Person } from '../../domain/person.ts';
import type { AccountStore, Changed } from '../../ports.ts';
import { instant } from './columns.ts';
import type { Queryable } from './pool.ts';
import { endSecrets, secretStore } from './secret-store.ts';
import { signInTries } from './sign-in-tries.ts';
import { type Database, lockSubject, type Transaction, transaction } from './transaction.ts';

/** People and the digests of their secrets. Addresses are compared without regard to upper and lower case. */
export function accountStore(database: Database): AccountStore {
  const { pool } = database;
  return {
    ...secretStore(database),
    ...signInTries(database),

    addPerson: (person, by, mark) =>
      transaction(database, async (tx) => {
        const { rowCount } = await tx.query(
          'insert into assay.person (email, role, machine) values ($1, $2, $3) on conflict do nothing',
          [person.email, person.role, mark === 'machine'],
        );
        if (rowCount === 0) return 'exists';
        tx.audit({ actor: by, action: 'account.added', subject: person.email, detail: { role: person.role } });
        return 'added';
      }),

    async person(email) {
      const { rows } = await pool.query(
        'select email, role from assay.person where lower(email) = lower($1) and ended_at is null',
        [email],
      );
      return rows[0] ? Person.parse(rows[0]) : null;
    },

    async people() {
      const { rows } = await pool.query(
        'select email, role from assay.person where ended_at is null order by lower(email) collate "C"',
      );
      return rows.map((row) => Person.parse(row));
    },

    async account(email) {
      const [account] = await accounts(pool, email);
      return account ?? null;
    },
    accounts: () => accounts(pool, null),

    rename: (email, name) =>
      transaction(database, async (tx) => {
        const { rows } = await tx.query<{ email: string }>(
          'update assay.person set name = $2 where lower(email) = lower($1) and name <> $2 returning email',
          [email, name],
        );
        const row = rows[0];
        if (row) tx.audit({ actor: row.email, action: 'account.renamed', subject: row.email, detail: { name } });
      }),

    changeRole: (email, { role, by }) =>
      changePerson(database, email, async (tx, before) => {
        if (before.role === role) return 'same';
        if (role !== 'admin' && (await isLastAdmin(tx, before))) return 'last-admin';
        await tx.query('update assay.person set role = $2 where email = $1', [before.email, role]);
        // A session that began with other rights does not go on with these.
        await endSecrets(tx, before.email, ['session']);
        const detail = { from: before.role, to: role };
        tx.audit({ actor: by, action: 'account.role-changed', subject: before.email, detail });
        return 'changed';
      }),

    setActive: (email, { active, by }) =>
      changePerson(database, email, async (tx, before) => {
        if (before.active === active) return 'same';
        if (!active && (await isLastAdmin(tx, before))) return 'last-admin';
        await tx.query('update assay.person set ended_at = $2 where email = $1', [
          before.email,
          active ? null : database.clock.now(),
        ]);
        const ended = active ? 0 : await endSecrets(tx, before.email, ['session', 'token', 'link']);
        const action = active ? 'account.activated' : 'account.deactivated';
        tx.audit({ actor: by, action, subject: before.email, detail: active ? {} : { ended } });
        return 'changed';
      }),

    async passwordHash(email) {
      const { rows } = await pool.query<{ password_hash: string | null }>(
        'select password_hash from assay.person where lower(email) = lower($1) and ended_at is null',
        [email],
      );
      return rows[0]?.password_hash ?? null;
    },

    setPassword: (email, hash) =>
      transaction(database, async (tx) => {
        const { rows } = await tx.query<{ email: string }>(
          `update assay.person set password_hash = $2 where lower(email) = lower($1) and ended_at is null returning email`,
          [email, hash],
        );
        const row = rows[0];
        if (!row) throw new Error(`No working account has the address ${email}.`);
        const ended = await endSecrets(tx, row.email, ['session']);
        tx.audit({
          actor: row.email,
          action: 'account.password-set',
          subject: row.email,
          detail: { endedSessions: ended },
        });
      }),
  };
}

interface Before {
  email: string;
  role: string;
  active: boolean;
}

/** One change of a person at a time: of two that each leave one administrator, both must not go through. */
async function changePerson(
  database: Database,
  email: string,
  change: (tx: Transaction, before: Before) => Promise<Changed>,
): Promise<Changed> {
  return transaction(database, async (tx) => {
    await lockSubject(tx, 'administrators');
    const { rows } = await tx.query<Before>(
      'select email, role, ended_at is null as active from assay.person where lower(email) = lower($1) for update',
      [email],
    );
    return rows[0] ? change(tx, rows[0]) : 'unknown';
  });
}

/**
 * Whether no other administrator is left who lets people in as surely: by having signed in before; else by commands, under a
 * machine's account; or, least sure, as somebody who was invited and may never come, perhaps at a mistyped address.
 */
async function isLastAdmin(tx: Queryable, { email, role, active }: Before): Promise<boolean> {
  if (role !== 'admin' || !active) return false;
  const { rows } = await tx.query(
    `select from assay.person other join assay.person own on own.email = $1
     where other.role = 'admin' and other.ended_at is null and other.email <> own.email
       and (other.signed_in_at is not null or (own.signed_in_at is null and other.machine >= own.machine)) limit 1`,
    [email],
  );
  return rows.length === 0;
}

interface AccountColumns {
  email: string;
  name: string;
  role: string;
  active: boolean;
  has_password: boolean;
  machine: boolean;
  signs_in: boolean;
  added_at: Date;
  last_used_at: Date | null;
}

async function accounts(pool: Queryable, email: string | null): Promise<Account[]> {
  const { rows } = await pool.query<AccountColumns>(
    `select email, name, role, ended_at is null as active, password_hash is not null as has_password,
       machine, signed_in_at is not null as signs_in, added_at, person_use.at as last_used_at
     from assay.person left join assay.person_use using (email) where $1::text is null or lower(email) = lower($1)
     order by ended_at is not null, lower(email) collate "C"`,
    [email],
  );
  return rows.map(({ has_password, signs_in, added_at: addedAt, last_used_at: lastUsedAt, ...row }) =>
    Account.parse({
      ...row,
      hasPassword: has_password,
      signsIn: signs_in,
      addedAt: instant(addedAt),
      lastUsedAt: lastUsedAt ? instant(lastUsedAt) : null,
    }),
  );
}
