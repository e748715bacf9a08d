import { z } from 'zod';
import { localTokenNote } from '../domain/local-token.ts';
import type { Person } from '../domain/person.ts';
import { Scope, scopesFor } from '../domain/scope.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { makeSecret } from './accounts.ts';
import { refusedFields } from './vendor-input.ts';

type Desk = Pick<Office, 'store' | 'clock'>;

/** A year: whoever still needs the token then makes a new one, and those that were forgotten end. */
const longestDays = 365;
/** A quarter of a year unless said otherwise. */
export const usualDays = 90;

export const TokenInput = z.strictObject({
  label: z
    .string()
    .trim()
    .min(1, 'say what the token is for')
    .max(80)
    // By its name a token is told to be the program's own, and a command to act for nobody in person.
    .refine((label) => localTokenNote(label) === null, 'this name is for tokens that the program makes for itself'),
  scopes: z.array(Scope).min(1, 'choose at least one scope'),
  days: z.coerce.number().int().min(1).max(longestDays).default(usualDays),
});

/**
 * A new token of a person, in clear this once. Never with more than the person's role can use, nor more than the token it
 * is asked for with (`through`; null for a session). Throws `Refused`: 422 wrong fields or a scope beyond that.
 */
export async function makeToken(
  desk: Desk,
  input: unknown,
  by: { person: Person; through: readonly Scope[] | null },
): Promise<{ token: string; expiresAt: string }> {
  const parsed = TokenInput.safeParse(input);
  if (!parsed.success) throw refusedFields(parsed.error);
  const { label, days } = parsed.data;
  const scopes = Scope.options.filter((scope) => parsed.data.scopes.includes(scope));
  const own = scopesFor(by.person);
  const beyond = scopes.filter((scope) => !own.includes(scope) || by.through?.includes(scope) === false);
  if (beyond.length > 0) {
    const whose = own.includes(beyond[0] ?? 'read') ? 'the token that asks for it' : `the role ${by.person.role}`;
    const message = `A token cannot do more than ${whose}: without ${beyond.join(', ')}.`;
    throw new Refused({ status: 422, code: 'scope-beyond-role', message, details: [{ path: 'scopes', message }] });
  }
  const { secret, expiresAt } = await makeSecret(desk, { kind: 'token', label, scopes, days }, by.person);
  return { token: secret, expiresAt };
}

/** Ends one of a person's own sessions or tokens, by its id. Throws `Refused` (404) where they have no such. */
export async function endOwnSecret(
  desk: Desk,
  secret: { kind: 'session' | 'token'; id: number },
  person: Person,
): Promise<void> {
  const known = Number.isSafeInteger(secret.id);
  if (known && (await desk.store.accounts.endSecret(person.email, secret)) === 'ended') return;
  throw new Refused({
    status: 404,
    code: `unknown-${secret.kind}`,
    message: `You have no ${secret.kind} of this number; it may have ended already.`,
    advice: 'See Settings for those that are left.',
  });
}
