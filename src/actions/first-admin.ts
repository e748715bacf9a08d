import type { Person } from '../domain/person.ts';
import type { Office } from '../ports.ts';
import { makeSecret } from './accounts.ts';

/**
 * The administrator that commands beside the program act for: the account of this very address, made when it is missing.
 * Never anybody else's, or an approval would stand under the name of a person who did nothing. `first` on a new
 * installation. Whoever can run commands here has the data folder in their hands anyway.
 */
export async function firstAdmin(
  desk: Pick<Office, 'store' | 'clock'>,
  email: string,
): Promise<{ person: Person; first: boolean }> {
  const people = await desk.store.accounts.people();
  // One of this address with a lower role keeps it: commands then may do what that person may.
  const known = people.find((person) => person.email === email);
  if (known) return { person: known, first: false };
  const person: Person = { email, role: 'admin' };
  await desk.store.accounts.addPerson(person, 'assay');
  return { person, first: people.length === 0 };
}

/** A one-time sign-in address for a person. */
export async function signInAddress(
  desk: Pick<Office, 'store' | 'clock'>,
  person: Person,
  baseUrl: string,
): Promise<string> {
  const { secret } = await makeSecret(desk, { kind: 'link', label: 'first sign-in' }, person);
  return `${baseUrl}/sign-in?link=${secret}`;
}
