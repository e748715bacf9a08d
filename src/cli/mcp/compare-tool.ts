import { z } from 'zod';
import type { CheckResult } from '../../domain/analysis.ts';
import { mcpTool } from './mcp-tool.ts';
import { Quoted, quoted } from './quoted.ts';
import { roomFor } from './room.ts';

const Total = z.object({ total: z.int(), max: z.int(), band: z.string().nullable() });

const Product = z.object({
  slug: z.string(),
  name: z.string(),
  invented: z.boolean().describe('whether it is a made-up product to try Assay with: nobody can use it'),
  layer: z.string(),
  category: z.string(),
  version: z.int(),
  inpact: Total,
  goals: Total,
});

const Result = z.object({
  slug: z.string(),
  decision: z.string().describe('met, partly, contradicted or no-evidence'),
  quote: Quoted.nullable().describe('the first of its quotes; `evidence` has all'),
});

const EachFramework = <T extends z.ZodType>(of: T) => z.object({ inpact: of, goals: of });

/** What the API answers. */
interface Compared {
  products: z.infer<typeof Product>[];
  dimensions: { framework: string; id: string; max: number; levels: (number | null)[]; difference: number | null }[];
  checks: {
    framework: string;
    dimension: string;
    id: string;
    results: (CheckResult | null)[];
    differs: boolean;
    askedOfAll: boolean;
  }[];
  contexts: {
    id: string;
    needs: Record<'inpact' | 'goals', (number | null)[]>;
    passes: Record<'inpact' | 'goals', (boolean | null)[]>;
  }[];
  risks: { severity: string; risk: string; mitigation: string }[][];
}

export const compareTool = mcpTool({
  name: 'compare',
  title: 'Compare products',
  description:
    'Two to four products side by side: both totals, the level in each dimension, the checks on which they differ with a quote each, the contexts each passes, and the risks of each. A null level or decision means that it could not be assessed.',
  input: z.object({
    slugs: z.array(z.string().min(1).max(60)).min(2).max(4).describe('as `search` gives them'),
    asOf: z.string().max(40).optional().describe('a past day such as 2026-03-01, or an instant'),
  }),
  output: z.object({
    products: z.array(Product).describe('levels, decisions and passes below are in this order'),
    dimensions: z.array(
      z.object({ id: z.string(), max: z.int(), levels: z.array(z.int().nullable()), difference: z.int().nullable() }),
    ),
    contexts: z.array(
      z.object({
        id: z.string(),
        needs: EachFramework(z.array(z.int().nullable())).describe(
          'by the rubric of each; null where it has no such context',
        ),
        passes: EachFramework(z.array(z.boolean().nullable())),
      }),
    ),
    differing: z.array(z.object({ check: z.string(), dimension: z.string(), results: z.array(Result) })),
    alike: z.int().describe('checks on which all agree'),
    unasked: z.int().describe('checks that not all were asked, and on which the others agree'),
    risks: z.array(z.object({ slug: z.string(), severity: z.string(), risk: z.string(), mitigation: z.string() })),
    leftOut: z.string().nullable().describe('what had no room and how to get it; null where everything is here'),
  }),
  async answer(api, { slugs, asOf }) {
    const query = new URLSearchParams({ v: slugs.join(',') });
    if (asOf !== undefined) query.set('as-of', asOf);
    const found = await api.get<Compared>(`/api/compare?${query}`);
    const names = found.products.map(({ slug }) => slug);
    const differing = found.checks.filter(({ differs }) => differs);
    const same = found.checks.filter(({ differs }) => !differs);
    const unasked = same.filter(({ askedOfAll }) => !askedOfAll).length;
    const head = {
      products: found.products.map(productOf),
      dimensions: found.dimensions.map(({ id, max, levels, difference }) => ({ id, max, levels, difference })),
      contexts: found.contexts,
      alike: same.length - unasked,
      unasked,
    };
    const rows = differing.map(({ id, dimension, results }) => ({
      check: id,
      dimension,
      results: results.flatMap((result, at) => (result ? [resultOf(result, names[at] ?? '')] : [])),
    }));
    // Every decision is given, 20 kB at most for four products: it is what was asked. Then risks, then quotes.
    const room = roomFor({ ...head, rows: rows.map(withoutQuotes) });
    const risks = found.risks
      .flatMap((own, at) => own.map((risk) => ({ slug: names[at] ?? '', ...risk })))
      .filter((risk) => room.take(risk));
    const shown = rows.map((row) => (room.take(row.results.map(({ quote }) => quote)) ? row : withoutQuotes(row)));
    const bare = shown.filter((row, at) => row !== rows[at]).length;
    const leftOut = leftOutWords(bare, found.risks.flat().length - risks.length);
    return { ...head, differing: shown, risks, leftOut };
  },
});

type Row = { check: string; dimension: string; results: z.infer<typeof Result>[] };

function productOf({ slug, name, invented, layer, category, version, inpact, goals }: z.infer<typeof Product>) {
  return { slug, name, invented, layer, category, version, inpact: totalOf(inpact), goals: totalOf(goals) };
}

function totalOf({ total, max, band }: z.infer<typeof Total>): z.infer<typeof Total> {
  return { total, max, band };
}

function resultOf({ decision, citations: [citation] }: CheckResult, slug: string): z.infer<typeof Result> {
  return { slug, decision, quote: citation ? quoted(citation) : null };
}

function withoutQuotes(row: Row): Row {
  return { ...row, results: row.results.map((result) => ({ ...result, quote: null })) };
}

function leftOutWords(checks: number, risks: number): string | null {
  const parts = [
    ...(checks > 0 ? [`the quotes of ${checks} checks: ask \`evidence\` with the check as item`] : []),
    ...(risks > 0 ? [`${risks} risks: ask \`analysis\` with the section trustRisks`] : []),
  ];
  return parts.length === 0 ? null : `No room was left for ${parts.join('; and for ')}.`;
}
