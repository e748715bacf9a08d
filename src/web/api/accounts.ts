import { z } from 'zod';
import { addPerson, loginLink, makeSecret } from '../../actions/accounts.ts';
import { Person } from '../../domain/person.ts';
import { type ApiRoute, route } from './route.ts';

export const accountRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/me',
    right: 'read',
    summary: 'Whose token this is, and which Assay answers',
    reply: z.object({ email: z.string(), role: z.string(), version: z.string(), analyst: z.string() }),
    handle: async ({ person }, { version, analyst }) => ({ ...person, version, analyst }),
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
    method: 'post',
    path: '/api/users/{email}/login-link',
    right: 'administer',
    summary: 'A one-time sign-in link for a person',
    params: z.object({ email: z.string() }),
    reply: z.object({ link: z.string() }),
    handle: async ({ params, person }, { office, baseUrl }) => ({
      link: `${baseUrl}/sign-in?link=${await loginLink(office, params.email, person)}`,
    }),
  }),
  route({
    method: 'post',
    path: '/api/tokens',
    right: 'read',
    summary: 'A token of your own for programs, shown this once',
    body: z.strictObject({ label: z.string().min(1).max(80) }),
    reply: z.object({ token: z.string(), expiresAt: z.string() }),
    status: 201,
    handle: async ({ body, person }, { office }) => {
      const { secret, expiresAt } = await makeSecret(office, { kind: 'token', label: body.label }, person);
      return { token: secret, expiresAt };
    },
  }),
];
