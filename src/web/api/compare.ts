import { z } from 'zod';
import { asOf } from '../../actions/as-of.ts';
import { compared } from '../../actions/compared.ts';
import { CheckResult } from '../../domain/analysis.ts';
import { CatalogueLine, catalogueLine } from '../../domain/catalogue-line.ts';
import { ContextId, FrameworkId } from '../../domain/closed-lists.ts';
import { mostCompared, readCompareQuery } from '../../domain/compare-query.ts';
import { comparison } from '../../domain/comparison.ts';
import { sha256 } from '../../domain/digest.ts';
import { publicationCard } from '../../domain/publication-card.ts';
import { Refused } from '../../errors.ts';
import { type ApiRoute, route } from './route.ts';

const EachFramework = <T extends z.ZodType>(of: T) => z.object({ inpact: of, goals: of });

const Compared = z.object({
  products: z.array(CatalogueLine),
  dimensions: z.array(
    z.object({
      framework: FrameworkId,
      id: z.string(),
      max: z.int(),
      levels: z.array(z.int().nullable()),
      difference: z.int().nullable(),
    }),
  ),
  checks: z.array(
    z.object({
      framework: FrameworkId,
      dimension: z.string(),
      id: z.string(),
      results: z.array(CheckResult.nullable()),
      differs: z.boolean(),
      askedOfAll: z.boolean(),
    }),
  ),
  contexts: z.array(
    z.object({
      id: ContextId,
      needs: EachFramework(z.array(z.int().nullable())),
      passes: EachFramework(z.array(z.boolean().nullable())),
    }),
  ),
  risks: z.array(z.array(z.object({ severity: z.string(), risk: z.string(), mitigation: z.string() }))),
});

export const compareRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/compare',
    right: 'public',
    summary: 'Two to four products beside each other: levels, checks with their quotes, contexts, risks',
    query: z.object({ v: z.string().max(400), 'as-of': z.string().max(40).optional() }),
    reply: Compared,
    handle: async ({ query, answer }, { office, version }) => {
      const wanted = readCompareQuery(new URLSearchParams({ v: query.v }));
      const count = wanted.slugs.length;
      if (count < 2 || count > mostCompared) throw notComparable(count);
      const moment = asOf(query['as-of'], office.clock.now());
      const { publications, missing } = await compared(office, wanted, { moment, person: null });
      const [first] = missing;
      if (first) {
        throw new Refused({
          status: first.status,
          code: first.status === 410 ? 'withdrawn' : 'not-published',
          message: first.reason,
          advice: 'Leave it out, or see /api/publications for what is published.',
        });
      }
      const says = [version, office.rubric.digest, ...publications.flatMap(({ id, state }) => [id, state])];
      answer('etag', `"${sha256(says.join(' ')).slice(0, 32)}"`);
      answer('cache-control', 'public, max-age=60');
      const analyses = publications.map(({ analysis }) => analysis);
      return {
        products: publications.map(({ analysis, ...rest }) =>
          catalogueLine({ ...rest, card: publicationCard(analysis) }),
        ),
        ...comparison(analyses, office.rubric),
        risks: analyses.map(({ trustRisks }) =>
          trustRisks.map(({ severity, risk, mitigation }) => ({
            severity,
            risk: risk.text,
            mitigation: mitigation.text,
          })),
        ),
      };
    },
  }),
];

function notComparable(count: number): Refused {
  return new Refused({
    status: 422,
    code: count < 2 ? 'too-few' : 'too-many',
    message: `${count === 1 ? 'One product was' : `${count} products were`} named; two to four can be put beside each other.`,
    advice: 'Name them by slug, parted by commas: /api/compare?v=milvus,kserve.',
  });
}
