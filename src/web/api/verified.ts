import { z } from 'zod';
import type { Verification } from '../../actions/verify.ts';

/** What `verify` found, as the API says it. Every list of failures is empty where all holds. */
export const Verified: z.ZodType<Verification> = z.object({
  publications: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      version: z.int(),
      quotes: z.int(),
      citations: z.int(),
      failures: z.array(z.object({ target: z.string(), quote: z.string(), url: z.string(), reason: z.string() })),
    }),
  ),
  records: z.object({
    records: z.int(),
    bodies: z.int(),
    drafts: z.int(),
    failures: z.array(
      z.object({
        slug: z.string(),
        runId: z.string().nullable(),
        link: z.enum(['body', 'run', 'snapshot', 'corpus', 'evidence', 'draft', 'review', 'publication', 'withdrawal']),
        id: z.string(),
        reason: z.string(),
      }),
    ),
  }),
  audit: z.object({
    entries: z.int(),
    checkpoints: z.int(),
    lastCheckpoint: z.object({ entries: z.int(), at: z.string() }).nullable(),
    failures: z.array(
      z.object({
        sequence: z.int(),
        kind: z.enum([
          'missing',
          'repeated',
          'changed',
          'unlinked',
          'extra',
          'cut',
          'rewritten',
          'checkpoint-changed',
          'checkpoint-foreign',
        ]),
        reason: z.string(),
      }),
    ),
  }),
  ok: z.boolean(),
});
