import { z } from 'zod';
import { asOf } from '../../actions/as-of.ts';
import { pastPublication } from '../../actions/past-publication.ts';
import { standing } from '../../actions/standing.ts';
import { statementQuotes } from '../../actions/statement-quotes.ts';
import { Citation } from '../../domain/analysis.ts';
import { ClaimKind, DecisionValue } from '../../domain/closed-lists.ts';
import { latestPublication } from '../public/latest-publication.ts';
import { type ApiRoute, route } from './route.ts';

/** Statements in one answer: a dimension with its six checks is seven, and a quote with its surroundings about 1 kB. */
const mostStatements = 100;

const Statement = z.object({
  path: z.string(),
  label: z.string(),
  text: z.string().describe('the statement; of a check its question'),
  kind: ClaimKind.nullable(),
  check: z.object({ id: z.string(), decision: DecisionValue, why: z.string() }).nullable(),
  quotes: z.array(Citation.extend({ before: z.string(), after: z.string() })),
  searched: z.array(z.string()),
});

export const quoteRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/publications/{slug}/quotes',
    right: 'public',
    summary: 'What the statements of an analysis rest on: quotes in their surroundings, with page, date and digest',
    params: z.object({ slug: z.string() }),
    query: z.object({
      item: z
        .string()
        .min(1)
        .max(200)
        .optional()
        .describe('a path, the beginning of one, or the id of a check or dimension'),
      limit: z.coerce.number().int().min(1).max(mostStatements).default(20),
      after: z
        .string()
        .regex(/^\d{1,6}$/, 'must be the cursor that came as next')
        .optional(),
      'as-of': z.string().max(40).optional(),
    }),
    reply: z.object({
      slug: z.string(),
      version: z.int(),
      contentDigest: z.string(),
      items: z.array(Statement),
      total: z.int(),
      next: z.string().nullable(),
    }),
    handle: async ({ params: { slug }, query, answer }, { office }) => {
      const { store, rubric, clock } = office;
      const moment = asOf(query['as-of'], clock.now());
      const publication = moment
        ? await pastPublication(store, moment, { slug, person: null })
        : await latestPublication(store, slug);
      standing(publication);
      const { version, contentDigest, analysis } = publication;
      const from = Number(query.after ?? 0);
      const { items, total } = await statementQuotes(
        analysis,
        { rubric, textsOf: store.bodies.texts },
        { item: query.item, from, limit: query.limit },
      );
      const end = from + items.length;
      // Labels and questions are the rubric's.
      answer('etag', `"${version}-${contentDigest.slice(0, 32)}-${rubric.digest.slice(0, 16)}"`);
      answer('cache-control', 'public, max-age=60');
      return { slug, version, contentDigest, items, total, next: end < total ? String(end) : null };
    },
  }),
];
