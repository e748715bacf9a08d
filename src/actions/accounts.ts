import { randomBytes } from 'node:crypto';
import { sha256 } from '../domain/digest.ts';
import { Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { refusedFields } from './vendor-input.ts';

type Desk = Pick<Office, 'store' | 'clock'>;
type SecretKind = 'link' | 'session' | 'token';

const hour = 3_600_000;
/** A link is meant for now; a session for a working week; a token for a machine, yet not for ever. */
const lifetime: Record<SecretKind, number> = { link: 24 * hour, session: 7 * 24 * hour, token: 365 * 24 * hour };

/** Adds a person. Throws `Refused`: 422 wrong fields, 409 known already. */
export async function addPerson(desk: Desk, input: unknown, by: Person): Promise<Person> {
  allow(by, 'administer');
  const parsed = Person.safeParse(input);
  if (!parsed.success) throw refusedFields(parsed.error);
  if ((await desk.store.accounts.addPerson(parsed.data, by.email)) === 'added') return parsed.data;
  throw new Refused({
    status: 409,
    code: 'person-known',
    message: `${parsed.data.email} has an account already.`,
    advice: `Give them a way in with "assay login-link ${parsed.data.email}".`,
  });
}

/** Makes a secret of a person and gives it in clear, this once; only its digest is kept. */
export async function makeSecret(
  desk: Desk,
  secret: { kind: SecretKind; label: string },
  person: Person,
): Promise<{ secret: string; expiresAt: string }> {
  // 32 bytes: out of reach of guessing, so a plain digest is enough where a password would need a slow hash.
  const text = randomBytes(32).toString('base64url');
  const expiresAt = new Date(desk.clock.now().getTime() + lifetime[secret.kind]).toISOString();
  await desk.store.accounts.keepSecret({
    digest: sha256(text),
    kind: secret.kind,
    email: person.email,
    expiresAt,
    label: secret.label,
  });
  return { secret: text, expiresAt };
}

/** The owner of a secret, or null when it is unknown, used up or expired. */
export async function ownerOf(desk: Desk, kind: SecretKind, secret: string): Promise<Person | null> {
  if (secret.length < 20) return null;
  return desk.store.accounts.redeem(kind, sha256(secret), desk.clock.now().toISOString());
}

/** A one-time sign-in link's secret for a known person. Throws `Refused`: 404 unknown person. */
export async function loginLink(desk: Desk, email: string, by: Person): Promise<string> {
  allow(by, 'administer');
  const person = await desk.store.accounts.person(email);
  if (!person) {
    throw new Refused({
      status: 404,
      code: 'unknown-person',
      message: `${email} has no account.`,
      advice: `Add one with "assay users add ${email} --role reviewer".`,
    });
  }
  return (await makeSecret(desk, { kind: 'link', label: `link by ${by.email}` }, person)).secret;
}

/** Makes a token useless, as soon as nobody needs it any more. */
export async function endToken(desk: Desk, secret: string): Promise<void> {
  await desk.store.accounts.drop('token', sha256(secret));
}

/** Ends a session. */
export async function signOut(desk: Desk, secret: string): Promise<void> {
  await desk.store.accounts.drop('session', sha256(secret));
}
