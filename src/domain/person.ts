import { z } from 'zod';
import { Role } from './closed-lists.ts';

export const Person = z.strictObject({ email: z.email(), role: Role });
export type Person = z.infer<typeof Person>;

/** What a role may do; each role may do all that the one before it may. */
export const Right = z.enum(['read', 'enqueue', 'edit', 'decide', 'administer']);
export type Right = z.infer<typeof Right>;

const rights: Record<Role, readonly Right[]> = {
  reader: ['read'],
  editor: ['read', 'enqueue', 'edit'],
  reviewer: ['read', 'enqueue', 'edit', 'decide'],
  admin: ['read', 'enqueue', 'edit', 'decide', 'administer'],
};

/** Whether a person's role grants a right. */
export function may(person: Person, right: Right): boolean {
  return rights[person.role].includes(right);
}
