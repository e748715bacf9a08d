import { passwordFault } from '../domain/password-fault.ts';
import { Refused } from '../errors.ts';
import type { Holder, Office } from '../ports.ts';
import { signInByPassword } from './sign-in.ts';

/** After signing in by a link a password may be set without the old one for an hour: that is how a forgotten one is replaced. */
const freshLink = 3_600_000;

/** Whether the person must give their present password to choose another one. */
export async function needsOldPassword(desk: Pick<Office, 'store' | 'clock'>, session: Holder): Promise<boolean> {
  const age = desk.clock.now().getTime() - Date.parse(session.startedAt);
  if (session.label === 'link' && age < freshLink) return false;
  return (await desk.store.accounts.passwordHash(session.person.email)) !== null;
}

interface NewPassword {
  old: string;
  password: string;
  again: string;
  /** Of the network: wrong tries of the old one are counted like those of signing in. */
  address: string;
}

/**
 * Sets a person's password and ends all their sessions: the caller starts a new one. Throws `Refused`: 422 for a weak or
 * mistyped one, 401 where the old one is wrong, 429 after too many wrong ones.
 */
export async function setPassword(
  desk: Pick<Office, 'store' | 'clock' | 'passwords'>,
  { old, password, again, address }: NewPassword,
  session: Holder,
): Promise<void> {
  const { email } = session.person;
  const fault = passwordFault(password, email);
  if (fault) throw refusedPassword('password', fault);
  if (password !== again) throw refusedPassword('again', 'The two do not match. Type the new password twice.');
  if (await needsOldPassword(desk, session)) await prove(desk, { email, password: old, address });
  await desk.store.accounts.setPassword(email, await desk.passwords.hash(password));
}

async function prove(
  desk: Pick<Office, 'store' | 'passwords'>,
  said: { email: string; password: string; address: string },
): Promise<void> {
  try {
    await signInByPassword(desk, said);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 401) throw error;
    throw refusedPassword('old', 'This is not your present password. Forgotten? Ask an administrator for a link.');
  }
}

function refusedPassword(path: 'old' | 'password' | 'again', message: string): Refused {
  return new Refused({ status: 422, code: 'password-refused', message, details: [{ path, message }] });
}
