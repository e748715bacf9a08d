import { z } from 'zod';
import { may, type Person, type Right } from './person.ts';

/** What a token may be used for; its owner's role holds beside it. */
export const Scope = z.enum(['read', 'vendors', 'runs', 'review', 'admin']);
export type Scope = z.infer<typeof Scope>;

/** In words, for whoever chooses. */
export const scopeWords: Record<Scope, string> = {
  read: 'look at everything',
  vendors: 'add and change products',
  runs: 'start, retry and cancel analyses',
  review: 'edit, claim and decide on drafts, withdraw publications',
  admin: 'people, tokens and settings',
};

/** The least right that makes a scope good for anything. */
const needs: Record<Scope, Right> = {
  read: 'read',
  vendors: 'enqueue',
  runs: 'enqueue',
  review: 'edit',
  admin: 'administer',
};

/** The scopes that a person's role can use, in the order in which they are offered. */
export function scopesFor(person: Person): Scope[] {
  return Scope.options.filter((scope) => may(person, needs[scope]));
}
