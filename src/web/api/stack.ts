import { z } from 'zod';
import { stackOf } from '../../actions/stack-of.ts';
import { sha256 } from '../../domain/digest.ts';
import { stackAddress } from '../../domain/stack/stack-address.ts';
import { StackJson } from '../../domain/stack/stack-json.ts';
import { type ApiRoute, route } from './route.ts';

/** Lists are parted by commas; a category's id with a slug, such as `vector-database=milvus`, places a product. */
const StackQuery = z
  .object({
    industry: z.string(),
    context: z.string(),
    if: z.string(),
    inpact: z.string(),
    goals: z.string(),
    licence: z.string(),
    price: z.string(),
    linked: z.string(),
    out: z.string(),
    fill: z.string(),
    'as-of': z.string().max(40),
    slot: z.string(),
  })
  .partial()
  .catchall(z.string());

export const stackRoutes: readonly ApiRoute[] = [
  route({
    method: 'get',
    path: '/api/stack',
    right: 'public',
    summary:
      'A stack: slots, gaps, weakest dimension, risks, integrations with quotes; filled with the best, or why it cannot be',
    query: StackQuery,
    reply: StackJson,
    handle: async ({ search, answer }, { office, version }) => {
      const { report, problems, candidates, clash, catalogue } = await stackOf(office, search);
      const { problems: _told, weakest: _weakest, unread: _unread, ...rest } = report;
      const address = stackAddress(report.state);
      const says = [version, office.rubric.digest, catalogue, search.toString()];
      answer('etag', `"${sha256(says.join(' ')).slice(0, 32)}"`);
      answer('cache-control', 'public, max-age=60');
      return { schemaVersion: 1, address, problems, report: rest, candidates, clash };
    },
  }),
];
