import { z } from 'zod';
import { Refused } from '../../errors.ts';
import { type ApiRoute, route } from './route.ts';

/** Stored text for people who are signed in; strangers see cited passages only, as part of a publication. */
export const evidenceRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/evidence/{digest}',
    right: 'read',
    summary: 'A stored page as text',
    params: z.object({ digest: z.string().regex(/^[0-9a-f]{64}$/, 'must be a digest of 64 hexadecimal digits') }),
    reply: z.object({ digest: z.string(), text: z.string() }),
    handle: async ({ params }, { office }) => {
      const bytes = await office.store.bodies.read(params.digest);
      if (!bytes) {
        throw new Refused({
          status: 404,
          code: 'unknown-page',
          message: `No stored page has the digest ${params.digest}.`,
          advice: 'Take the digest from a citation’s textDigest.',
        });
      }
      return { digest: params.digest, text: new TextDecoder().decode(bytes) };
    },
  }),
];
