import type { Person } from '../domain/person.ts';
import type { Office } from '../ports.ts';
import { makeSecret } from './accounts.ts';

type Desk = Pick<Office, 'store' | 'clock'>;

/**
 * The administrator that commands beside the program act for: the account of this very address, made when it is missing.
 * Never anybody else's, or an approval would stand under the name of a person who did nothing. `first` on a new
 * installation, where `named` is an administrator of their own beside it; `closed` where an administrator deactivated the
 * account: then commands here have nobody to act for. `welcome` is whom the first sign-in link is for. `unknown` is who was
 * named where nobody has that account; null where somebody has, or nobody was named.
 */
export async function firstAdmin(
  desk: Desk,
  email: string,
  named: string | null = null,
): Promise<{ person: Person; welcome: Person; first: boolean; closed: boolean; unknown: string | null }> {
  const accounts = await desk.store.accounts.accounts();
  const first = accounts.length === 0;
  const isKnown = accounts.some((account) => account.email.toLowerCase() === named?.toLowerCase());
  const unknown = first || isKnown ? null : named;
  // One of this address with a lower role keeps it: commands then may do what that person may.
  const known = accounts.find((account) => account.email === email);
  if (known) {
    const own: Person = { email, role: known.role };
    return { person: own, welcome: own, first: false, closed: !known.active, unknown };
  }
  const person: Person = { email, role: 'admin' };
  const welcome: Person = { email: first ? (named ?? email) : email, role: 'admin' };
  // Whoever was named comes first: a start that is cut off here makes this machine's account when it is started again.
  if (welcome.email !== email) await desk.store.accounts.addPerson(welcome, 'assay');
  await desk.store.accounts.addPerson(person, 'assay', 'machine');
  return { person, welcome, first, closed: false, unknown };
}

/** A one-time sign-in address for a person. */
export async function signInAddress(desk: Desk, person: Person, baseUrl: string): Promise<string> {
  const { secret } = await makeSecret(desk, { kind: 'link', label: 'first sign-in' }, person);
  return `${baseUrl}/sign-in?link=${secret}`;
}
