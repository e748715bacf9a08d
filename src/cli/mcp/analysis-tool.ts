import { z } from 'zod';
import type { FrameworkResult } from '../../domain/analysis.ts';
import { howMany } from '../../domain/how-many.ts';
import type { Publication } from '../../domain/publication.ts';
import { UsageError } from '../../errors.ts';
import { mcpTool } from './mcp-tool.ts';
import { Quoted, quoted } from './quoted.ts';
import { roomFor } from './room.ts';
import { type Said, statementsOf } from './statements-of.ts';

const Section = z.enum([
  'overview',
  'inpact',
  'goals',
  'industryFit',
  'alternatives',
  'integration',
  'trustRisks',
  'scenarios',
  'stackImpact',
  'watchFor',
  'pocChecklist',
  'raise',
  'integrations',
  'whole',
]);
type Section = z.infer<typeof Section>;

const Total = z.object({
  total: z.int(),
  max: z.int().describe('of the dimensions that could be assessed'),
  assessed: z.int(),
  of: z.int(),
  band: z.string().nullable().describe('null where not every dimension could be assessed'),
  levels: z.array(z.object({ dimension: z.string(), level: z.int().nullable(), max: z.int() })),
});

const Statement = z.object({
  path: z.string(),
  text: z.string(),
  kind: z.string().describe('cited, absence, judgement, decision (on a check) or computed'),
  note: z.string(),
  quotes: z.array(Quoted),
  quotesLeftOut: z.int().describe('quotes that had no room; `evidence` with this path as item gives them'),
});

export const analysisTool = mcpTool({
  name: 'analysis',
  title: 'Analysis of a product',
  description:
    'What is published about a product: both totals (INPACT out of 36, GOALS out of 25, never to be added), levels by dimension, and a section of statements, each with the quotes it rests on. A null level means not assessed, which is no low score. A quote proves that the vendor says so, not that it is so.',
  input: z.object({
    slug: z.string().describe('the product, as `search` gives it'),
    section: Section.default('overview').describe('overview: summary, analysis, trust, strengths and limitations'),
    version: z.int().positive().optional().describe('an earlier version, instead of asOf; the latest unless given'),
    asOf: z.string().optional().describe('a past day such as 2026-03-01, or an instant'),
  }),
  output: z.object({
    slug: z.string(),
    name: z.string(),
    layer: z.string(),
    category: z.string(),
    entryType: z.string(),
    price: z.string(),
    licence: z.string(),
    homepage: z.string(),
    version: z.int(),
    state: z.string(),
    approvedBy: z.string(),
    approvedAt: z.string(),
    documentationAsOf: z.string(),
    analyst: z.string(),
    contentDigest: z.string(),
    inpact: Total,
    goals: Total,
    contexts: z.array(z.object({ context: z.string(), passes: z.boolean().nullable() })),
    section: Section,
    statements: z.array(Statement),
    leftOut: z.string().nullable().describe('what had no room and how to get it; null where everything is here'),
  }),
  async answer(api, { slug, section, version, asOf }) {
    if (version !== undefined && asOf !== undefined) throw twoTimes(version, asOf);
    const base = `/api/publications/${encodeURIComponent(slug)}`;
    const query = asOf === undefined ? '' : `?as-of=${encodeURIComponent(asOf)}`;
    const publication = await api.get<Publication>(version ? `${base}/versions/${version}` : `${base}${query}`);
    const head = { ...headOf(publication), section };
    const wanted = statementsOf(publication.analysis).filter(({ path }) => isIn(path, section));
    return { ...head, ...withQuotes(wanted, head) };
  },
});

function twoTimes(version: number, asOf: string): UsageError {
  return new UsageError(
    `Version ${version} and what stood on ${asOf.slice(0, 40)} were asked for at once, and they may differ. Give version or asOf, not both.`,
  );
}

/** The beginnings of the paths that a section holds; every path where there is none. */
const beginnings: Readonly<Record<Section, RegExp>> = {
  overview: /^(?:summary|analysis|trust|strengths|limitations)(?:\.|$)/,
  inpact: /^frameworks\.inpact\./,
  goals: /^frameworks\.goals\./,
  industryFit: /^industryFit\./,
  alternatives: /^alternatives\./,
  integration: /^integration\./,
  trustRisks: /^trustRisks\./,
  scenarios: /^scenarios\./,
  stackImpact: /^stackImpact\./,
  watchFor: /^watchFor\./,
  pocChecklist: /^pocChecklist\./,
  raise: /^raise\./,
  integrations: /^integrations\./,
  whole: /^/,
};

function isIn(path: string, section: Section): boolean {
  return beginnings[section].test(path);
}

function headOf({ slug, version, state, approvedBy, approvedAt, contentDigest, analysis }: Publication) {
  const { vendor, crawl, producer, frameworks, contexts } = analysis;
  return {
    ...{ slug, name: vendor.name, layer: vendor.layer, category: vendor.category, entryType: vendor.entryType },
    price: vendor.price.note ? `${vendor.price.kind}, ${vendor.price.note}` : vendor.price.kind,
    ...{ licence: vendor.licence, homepage: vendor.homepage },
    ...{ version, state, approvedBy, approvedAt, contentDigest },
    documentationAsOf: crawl.startedAt,
    analyst: producer.analyst,
    inpact: totalOf(frameworks.inpact),
    goals: totalOf(frameworks.goals),
    contexts: contexts.map(({ id, inpact, goals }) => ({ context: id, passes: both(inpact.pass, goals.pass) })),
  };
}

/** Both frameworks must pass; unknown where neither fails and one is unknown. */
function both(one: boolean | null, other: boolean | null): boolean | null {
  if (one === false || other === false) return false;
  return one === null || other === null ? null : true;
}

function totalOf({ dimensions, ...result }: FrameworkResult): z.infer<typeof Total> {
  return { ...result, levels: dimensions.map(({ id, level, max }) => ({ dimension: id, level, max })) };
}

/** Every statement first, for as far as the room goes, then the quotes of each in turn. */
function withQuotes(said: readonly Said[], head: object) {
  const room = roomFor(head);
  const statements: z.infer<typeof Statement>[] = [];
  for (const { citations, ...own } of said) {
    const statement = { ...own, quotes: [], quotesLeftOut: citations.length };
    if (!room.take(statement)) break;
    statements.push(statement);
  }
  const missing = said.length - statements.length;
  let leftOut = 0;
  for (const [at, statement] of statements.entries()) {
    for (const citation of said[at]?.citations ?? []) {
      const quote = quoted(citation);
      if (room.take(quote)) {
        statement.quotes.push(quote);
        statement.quotesLeftOut -= 1;
      }
    }
    leftOut += statement.quotesLeftOut;
  }
  return { statements, leftOut: leftOutWords(missing, leftOut) };
}

function leftOutWords(statements: number, quotes: number): string | null {
  const parts = [
    ...(statements > 0 ? [`${howMany(statements, 'statement')}: ask for one section at a time`] : []),
    ...(quotes > 0
      ? [`${howMany(quotes, 'quote')}: ask \`evidence\` with the path of a statement, or for one section at a time`]
      : []),
  ];
  return parts.length === 0 ? null : `No room was left for ${parts.join('; and for ')}.`;
}
