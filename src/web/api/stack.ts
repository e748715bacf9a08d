import { z } from 'zod';
import { stackOf } from '../../actions/stack-of.ts';
import { sha256 } from '../../domain/digest.ts';
import type { StackLayer } from '../../domain/stack/report-shape.ts';
import { stackAddress } from '../../domain/stack/stack-address.ts';
import type { WeakestLink } from '../../domain/stack/stack-candidate.ts';
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

/** A level, with no share where there is none: for ordering it counts as nothing, which is not what it is. */
function levelTold<T extends { level: number | null; share: number }>(each: T) {
  return { ...each, share: each.level === null ? null : each.share };
}

function candidateTold<T extends { weakest: WeakestLink }>(candidate: T) {
  return { ...candidate, weakest: levelTold(candidate.weakest) };
}

function layerTold(layer: StackLayer) {
  return {
    ...layer,
    slots: layer.slots.map((slot) => ({ ...slot, filled: slot.filled && candidateTold(slot.filled) })),
  };
}

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
      const { report, problems, candidates, clash, catalogue } = await stackOf(office, search, null);
      const { problems: _told, weakest: _weakest, unread: _unread, ...rest } = report;
      const address = stackAddress(report.state);
      const says = [version, office.rubric.digest, catalogue, search.toString()];
      answer('etag', `"${sha256(says.join(' ')).slice(0, 32)}"`);
      answer('cache-control', 'public, max-age=60');
      return {
        ...{ schemaVersion: 1, address, problems, clash },
        report: { ...rest, layers: rest.layers.map(layerTold), dimensions: rest.dimensions.map(levelTold) },
        candidates: candidates.map(candidateTold),
      };
    },
  }),
];
