import { z } from 'zod';
import { checkpointNow } from '../../actions/take-checkpoint.ts';
import { verify } from '../../actions/verify.ts';
import { AuditCheckpoint } from '../../domain/audit-checkpoint.ts';
import { type ApiRoute, route } from './route.ts';
import { Verified } from './verified.ts';

/** Entries and checkpoints that one request may bring along: at 160 bytes each they fit into the largest body. */
const mostShown = 20_000;

const Hash = z.string().regex(/^[0-9a-f]{64}$/);

const Shown = z.union([
  // Not read as a checkpoint here: one that was changed is an answer, not a wrong request.
  z.strictObject({ name: z.string().max(300), checkpoint: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    name: z.string().max(300),
    entry: z.strictObject({ sequence: z.int().positive(), hash: Hash }),
  }),
]);

const Entry = z.object({
  sequence: z.int(),
  at: z.string(),
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.unknown()),
  previousHash: z.string(),
  hash: z.string(),
});

export const auditRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/audit',
    right: 'decide',
    summary: 'Entries of the audit log, newest first; oldest first after the one named',
    query: z.object({
      actor: z.string().optional(),
      action: z.string().optional(),
      subject: z.string().optional(),
      before: z.coerce.number().int().positive().optional(),
      after: z.coerce.number().int().nonnegative().optional(),
      limit: z.coerce.number().int().min(1).max(1000).default(100),
    }),
    reply: z.object({ items: z.array(Entry) }),
    handle: async ({ query }, { office }) => ({ items: await office.store.audit.find(query) }),
  }),
  route({
    method: 'get',
    path: '/api/audit/checkpoint',
    right: 'decide',
    summary: 'A signed checkpoint of the audit log as it stands; null while it is empty',
    reply: z.object({ checkpoint: AuditCheckpoint.nullable() }),
    handle: async (_asked, { office }) => ({ checkpoint: await checkpointNow(office) }),
  }),
  route({
    method: 'post',
    path: '/api/verify',
    right: 'read',
    summary: 'Re-checks what is published, the records behind it, and the audit log against every checkpoint',
    body: z.strictObject({
      slugs: z.array(z.string()).nullable().default(null),
      /** What the asker kept elsewhere: checkpoints, and entries of an exported log. */
      shown: z.array(Shown).max(mostShown).default([]),
    }),
    reply: Verified,
    handle: ({ body }, { office }) => verify(office, body.slugs, body.shown),
  }),
];
