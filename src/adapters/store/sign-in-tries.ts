import { sha256 } from '../../domain/digest.ts';
import { forgetSeconds, secondsAfter, type TrySubject } from '../../domain/sign-in-delay.ts';
import type { AccountStore, SignInTry } from '../../ports.ts';
import type { Queryable } from './pool.ts';
import { type Database, lockSubject, type Transaction, transaction } from './transaction.ts';

interface Counted {
  subject: TrySubject;
  key: string;
}

/** Wrong passwords in a row, in the database: all processes that serve pages share them, and a restart forgets nothing. */
export function signInTries(database: Database): Pick<AccountStore, 'beginTry' | 'endTry'> {
  return {
    beginTry: (from) =>
      transaction(database, async (tx) => {
        const now = database.clock.now();
        // One key after the other in one order everywhere: no two tries can wait for each other.
        const counted = countedOf(from);
        for (const { key } of counted) await lockSubject(tx, `sign-in ${key}`);
        await tx.query('delete from assay.sign_in_try where last_at < $1', [before(now)]);
        let wait = 0;
        for (const { key } of counted) wait = Math.max(wait, await secondsLeft(tx, key, now));
        if (wait > 0) return wait;
        for (const one of counted) await count(tx, one, { now, email: from.email });
        return 0;
      }),

    async endTry(from) {
      await transaction(database, async (tx) => {
        for (const { subject, key } of countedOf(from)) {
          await lockSubject(tx, `sign-in ${key}`);
          // An account starts afresh. An address only gets this try back: whoever has one password of many tried could
          // otherwise go on for ever by signing in between.
          await tx.query(
            subject === 'account'
              ? 'delete from assay.sign_in_try where subject = $1'
              : 'delete from assay.sign_in_try where subject = $1 and tries <= 1',
            [key],
          );
          if (subject === 'account') continue;
          await tx.query('update assay.sign_in_try set tries = tries - 1, next_at = last_at where subject = $1', [key]);
        }
      });
    },
  };
}

function countedOf({ email, address }: SignInTry): Counted[] {
  return [
    { subject: 'account', key: sha256(`account ${email.trim().toLowerCase()}`) },
    { subject: 'address', key: sha256(`address ${address}`) },
  ];
}

function before(now: Date): Date {
  return new Date(now.getTime() - forgetSeconds * 1000);
}

async function secondsLeft(tx: Queryable, key: string, now: Date): Promise<number> {
  const { rows } = await tx.query<{ next_at: Date }>('select next_at from assay.sign_in_try where subject = $1', [key]);
  const next = rows[0]?.next_at.getTime() ?? 0;
  return Math.max(0, Math.ceil((next - now.getTime()) / 1000));
}

async function count(tx: Transaction, { subject, key }: Counted, at: { now: Date; email: string }): Promise<void> {
  const { rows } = await tx.query<{ tries: number }>(
    `insert into assay.sign_in_try as held (subject, tries, last_at, next_at) values ($1, 1, $2, $2)
     on conflict (subject) do update set tries = held.tries + 1, last_at = excluded.last_at returning tries`,
    [key, at.now],
  );
  const tries = Number(rows[0]?.tries ?? 1);
  const wait = secondsAfter(subject, tries);
  await tx.query('update assay.sign_in_try set next_at = $2 where subject = $1', [
    key,
    new Date(at.now.getTime() + wait * 1000),
  ]);
  // Told once, when it begins, and of accounts that exist: what anybody can cause a million times is no audit row.
  if (subject !== 'account' || wait === 0 || secondsAfter(subject, tries - 1) > 0) return;
  const { rows: known } = await tx.query<{ email: string }>(
    'select email from assay.person where lower(email) = lower($1)',
    [at.email.trim()],
  );
  if (known[0]) {
    tx.audit({ actor: 'assay', action: 'account.sign-in-slowed', subject: known[0].email, detail: { tries } });
  }
}
