import { z } from 'zod';
import { ContextId, PriceKind } from '../../domain/closed-lists.ts';
import { stackAddress } from '../../domain/stack/stack-address.ts';
import type { StackJson } from '../../domain/stack/stack-json.ts';
import { emptyStack } from '../../domain/stack/stack-state.ts';
import { mcpTool } from './mcp-tool.ts';
import { Quoted, quoted } from './quoted.ts';
import { roomFor } from './room.ts';

const Input = z.object({
  industry: z
    .string()
    .max(60)
    .optional()
    .describe('an industry of the rubric such as healthcare: what is needed, and in which order'),
  context: ContextId.optional().describe('thresholds that every product must meet'),
  conditions: z.array(z.string().max(80)).max(20).default([]).describe('what holds of the stack, such as regulated'),
  leastInpact: z.int().min(0).max(36).optional(),
  leastGoals: z.int().min(0).max(25).optional(),
  openSource: z.boolean().default(false),
  prices: z.array(PriceKind).default([]).describe('welcome kinds of price; any unless given'),
  linked: z
    .boolean()
    .default(false)
    .describe('only products that a documented integration joins to another of the stack'),
  placed: z
    .array(z.object({ category: z.string().max(60), slug: z.string().max(60) }))
    .max(40)
    .default([])
    .describe('products that stand already'),
  excluded: z.array(z.string().max(60)).max(20).default([]).describe('slugs that may not be chosen'),
  fill: z.boolean().default(false).describe('fill what is needed and open with the best that pass'),
  slot: z.string().max(60).optional().describe('a category whose candidates, or why it cannot be filled, are wanted'),
  asOf: z.string().max(40).optional().describe('a past day such as 2026-03-01, or an instant'),
});

const Score = z.object({ total: z.int(), max: z.int(), band: z.string().nullable() });
const Named = z.object({ slug: z.string(), name: z.string() });

/** A product of the stack or for it. */
const Product = Named.extend({
  invented: z.boolean().describe('whether it is a made-up product to try Assay with: nobody can use it'),
});

const Slot = z.object({
  category: z.string(),
  layer: z.string(),
  severity: z.string().describe('what it means to lack one'),
  filled: Product.extend({ by: z.string(), passes: z.boolean(), inpact: Score, goals: Score }).nullable(),
  candidates: z.int(),
  passing: z.int(),
});

const Candidate = Product.extend({
  passes: z.boolean(),
  fails: z.array(z.string()),
  inpact: Score,
  goals: Score,
  joinedTo: z.array(z.string()),
});

const Output = z.object({
  address: z.string().describe('path of the page that shows this stack'),
  problems: z.array(z.string()).describe('what was asked and not understood; the rest holds'),
  passesContext: z.boolean().nullable(),
  coverage: z.object({ needed: z.int(), filled: z.int() }),
  weakest: z.array(
    z.object({ dimension: z.string(), level: z.int().nullable(), max: z.int(), causedBy: z.array(z.string()) }),
  ),
  slots: z.array(Slot).describe('needed or filled slots, L1 to L7'),
  whyNot: z
    .object({
      text: z.string(),
      constraints: z.array(z.object({ text: z.string(), withoutIt: z.string() })),
    })
    .nullable()
    .describe(
      'the smallest set of constraints that cannot all be met, or its text says what was not proven; null where everything asked for is possible',
    ),
  chosen: z.array(Named.extend({ category: z.string(), reason: z.string() })),
  provenBest: z.boolean().nullable().describe('whether no other filling is better; null where none was asked for'),
  candidates: z.array(Candidate).describe('of the slot asked about'),
  integrations: z.array(
    z.object({ products: z.array(z.string()), sides: z.int(), quotes: z.array(Quoted.extend({ by: z.string() })) }),
  ),
  risks: z.array(z.object({ slug: z.string(), severity: z.string(), risk: z.string(), mitigation: z.string() })),
  leftOut: z.string().nullable().describe('what had no room and how to get it; null where everything is here'),
});

export const stackTool = mcpTool({
  name: 'stack',
  title: 'Build a stack',
  description:
    'What a stack of products covers and lacks over seven layers, its weakest dimension and who causes it, risks, and integrations confirmed by quotes. With `fill` it chooses the best that pass and says why each; where something cannot be filled it names the smallest set of constraints that clash and what dropping each lets in.',
  input: Input,
  output: Output,
  async answer(api, input) {
    const found = await api.get<StackJson>(`/api/stack${stackAddress(stateOf(input))}`);
    const { report, address, problems, clash } = found;
    const head = {
      address: `/stack${address}`,
      problems: problems.map(({ text }) => text),
      passesContext: report.context?.passes ?? null,
      coverage: { needed: report.coverage.needed, filled: report.coverage.filled },
      weakest: weakestOf(report),
      slots: report.layers.flatMap(({ slots }) => slots.filter(isShown).map(slotOf)),
      whyNot: clash && {
        text: clash.text,
        constraints: clash.parts.map(({ text, effect }) => ({ text, withoutIt: effect })),
      },
      chosen: (report.fill?.choices ?? []).map(({ slug, name, category, reason }) => ({
        slug,
        name,
        category,
        reason,
      })),
      provenBest: report.fill ? report.fill.proof === 'best' : null,
    };
    const room = roomFor(head);
    const roomed = <T>(items: readonly T[]): T[] => items.filter((item) => room.take(item));
    const candidates = roomed(found.candidates.map(candidateOf));
    const integrations = roomed(report.integrations.map(integrationOf));
    const risks = roomed(
      report.risks.map(({ slug, severity, risk, mitigation }) => ({
        ...{ slug, severity, risk: risk.text, mitigation: mitigation.text },
      })),
    );
    const leftOut = [
      {
        count: found.candidates.length - candidates.length,
        what: 'candidates: `search` with the category lists them all',
      },
      {
        count: report.integrations.length - integrations.length,
        what: 'integrations: `evidence` with the item integrations gives them by product',
      },
      {
        count: report.risks.length - risks.length,
        what: 'risks: `analysis` with the section trustRisks gives them by product',
      },
    ].flatMap(({ count, what }) => (count > 0 ? [`${count} ${what}`] : []));
    return {
      ...head,
      ...{ candidates, integrations, risks },
      leftOut: leftOut.length === 0 ? null : `No room was left for ${leftOut.join('; and for ')}.`,
    };
  },
});

type Report = StackJson['report'];
type ReportSlot = Report['layers'][number]['slots'][number];

function stateOf({ industry, context, leastInpact, leastGoals, slot, asOf, ...rest }: z.infer<typeof Input>) {
  return {
    ...emptyStack,
    ...rest,
    industry: industry ?? emptyStack.industry,
    ...{ context: context ?? null, leastInpact: leastInpact ?? null, leastGoals: leastGoals ?? null },
    ...{ slot: slot ?? null, asOf: asOf ?? null },
  };
}

/** The dimensions with the smallest share of all. */
function weakestOf({ dimensions }: Report): z.infer<typeof Output>['weakest'] {
  const least = Math.min(...dimensions.map(({ share }) => share ?? 0));
  return dimensions
    .filter(({ share }) => (share ?? 0) === least)
    .map(({ id, level, max, causes }) => ({ dimension: id, level, max, causedBy: causes.map(({ slug }) => slug) }));
}

function isShown({ severity, filled }: ReportSlot): boolean {
  return severity !== 'not-required' || filled !== null;
}

function slotOf({ category, layer, severity, filled, candidates, passing }: ReportSlot): z.infer<typeof Slot> {
  const shown = filled && {
    ...{ slug: filled.slug, name: filled.name, invented: filled.invented, by: filled.by, passes: filled.passes },
    ...{ inpact: scoreOf(filled.inpact), goals: scoreOf(filled.goals) },
  };
  return { category, layer, severity, filled: shown, candidates, passing };
}

function candidateOf({ slug, name, invented, passes, fails, inpact, goals, joints }: StackJson['candidates'][number]) {
  return {
    ...{ slug, name, invented, passes, fails: fails.map(({ text }) => text) },
    ...{ inpact: scoreOf(inpact), goals: scoreOf(goals), joinedTo: joints.map((joint) => joint.slug) },
  };
}

function scoreOf({ total, max, band }: z.infer<typeof Score>): z.infer<typeof Score> {
  return { total, max, band };
}

/** One quote a side: that both vendors say so is what counts. */
function integrationOf({ products, sides, says }: Report['integrations'][number]) {
  const quotes = says.flatMap(({ by, citations: [citation] }) =>
    citation ? [{ by: by.slug, ...quoted(citation) }] : [],
  );
  return { products: products.map(({ slug }) => slug), sides, quotes };
}
