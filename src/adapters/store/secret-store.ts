import type { KeptSecret } from '../../domain/account.ts';
import { Person } from '../../domain/person.ts';
import { Scope } from '../../domain/scope.ts';
import type { AccountStore, Holder, NewSecret, SecretKind } from '../../ports.ts';
import { instant } from './columns.ts';
import type { Queryable } from './pool.ts';
import { type Database, transaction } from './transaction.ts';

type SecretStore = Pick<
  AccountStore,
  'keepSecret' | 'redeem' | 'linkWorks' | 'holder' | 'noteUse' | 'secrets' | 'drop' | 'endSecret' | 'endOtherSessions'
>;

/** Digests of links, sessions and tokens. */
export function secretStore(database: Database): SecretStore {
  const { pool } = database;
  return {
    keepSecret: (secret) => keepSecret(database, secret),

    async redeem(kind, digest, now) {
      if (kind === 'link') return useLink(database, digest, now);
      const holder = await holderOf(pool, { kind, digest, now });
      return holder?.state === 'live' ? holder.person : null;
    },

    async linkWorks(digest, now) {
      const { rows } = await pool.query(`select from assay.secret join assay.person using (email) where ${liveLink}`, [
        digest,
        now,
      ]);
      return rows.length > 0;
    },

    holder: (kind, digest, now) => holderOf(pool, { kind, digest, now }),

    async noteUse(digest, now) {
      await pool.query(
        `insert into assay.secret_use (digest, at) select digest, $2 from assay.secret where digest = $1
         on conflict (digest) do update set at = greatest(secret_use.at, excluded.at)`,
        [digest, now],
      );
      // Of the person it stays when the secret is gone.
      await pool.query(
        `insert into assay.person_use (email, at) select email, $2 from assay.secret where digest = $1
         on conflict (email) do update set at = greatest(person_use.at, excluded.at)`,
        [digest, now],
      );
    },

    async secrets(email, kind) {
      const { rows } = await pool.query<SecretColumns>(
        `select ${columns} from assay.secret left join assay.secret_use using (digest)
         where lower(email) = lower($1) and kind = $2 and expires_at > $3 order by kept_at desc, id desc`,
        [email, kind, database.clock.now()],
      );
      return rows.map(keptOf);
    },

    drop: (kind, digest) =>
      transaction(database, async (tx) => {
        const { rows } = await tx.query<Ended>(
          'delete from assay.secret where digest = $1 and kind = $2 returning email, label, id',
          [digest, kind],
        );
        for (const row of rows) tx.audit(endedNote(kind, row));
      }),

    endSecret: (email, { kind, id }) =>
      transaction(database, async (tx) => {
        const { rows } = await tx.query<Ended>(
          'delete from assay.secret where lower(email) = lower($1) and kind = $2 and id = $3 returning email, label, id',
          [email, kind, id],
        );
        for (const row of rows) tx.audit(endedNote(kind, row));
        return rows.length > 0 ? 'ended' : 'none';
      }),

    endOtherSessions: (email, keep) =>
      transaction(database, async (tx) => {
        const ended = await endSecrets(tx, email, ['session'], keep);
        if (ended > 0) {
          tx.audit({ actor: email, action: 'account.other-sessions-ended', subject: email, detail: { ended } });
        }
        return ended;
      }),
  };
}

/** Ends a person's secrets of these kinds but one, without a note of its own; how many that were. */
export async function endSecrets(
  tx: Queryable,
  email: string,
  kinds: readonly SecretKind[],
  keep: string | null = null,
): Promise<number> {
  const { rowCount } = await tx.query(
    `delete from assay.secret where lower(email) = lower($1) and kind = any ($2::text[]) and digest <> coalesce($3, '')`,
    [email, [...kinds], keep],
  );
  return rowCount ?? 0;
}

async function keepSecret(database: Database, secret: NewSecret): Promise<void> {
  const { digest, kind, email, expiresAt, label, scopes = [], browser = '', by = email } = secret;
  const now = database.clock.now();
  await transaction(database, async (tx) => {
    // Nobody asks for what expired long ago; without this, sessions would pile up for ever.
    await tx.query(`delete from assay.secret where expires_at < $1::timestamptz - interval '30 days'`, [now]);
    const { rowCount } = await tx.query(
      `insert into assay.secret (digest, kind, email, label, expires_at, scopes, browser, kept_at)
       select $1, $2, email, $4, $5, $6, $7, $8 from assay.person where lower(email) = lower($3) and ended_at is null`,
      [digest, kind, email, label, expiresAt, scopes.join(' '), browser, now],
    );
    if (rowCount === 0) throw new Error(`No account has the address ${email}.`);
    if (kind === 'session') {
      await tx.query(
        'update assay.person set signed_in_at = $2 where lower(email) = lower($1) and signed_in_at is null',
        [email, now],
      );
    }
    const detail = { label, expiresAt, ...(scopes.length > 0 ? { scopes } : {}) };
    tx.audit({ actor: by, action: `account.${kind}-made`, subject: email, detail });
  });
}

const liveLink = `digest = $1 and kind = 'link' and used_at is null and expires_at > $2::timestamptz
  and person.ended_at is null`;

async function useLink(database: Database, digest: string, now: string): Promise<Person | null> {
  return transaction(database, async (tx) => {
    const { rows } = await tx.query<{ email: string; role: string; label: string }>(
      `update assay.secret set used_at = $2 from assay.person
       where person.email = secret.email and ${liveLink}
       returning person.email, person.role, label`,
      [digest, now],
    );
    const row = rows[0];
    if (!row) return null;
    tx.audit({ actor: row.email, action: 'account.link-used', subject: row.email, detail: { label: row.label } });
    return Person.parse({ email: row.email, role: row.role });
  });
}

const columns = `secret.id, secret.label, secret.scopes, secret.browser, secret.kept_at, secret.expires_at,
  secret_use.at as last_used_at`;

interface SecretColumns {
  id: string;
  label: string;
  scopes: string;
  browser: string;
  kept_at: Date;
  expires_at: Date;
  last_used_at: Date | null;
}

/** Sessions and tokens are asked for with every request, so this writes nothing. */
async function holderOf(
  pool: Queryable,
  secret: { kind: 'session' | 'token'; digest: string; now: string },
): Promise<Holder | null> {
  const { rows } = await pool.query<SecretColumns & { email: string; role: string; name: string; ended: boolean }>(
    `select ${columns}, person.email, person.role, person.name, person.ended_at is not null as ended
     from assay.secret join assay.person using (email) left join assay.secret_use using (digest)
     where digest = $1 and kind = $2`,
    [secret.digest, secret.kind],
  );
  const row = rows[0];
  if (!row) return null;
  const expired = row.expires_at.getTime() <= Date.parse(secret.now);
  return {
    ...keptOf(row),
    person: Person.parse({ email: row.email, role: row.role }),
    name: row.name,
    state: row.ended ? 'closed' : expired ? 'expired' : 'live',
  };
}

function keptOf(row: SecretColumns): KeptSecret {
  return {
    id: Number(row.id),
    label: row.label,
    scopes: row.scopes === '' ? [] : row.scopes.split(' ').map((scope) => Scope.parse(scope)),
    browser: row.browser,
    startedAt: instant(row.kept_at),
    lastUsedAt: row.last_used_at ? instant(row.last_used_at) : null,
    expiresAt: instant(row.expires_at),
  };
}

interface Ended {
  email: string;
  label: string;
  id: string;
}

function endedNote(kind: SecretKind, { email, label }: Ended) {
  return { actor: email, action: `account.${kind}-ended`, subject: email, detail: { label } };
}
