import { z } from 'zod';
import type { Account } from '../domain/account.ts';
import { Role } from '../domain/closed-lists.ts';
import type { Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Changed, Office } from '../ports.ts';
import { allow } from './allow.ts';
import { refusedFields } from './vendor-input.ts';

type Desk = Pick<Office, 'store'>;

/** What an administrator may change of a person. */
export const PersonChange = z.strictObject({ role: Role.optional(), active: z.boolean().optional() });

/**
 * Changes a person's role, or whether their account works. Throws `Refused`: 404 unknown, 409 where no administrator would
 * be left, 422 wrong fields.
 */
export async function changePerson(
  desk: Desk,
  request: { email: string; change: unknown },
  by: Person,
): Promise<Account> {
  allow(by, 'administer');
  const parsed = PersonChange.safeParse(request.change);
  if (!parsed.success) throw refusedFields(parsed.error);
  const { accounts } = desk.store;
  const { role, active } = parsed.data;
  if (role !== undefined) settled(await accounts.changeRole(request.email, { role, by: by.email }), request.email);
  if (active !== undefined) settled(await accounts.setActive(request.email, { active, by: by.email }), request.email);
  const account = await accounts.account(request.email);
  if (!account) throw unknownPerson(request.email);
  return account;
}

/** Says what a person calls themselves. Throws `Refused` (422) for more than a name. */
export async function renameSelf(desk: Desk, name: string, person: Person): Promise<void> {
  const said = name.trim().replace(/\s+/g, ' ');
  // Eighty characters hold any name; control and direction characters would let one look like another.
  if (said.length > 80 || /[\p{Cc}\p{Cf}]/u.test(said)) {
    const message = 'A name is at most 80 characters, without control characters.';
    throw new Refused({ status: 422, code: 'bad-name', message, details: [{ path: 'name', message }] });
  }
  await desk.store.accounts.rename(person.email, said);
}

function settled(result: Changed, email: string): void {
  if (result === 'unknown') throw unknownPerson(email);
  if (result !== 'last-admin') return;
  throw new Refused({
    status: 409,
    code: 'last-admin',
    message: `Without ${email} no administrator would be left who has ever signed in, and perhaps nobody who could let people in.`,
    advice: 'Make somebody else an administrator first, and have them sign in once.',
  });
}

function unknownPerson(email: string): Refused {
  return new Refused({
    status: 404,
    code: 'unknown-person',
    message: `${email} has no account.`,
    advice: 'See "assay users list" for who has one.',
  });
}
