import type { Person } from '../domain/person.ts';
import type { Office } from '../ports.ts';
import { makeSecret } from './accounts.ts';

type Desk = Pick<Office, 'store' | 'clock'>;

/**
 * The administrator that commands beside the program act for: the account of this very address, made when it is missing.
 * Never anybody else's, or an approval would stand under the name of a person who did nothing. `first` on a new
 * installation; `closed` where an administrator deactivated the account: then commands here have nobody to act for.
 */
export async function firstAdmin(
  desk: Desk,
  email: string,
): Promise<{ person: Person; first: boolean; closed: boolean }> {
  const accounts = await desk.store.accounts.accounts();
  // One of this address with a lower role keeps it: commands then may do what that person may.
  const known = accounts.find((account) => account.email === email);
  if (known) return { person: { email, role: known.role }, first: false, closed: !known.active };
  const person: Person = { email, role: 'admin' };
  await desk.store.accounts.addPerson(person, 'assay');
  return { person, first: accounts.length === 0, closed: false };
}

/** A one-time sign-in address for a person. */
export async function signInAddress(desk: Desk, person: Person, baseUrl: string): Promise<string> {
  const { secret } = await makeSecret(desk, { kind: 'link', label: 'first sign-in' }, person);
  return `${baseUrl}/sign-in?link=${secret}`;
}
