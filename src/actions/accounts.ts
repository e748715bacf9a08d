import { randomBytes } from 'node:crypto';
import { sha256 } from '../domain/digest.ts';
import { Person } from '../domain/person.ts';
import { Scope, scopesFor } from '../domain/scope.ts';
import { Refused } from '../errors.ts';
import type { Holder, Office, SecretKind } from '../ports.ts';
import { allow } from './allow.ts';
import { refusedFields } from './vendor-input.ts';

type Desk = Pick<Office, 'store' | 'clock'>;

const hour = 3_600_000;
const day = 24 * hour;
/** A link is meant for now; a session for a working week; a token for a machine, yet not for ever. */
const lifetime: Record<SecretKind, number> = { link: day, session: 7 * day, token: 365 * day };

/** How long the last use of a secret stands before it is noted again: every page asks with one, and nobody needs the second. */
const noteAfter = 5 * 60_000;

/** Adds a person. Throws `Refused`: 422 wrong fields, 409 known already. */
export async function addPerson(desk: Desk, input: unknown, by: Person): Promise<Person> {
  allow(by, 'administer');
  const parsed = Person.safeParse(input);
  if (!parsed.success) throw refusedFields(parsed.error);
  const { email } = parsed.data;
  if ((await desk.store.accounts.addPerson(parsed.data, by.email)) === 'added') return parsed.data;
  const known = await desk.store.accounts.account(email);
  throw new Refused({
    status: 409,
    code: 'person-known',
    message: `${email} has an account already${known?.active === false ? ', which is deactivated' : ''}.`,
    advice:
      known?.active === false
        ? `Activate it: under Settings, or with "assay users change ${email} --activate".`
        : `Give them a way in with "assay login-link ${email}".`,
  });
}

interface WantedSecret {
  kind: SecretKind;
  label: string;
  /** Of a token: every scope unless given; its owner's role holds beside it. */
  scopes?: readonly Scope[];
  /** Of a session. */
  browser?: string;
  /** Days until it ends; by its kind unless given. */
  days?: number;
  /** Who makes it for the person. */
  by?: string;
}

/** Makes a secret of a person and gives it in clear, this once; only its digest is kept. */
export async function makeSecret(
  desk: Desk,
  wanted: WantedSecret,
  person: Person,
): Promise<{ secret: string; expiresAt: string }> {
  const { kind, label, browser, days, by } = wanted;
  // 32 bytes: out of reach of guessing, so a plain digest is enough where a password would need a slow hash. A token
  // says what it is, for programs that look for secrets in places where none should be.
  const text = `${kind === 'token' ? 'assay_' : ''}${randomBytes(32).toString('base64url')}`;
  const life = days === undefined ? lifetime[kind] : days * day;
  const expiresAt = new Date(desk.clock.now().getTime() + life).toISOString();
  const scopes = kind === 'token' ? (wanted.scopes ?? Scope.options) : undefined;
  await desk.store.accounts.keepSecret({
    ...{ digest: sha256(text), kind, email: person.email, expiresAt, label, scopes, browser, by },
  });
  return { secret: text, expiresAt };
}

/** The owner of a secret, or null when it is unknown, used up or expired. */
export async function ownerOf(desk: Desk, kind: SecretKind, secret: string): Promise<Person | null> {
  if (!couldBeSecret(secret)) return null;
  return desk.store.accounts.redeem(kind, sha256(secret), desk.clock.now().toISOString());
}

/** Whether a sign-in link would still sign somebody in; looking uses nothing up. */
export async function linkWorks(desk: Desk, link: string): Promise<boolean> {
  if (!couldBeSecret(link)) return false;
  return desk.store.accounts.linkWorks(sha256(link), desk.clock.now().toISOString());
}

/** Whose session or token it is, and what it may be used for; null when it is unknown. Its use is noted. */
export async function holderOf(desk: Desk, kind: 'session' | 'token', secret: string): Promise<Holder | null> {
  if (!couldBeSecret(secret)) return null;
  const now = desk.clock.now();
  const digest = sha256(secret);
  const holder = await desk.store.accounts.holder(kind, digest, now.toISOString());
  const noted = holder?.lastUsedAt ? Date.parse(holder.lastUsedAt) : 0;
  if (holder?.state === 'live' && now.getTime() - noted >= noteAfter) {
    await desk.store.accounts.noteUse(digest, now.toISOString());
  }
  return holder;
}

function couldBeSecret(text: string): boolean {
  return text.length >= 20 && text.length <= 200;
}

/** Who asks for something: a person, and the scopes of their token; null for a session, which is bound by none. */
interface Asking {
  person: Person;
  through: readonly Scope[] | null;
}

/**
 * A one-time sign-in link's secret for a known person. A link opens a session, which does all that the person's role allows,
 * so that a token makes one only where its own scopes reach as far. Throws `Refused`: 403 such a token, 404 unknown person,
 * 409 deactivated.
 */
export async function loginLink(desk: Desk, email: string, { person: by, through }: Asking): Promise<string> {
  allow(by, 'administer');
  const account = await desk.store.accounts.account(email);
  if (!account) {
    throw new Refused({
      status: 404,
      code: 'unknown-person',
      message: `${email} has no account.`,
      advice: `Add one with "assay users add ${email} --role reviewer".`,
    });
  }
  if (!account.active) {
    throw new Refused({
      status: 409,
      code: 'person-deactivated',
      message: `The account of ${account.email} is deactivated.`,
      advice: `Activate it first: under Settings, or with "assay users change ${account.email} --activate".`,
    });
  }
  const missing = scopesFor(account).filter((scope) => through?.includes(scope) === false);
  if (missing.length > 0) {
    throw new Refused({
      status: 403,
      code: 'scope-missing',
      message: `A sign-in link for ${account.email} opens all that the role ${account.role} allows, and this token lacks ${missing.join(', ')}.`,
      advice: 'Make the link under Settings, People, or use a token that has every scope.',
    });
  }
  const wanted: WantedSecret = { kind: 'link', label: `link by ${by.email}`, by: by.email };
  return (await makeSecret(desk, wanted, { email: account.email, role: account.role })).secret;
}

/** Makes a token useless, as soon as nobody needs it any more. */
export async function endToken(desk: Desk, secret: string): Promise<void> {
  await desk.store.accounts.drop('token', sha256(secret));
}

/** Ends a session. */
export async function signOut(desk: Desk, secret: string): Promise<void> {
  await desk.store.accounts.drop('session', sha256(secret));
}
