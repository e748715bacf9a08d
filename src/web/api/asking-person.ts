import type { Context } from 'hono';
import { allow } from '../../actions/allow.ts';
import type { Person, Right } from '../../domain/person.ts';
import { type Scope, scopeWords } from '../../domain/scope.ts';
import { Refused } from '../../errors.ts';
import type { WebVariables } from '../parts.ts';

/**
 * Whoever asks the API, if they may: by role, and by the scopes of the token where they come with one. Throws `Refused`:
 * 401 without a token or session that is valid, 403 where scope or role are missing.
 */
export function askingPerson(
  c: Context<{ Variables: WebVariables }>,
  needed: { right: Right; scope: Scope | null },
): Person {
  const person = c.get('person');
  if (!person) {
    throw new Refused({
      status: 401,
      code: 'sign-in',
      message: c.get('refusedToken') ?? 'This needs a token or a session, and the request carried none that is valid.',
      advice:
        'Send "Authorization: Bearer …" with a token of yours, made under Settings; on this machine "assay" finds one in the data folder.',
    });
  }
  const scopes = scopesOf(c);
  if (scopes && needed.scope && !scopes.includes(needed.scope)) {
    throw new Refused({
      status: 403,
      code: 'scope-missing',
      message: `This token lacks the scope "${needed.scope}" (${scopeWords[needed.scope]}); it has ${scopes.join(', ')}.`,
      advice: `Use a token with the scope "${needed.scope}": make one under Settings.`,
    });
  }
  allow(person, needed.right);
  return person;
}

/** The scopes of the token that a request came with; null for a session, which stands for the whole person. */
export function scopesOf(c: Context<{ Variables: WebVariables }>): readonly Scope[] | null {
  return c.get('bySession') ? null : (c.get('holder')?.scopes ?? null);
}
