import type { Account } from '../domain/account.ts';
import type { Api } from './api.ts';
import { whoAmI } from './who-am-i.ts';

/** Whom a link is for where nobody is named: the first administrator who is no machine's account, if there is one. */
export async function firstPerson(api: Api): Promise<string> {
  const own = await whoAmI(api);
  // Whoever gave a token of theirs is a person.
  if (!own.machine) return own.email;
  const { items } = await api.get<{ items: Account[] }>('/api/users');
  const people = items.filter(
    ({ role, active, machine, signsIn }) => active && role === 'admin' && (!machine || signsIn),
  );
  const [first] = people.sort((one, other) => (one.addedAt < other.addedAt ? -1 : 1));
  return first?.email ?? own.email;
}
