import { may, type Person, type Right } from '../domain/person.ts';
import { Refused } from '../errors.ts';

const needs: Record<Right, string> = {
  read: 'sign in',
  enqueue: 'the role editor, reviewer or admin',
  edit: 'the role editor, reviewer or admin',
  decide: 'the role reviewer or admin',
  administer: 'the role admin',
};

/** Throws `Refused` (403) unless the person's role grants the right. */
export function allow(person: Person, right: Right): void {
  if (may(person, right)) return;
  throw new Refused({
    status: 403,
    code: 'role-too-low',
    message: `${person.email} has the role ${person.role}; this needs ${needs[right]}.`,
    advice: 'Ask an administrator to change the role.',
  });
}
