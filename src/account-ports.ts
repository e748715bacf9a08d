import type { Account, KeptSecret } from './domain/account.ts';
import type { Role } from './domain/closed-lists.ts';
import type { Digest } from './domain/digest.ts';
import type { Person } from './domain/person.ts';
import type { Scope } from './domain/scope.ts';

/** People, and what they prove who they are with. */

export type SecretKind = 'link' | 'session' | 'token';

export interface NewSecret {
  digest: Digest;
  kind: SecretKind;
  email: string;
  expiresAt: string;
  label: string;
  /** Of a token only, and never empty there. */
  scopes?: readonly Scope[];
  /** Of a session only. */
  browser?: string;
  /** Who made it, where that was somebody else. */
  by?: string;
}

/** Whose a secret is. `expired` and `closed` (the account is deactivated) let nobody in; they are for telling why. */
export interface Holder extends KeptSecret {
  state: 'live' | 'expired' | 'closed';
  person: Person;
  /** What the person calls themselves; may be empty. */
  name: string;
}

export interface AccountStore {
  /** `machine` marks, for good, an account that was made for commands on a machine. */
  addPerson(person: Person, by: string, mark?: 'machine'): Promise<'added' | 'exists'>;
  /** Null where unknown or deactivated. */
  person(email: string): Promise<Person | null>;
  /** Those who are not deactivated. */
  people(): Promise<Person[]>;
  account(email: string): Promise<Account | null>;
  /** Everybody, by address, deactivated people last. */
  accounts(): Promise<Account[]>;
  rename(email: string, name: string): Promise<void>;
  /**
   * Ends the person's sessions. `last-admin`, with nothing changed, of an administrator who signed in where no other is left
   * who ever did; of a machine's account where neither such nor another machine's is left; of anybody where nobody is.
   */
  changeRole(email: string, change: { role: Role; by: string }): Promise<Changed>;
  /** Deactivating ends sessions, tokens and links for good; activating brings none of them back. */
  setActive(email: string, change: { active: boolean; by: string }): Promise<Changed>;
  /** Of a person who is not deactivated; null where they have none. */
  passwordHash(email: string): Promise<string | null>;
  /** Ends all sessions of the person. */
  setPassword(email: string, hash: string): Promise<void>;

  /** Keeps the digest of a secret. `link` works once; `session` and `token` until they expire. */
  keepSecret(secret: NewSecret): Promise<void>;
  /** The owner of a live secret. A link is used up by this. */
  redeem(kind: SecretKind, digest: Digest, now: string): Promise<Person | null>;
  /** Whether a link of this digest would sign somebody in. It is not used up by this. */
  linkWorks(digest: Digest, now: string): Promise<boolean>;
  /** Null where nothing of this kind has the digest. */
  holder(kind: 'session' | 'token', digest: Digest, now: string): Promise<Holder | null>;
  /** Notes that a secret was used. */
  noteUse(digest: Digest, now: string): Promise<void>;
  /** A person's live sessions or tokens, newest first. */
  secrets(email: string, kind: 'session' | 'token'): Promise<KeptSecret[]>;
  drop(kind: 'session' | 'token', digest: Digest): Promise<void>;
  /** Ends one of a person's own secrets by its id; `none` where they have no such. */
  endSecret(email: string, secret: { kind: 'session' | 'token'; id: number }): Promise<'ended' | 'none'>;
  /** Ends every session of a person but one; how many that were. */
  endOtherSessions(email: string, keep: Digest): Promise<number>;

  /**
   * Counts a try to sign in by password as a wrong one before it is looked at, so that many at once are no way round the
   * waiting; or gives the seconds to wait, and counts nothing. 0 lets the try go on.
   */
  beginTry(from: SignInTry): Promise<number>;
  /** Takes the count back: the try was right. */
  endTry(from: SignInTry): Promise<void>;
}

export type Changed = 'changed' | 'same' | 'unknown' | 'last-admin';

export interface SignInTry {
  email: string;
  /** Of the network; all that is known of who asks. */
  address: string;
}

/** Slow hashes of passwords, made away from the event loop. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Whether the password is the one of the hash. Takes as long where there is no hash, and is false then. */
  matches(password: string, hash: string | null): Promise<boolean>;
}
