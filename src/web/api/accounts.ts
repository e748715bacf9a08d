import { z } from 'zod';
import { addPerson, loginLink } from '../../actions/accounts.ts';
import { changePerson, PersonChange } from '../../actions/change-person.ts';
import { endOwnSecret, makeToken, TokenInput } from '../../actions/tokens.ts';
import { Account, KeptSecret } from '../../domain/account.ts';
import { localTokenNote } from '../../domain/local-token.ts';
import { Person } from '../../domain/person.ts';
import { ServerFacts } from '../../domain/server-facts.ts';
import { serverFacts } from '../server-facts.ts';
import { type ApiRoute, route } from './route.ts';

const byEmail = z.object({ email: z.string() });

export const accountRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/me',
    right: 'read',
    summary: 'Whose token this is, and which Assay answers',
    reply: z.object({
      email: z.string(),
      role: z.string(),
      /** Whether this very request came by a token that the program made for commands on its own machine. */
      machine: z.boolean(),
      version: z.string(),
      analyst: z.string(),
    }),
    handle: async ({ person, token }, { version, analyst }) => ({
      ...person,
      machine: token !== null && localTokenNote(token) !== null,
      version,
      analyst,
    }),
  }),
  route({
    method: 'get',
    path: '/api/users',
    right: 'administer',
    summary: 'Everybody who has an account',
    reply: z.object({ items: z.array(Account) }),
    handle: async (_asked, { office }) => ({ items: await office.store.accounts.accounts() }),
  }),
  route({
    method: 'post',
    path: '/api/users',
    right: 'administer',
    summary: 'Adds a person',
    body: Person,
    reply: Person,
    status: 201,
    handle: ({ body, person }, { office }) => addPerson(office, body, person),
  }),
  route({
    method: 'patch',
    path: '/api/users/{email}',
    right: 'administer',
    summary: 'Changes a person’s role, which ends their sessions, or deactivates or activates them',
    params: byEmail,
    body: PersonChange,
    reply: Account,
    handle: ({ params, body, person }, { office }) =>
      changePerson(office, { email: params.email, change: body }, person),
  }),
  route({
    method: 'post',
    path: '/api/users/{email}/login-link',
    right: 'administer',
    summary:
      'A one-time sign-in link for a person; by a token only where it has every scope that the person’s role can use',
    params: byEmail,
    reply: z.object({ link: z.string() }),
    handle: async ({ params, person, through }, { office, baseUrl }) => ({
      link: `${baseUrl}/sign-in?link=${await loginLink(office, params.email, { person, through })}`,
    }),
  }),
  route({
    method: 'get',
    path: '/api/tokens',
    right: 'read',
    summary: 'Your own tokens, without their secrets',
    reply: z.object({ items: z.array(KeptSecret) }),
    handle: async ({ person }, { office }) => ({ items: await office.store.accounts.secrets(person.email, 'token') }),
  }),
  route({
    method: 'post',
    path: '/api/tokens',
    right: 'read',
    summary: 'A token of your own for programs, shown this once',
    body: TokenInput,
    reply: z.object({ token: z.string(), expiresAt: z.string() }),
    status: 201,
    handle: ({ body, person, through }, { office }) => makeToken(office, body, { person, through }),
  }),
  route({
    method: 'delete',
    path: '/api/tokens/{id}',
    right: 'read',
    summary: 'Revokes a token of your own',
    params: z.object({ id: z.coerce.number().int().positive() }),
    reply: z.object({ id: z.int(), ended: z.literal(true) }),
    handle: async ({ params, person }, { office }) => {
      await endOwnSecret(office, { kind: 'token', id: params.id }, person);
      return { id: params.id, ended: true };
    },
  }),
  route({
    method: 'get',
    path: '/api/settings',
    right: 'administer',
    summary: 'How this server is set and what it uses; never a secret',
    reply: ServerFacts,
    handle: (_asked, parts) => serverFacts(parts),
  }),
];
