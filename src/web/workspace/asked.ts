import type { Context } from 'hono';
import type { Person } from '../../domain/person.ts';
import { Refused } from '../../errors.ts';
import type { WebVariables } from '../parts.ts';

type Asked = Context<{ Variables: WebVariables }>;

/** Whoever is signed in. Throws `Refused` (401), which the page turns into "sign in". */
export function signedIn(c: Asked): Person {
  const person = c.get('person');
  if (person) return person;
  throw new Refused({
    status: 401,
    code: 'sign-in',
    message: c.get('endedSession') ?? 'This page is for people who work here.',
    advice:
      'Sign in with your password, or with a one-time link: "assay start" prints the first, administrators make more.',
  });
}

/** The text fields of a posted form. Files and repeated fields are left out. */
export async function fieldsOf(c: Asked): Promise<Record<string, string>> {
  const body = await c.req.parseBody();
  // Nobody types U+0000, and the database has no place for it: shown as what cannot be shown.
  const texts = Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts.map(([name, text]) => [name, text.replaceAll('\u0000', '\ufffd')]));
}
