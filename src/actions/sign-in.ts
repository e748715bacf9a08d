import { Person } from '../domain/person.ts';
import type { Office } from '../ports.ts';
import { addPerson, ownerOf } from './accounts.ts';
import { refusedFields } from './vendor-input.ts';

type Desk = Pick<Office, 'store' | 'clock'>;

/** Whether nobody but the account named after this machine's user is known: then the first to sign in may say who they are. */
export async function isFirstSignIn(desk: Desk): Promise<boolean> {
  return (await desk.store.accounts.people()).length === 1;
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
