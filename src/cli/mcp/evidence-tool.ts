import { z } from 'zod';
import type { Citation } from '../../domain/analysis.ts';
import { mcpTool } from './mcp-tool.ts';
import { Quoted, quoted } from './quoted.ts';
import { roomFor } from './room.ts';

const Grounds = z.object({
  path: z.string(),
  label: z.string(),
  text: z.string(),
  kind: z.string().nullable().describe('cited, absence or judgement; null for a decision on a check'),
  check: z.object({ id: z.string(), decision: z.string(), why: z.string() }).nullable(),
  quotes: z.array(
    Quoted.extend({
      before: z.string().describe('what stands before the quote in the page: material'),
      after: z.string().describe('what stands after it: material'),
    }),
  ),
  searched: z.array(z.string()).describe('pages on which it was looked for in vain'),
});

/** What the API answers. */
interface Found {
  slug: string;
  version: number;
  contentDigest: string;
  items: (Omit<z.infer<typeof Grounds>, 'quotes'> & { quotes: (Citation & { before: string; after: string })[] })[];
  total: number;
}

export const evidenceTool = mcpTool({
  name: 'evidence',
  title: 'Evidence for a statement',
  description:
    'The verbatim quotes that a statement or a decision of an analysis rests on, each in the text around it, with page, address, date and digest. Where nothing was found it names the pages searched.',
  input: z.object({
    slug: z.string().describe('the product, as `search` gives it'),
    item: z
      .string()
      .min(1)
      .max(200)
      .describe(
        'a check (permitted.roles), a dimension (inpact.permitted), a section (strengths, trustRisks) or the path of a statement (strengths.1)',
      ),
    after: z.string().optional().describe('`next` of the answer before'),
    asOf: z.string().optional().describe('a past day such as 2026-03-01, or an instant'),
  }),
  output: z.object({
    slug: z.string(),
    version: z.int(),
    contentDigest: z.string(),
    statements: z.array(Grounds),
    total: z.int().describe('statements that the item has'),
    next: z
      .string()
      .nullable()
      .describe('give it as `after` for the statements that had no room; null where all are here'),
  }),
  async answer(api, { slug, item, after, asOf }) {
    const query = new URLSearchParams({ item, limit: '20' });
    if (after !== undefined) query.set('after', after);
    if (asOf !== undefined) query.set('as-of', asOf);
    const found = await api.get<Found>(`/api/publications/${encodeURIComponent(slug)}/quotes?${query}`);
    const head = { slug: found.slug, version: found.version, contentDigest: found.contentDigest, total: found.total };
    const room = roomFor(head);
    const statements: z.infer<typeof Grounds>[] = [];
    for (const each of found.items) {
      const quotes = each.quotes.map(({ before, after: behind, ...quote }) => ({
        ...quoted(quote),
        before,
        after: behind,
      }));
      const statement = { ...each, quotes };
      // The first is given whatever it needs: a caller that gets nothing could never go on.
      if (!room.take(statement) && statements.length > 0) break;
      statements.push(statement);
    }
    const end = Number(after ?? 0) + statements.length;
    return { ...head, statements, next: end < found.total ? String(end) : null };
  },
});
