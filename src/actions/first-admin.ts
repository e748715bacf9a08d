import type { Person } from '../domain/person.ts';
import type { Office } from '../ports.ts';
import { makeSecret } from './accounts.ts';

/**
 * The administrator that this machine's commands act for. On a new installation one is made of `email`; `first` says so.
 */
export async function firstAdmin(
  desk: Pick<Office, 'store' | 'clock'>,
  email: string,
): Promise<{ person: Person; first: boolean }> {
  const people = await desk.store.accounts.people();
  const known = people.find((person) => person.email === email && person.role === 'admin');
  const admin = known ?? people.find(({ role }) => role === 'admin');
  if (admin) return { person: admin, first: false };
  const person: Person = { email, role: 'admin' };
  await desk.store.accounts.addPerson(person, 'assay');
  return { person, first: true };
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
