import { Person } from '../../domain/person.ts';
import type { AccountStore } from '../../ports.ts';
import { type Database, transaction } from './transaction.ts';

/** People and the digests of their secrets. Addresses are compared without regard to upper and lower case. */
export function accountStore(database: Database): AccountStore {
  const { pool } = database;
  return {
    addPerson: (person, by) =>
      transaction(database, async (tx) => {
        const { rowCount } = await tx.query(
          'insert into assay.person (email, role) values ($1, $2) on conflict do nothing',
          [person.email, person.role],
        );
        if (rowCount === 0) return 'exists';
        tx.audit({ actor: by, action: 'account.added', subject: person.email, detail: { role: person.role } });
        return 'added';
      }),

    async person(email) {
      const { rows } = await pool.query('select email, role from assay.person where lower(email) = lower($1)', [email]);
      return rows[0] ? Person.parse(rows[0]) : null;
    },

    async people() {
      const { rows } = await pool.query('select email, role from assay.person order by lower(email) collate "C"');
      return rows.map((row) => Person.parse(row));
    },

    keepSecret: ({ digest, kind, email, expiresAt, label }) =>
      transaction(database, async (tx) => {
        // Nobody asks for what expired long ago; without this, sessions would pile up for ever.
        await tx.query(`delete from assay.secret where expires_at < $1::timestamptz - interval '30 days'`, [
          database.clock.now(),
        ]);
        const { rowCount } = await tx.query(
          `insert into assay.secret (digest, kind, email, label, expires_at)
           select $1, $2, email, $4, $5 from assay.person where lower(email) = lower($3)`,
          [digest, kind, email, label, expiresAt],
        );
        if (rowCount === 0) throw new Error(`No account has the address ${email}.`);
        tx.audit({ actor: email, action: `account.${kind}-made`, subject: email, detail: { label, expiresAt } });
      }),

    redeem: (kind, digest, now) =>
      kind === 'link' ? useLink(database, digest, now) : owner(database, { kind, digest, now }),

    drop: (kind, digest) =>
      transaction(database, async (tx) => {
        const { rows } = await tx.query<{ email: string; label: string }>(
          'delete from assay.secret where digest = $1 and kind = $2 returning email, label',
          [digest, kind],
        );
        const row = rows[0];
        if (!row) return;
        tx.audit({
          actor: row.email,
          action: `account.${kind}-ended`,
          subject: row.email,
          detail: { label: row.label },
        });
      }),
  };
}

async function useLink(database: Database, digest: string, now: string): Promise<Person | null> {
  return transaction(database, async (tx) => {
    const { rows } = await tx.query<{ email: string; role: string; label: string }>(
      `update assay.secret set used_at = $2 from assay.person
       where person.email = secret.email and digest = $1 and kind = 'link' and used_at is null
         and expires_at > $2::timestamptz
       returning person.email, person.role, label`,
      [digest, now],
    );
    const row = rows[0];
    if (!row) return null;
    tx.audit({ actor: row.email, action: 'account.link-used', subject: row.email, detail: { label: row.label } });
    return Person.parse({ email: row.email, role: row.role });
  });
}

/** Sessions and tokens are asked for with every request, so this writes nothing. */
async function owner(
  { pool }: Database,
  secret: { kind: 'session' | 'token'; digest: string; now: string },
): Promise<Person | null> {
  const { rows } = await pool.query(
    `select person.email, person.role from assay.secret join assay.person using (email)
     where digest = $1 and kind = $2 and expires_at > $3::timestamptz`,
    [secret.digest, secret.kind, secret.now],
  );
  return rows[0] ? Person.parse(rows[0]) : null;
}
