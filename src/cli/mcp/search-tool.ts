import { z } from 'zod';
import { CatalogueLine } from '../../domain/catalogue-line.ts';
import { ContextId, EntryType, Layer, PriceKind } from '../../domain/closed-lists.ts';
import { mcpTool } from './mcp-tool.ts';
import { roomFor } from './room.ts';

/** What of a line of the API a caller chooses by. */
const Line = CatalogueLine.pick({
  slug: true,
  name: true,
  invented: true,
  layer: true,
  category: true,
  entryType: true,
  price: true,
  licence: true,
  summary: true,
  readAt: true,
  version: true,
  inpact: true,
  goals: true,
  passes: true,
});
type Line = z.infer<typeof Line>;

/** What the API answers; how many fit in all is told where anything was asked. */
interface Found {
  items: Line[];
  next: string | null;
  total?: number;
}

export const searchTool = mcpTool({
  name: 'search',
  title: 'Find products',
  description:
    'Products with a published analysis, by words of their names, summaries and quotes, and by filters; each with both totals and the contexts whose thresholds it meets. With nothing asked it lists the catalogue by name.',
  input: z.object({
    words: z.string().max(200).optional().describe('such as "vector database role based access"'),
    layer: Layer.optional().describe(
      'L1 storage, L2 data in motion, L3 semantics, L4 retrieval, L5 governance, L6 observability, L7 orchestration',
    ),
    category: z.string().max(60).optional().describe('an id such as vector-database'),
    price: PriceKind.optional(),
    licence: z.string().max(60).optional().describe('an SPDX id such as Apache-2.0'),
    entryType: EntryType.optional(),
    passes: ContextId.optional().describe('only what meets the thresholds of this context'),
    sort: z.enum(['match', 'inpact', 'goals', 'name', 'fresh']).optional(),
    limit: z.int().min(1).max(25).default(10),
    after: z
      .string()
      .max(400)
      .optional()
      .describe('`next` of the answer before, with the same words, filters and order'),
  }),
  output: z.object({
    items: z.array(Line),
    total: z.int().nullable().describe('how many fit in all, where anything was asked for'),
    next: z.string().nullable().describe('give it as `after` for more; null at the end'),
    leftOut: z.string().nullable(),
  }),
  async answer(api, { words, entryType, limit, ...filters }) {
    const query = new URLSearchParams({ limit: String(limit) });
    const asked = { q: words, type: entryType, ...filters };
    for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value));
    const found = await api.get<Found>(`/api/publications?${query}`);
    const head = { total: found.total ?? null, next: found.next };
    const room = roomFor(head);
    // Summaries are of sixty words: all of a page have room, unless somebody wrote what no product has.
    const items = found.items.map((line) => Line.parse(line)).filter((line) => room.take(line));
    const missing = found.items.length - items.length;
    const leftOut = missing === 0 ? null : `No room was left for ${missing} of them: ask with a smaller limit.`;
    return { ...head, items, leftOut };
  },
});
