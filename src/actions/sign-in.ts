import { Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Office, SignInTry } from '../ports.ts';
import { addPerson, ownerOf } from './accounts.ts';
import { refusedFields } from './vendor-input.ts';

type Desk = Pick<Office, 'store' | 'clock'>;

/** Whether nobody but the account named after this machine's user is known: then the first to sign in may say who they are. */
export async function isFirstSignIn(desk: Desk): Promise<boolean> {
  return (await desk.store.accounts.accounts()).length === 1;
}

/**
 * The person whom a one-time link signs in, or null when it is unknown, used up or expired. The very first may name the
 * address that readers will see; later a name typed in counts for nothing, or anybody could approve under another's.
 * Throws `Refused` (422) for an address that is none, before the link is used up.
 */
export async function signInByLink(desk: Desk, said: { link: string; email: string }): Promise<Person | null> {
  const email = (await isFirstSignIn(desk)) ? said.email.trim() : '';
  if (email !== '') {
    const parsed = Person.pick({ email: true }).safeParse({ email });
    if (!parsed.success) throw refusedFields(parsed.error);
  }
  const owner = await ownerOf(desk, 'link', said.link);
  if (!owner || email === '' || email.toLowerCase() === owner.email.toLowerCase()) return owner;
  return addPerson(desk, { email, role: owner.role }, owner);
}

/**
 * The person whom e-mail address and password sign in. Throws `Refused`: 401 where they do not match, in the same words
 * and the same time whether the address is known or not; 429 after too many wrong ones, with the seconds to wait.
 */
export async function signInByPassword(
  desk: Pick<Office, 'store' | 'passwords'>,
  said: { password: string } & SignInTry,
): Promise<Person> {
  // Longer than any address may be is none; the database has no place for U+0000.
  const email = said.email.trim().replaceAll('\u0000', '').slice(0, 320);
  const from = { email, address: said.address };
  const wait = await desk.store.accounts.beginTry(from);
  if (wait > 0) throw tooManyTries(wait);
  const person = await desk.store.accounts.person(email);
  const hash = await desk.store.accounts.passwordHash(email);
  const right = await desk.passwords.matches(said.password, hash);
  if (!right || !person) {
    throw new Refused({
      status: 401,
      code: 'wrong-password',
      message: 'This e-mail address and password do not belong together.',
      advice: 'Check both. If you have no password yet, or forgot it, ask an administrator for a sign-in link.',
    });
  }
  await desk.store.accounts.endTry(from);
  return person;
}

function tooManyTries(seconds: number): Refused {
  const wait = seconds < 90 ? `${seconds} second${seconds === 1 ? '' : 's'}` : `${Math.ceil(seconds / 60)} minutes`;
  return new Refused({
    status: 429,
    code: 'too-many-tries',
    message: `There were too many wrong passwords. Wait ${wait}, then try again.`,
    advice: 'A sign-in link from an administrator works meanwhile.',
    retryAfterSeconds: seconds,
  });
}
