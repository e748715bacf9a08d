import { z } from 'zod';
import { ContextId, FrameworkId, Layer, RiskSeverity } from './closed-lists.ts';
import { compilePhrase } from './phrase.ts';
import { ProductKind } from './product-kind.ts';

/** A phrase of `phrase.ts`; one that cannot be read is refused here, where its file and line are still known. */
const Phrase = z
  .string()
  .min(1)
  .superRefine((source, context) => {
    try {
      compilePhrase(source);
    } catch (error) {
      context.addIssue({ code: 'custom', message: error instanceof Error ? error.message : String(error) });
    }
  });

/**
 * One aspect of a check and the phrases that show it. Phrases are in the language of `phrase.ts`. A facet stands when
 * one sentence matches one phrase; with `distinct`, when that many different values of `of` were found over all pages.
 */
export const Facet = z.strictObject({
  name: z.string().min(1),
  phrases: z.array(Phrase).min(1),
  /** How many different values must be found; 1 unless the check counts. */
  distinct: z.int().positive().default(1),
  /** What is counted: words or phrases, or `<Name>` for capitalised names. Empty unless `distinct` is above 1. */
  of: z.array(z.string()).default([]),
});
export type Facet = z.infer<typeof Facet>;

export const Signals = z.strictObject({
  facets: z.array(Facet).min(1),
  /** How many facets make it met; all of them unless given. Fewer, but at least one, make it partly. */
  need: z.int().positive().optional(),
  /** Phrases that make it partly at best: the thing exists elsewhere, in one form only, or is promised. */
  partly: z.array(Phrase).default([]),
  /** Phrases that show it is not so. */
  not: z.array(Phrase).default([]),
});
export type Signals = z.infer<typeof Signals>;

export const Check = z.strictObject({
  id: z.string().regex(/^[a-z]+\.[a-z-]+$/),
  /** Two to four words that name it on a screen. */
  label: z.string().min(1).max(40),
  question: z.string(),
  counts: z.string(),
  excludes: z.string(),
  /** What was looked for, as it is said after "no" where nothing was found: never more than the question asks for. */
  sought: z.string(),
  /** Of which products lacking it is a gap that is spoken of and tried; the decision is made of every product. */
  fits: ProductKind.default('any'),
  signals: Signals,
  /** Short queries of plain words for the search lane. */
  search: z.array(z.string().min(1)).min(1).max(4),
  /** How a met check is said in a list of strengths: a fragment with `{{found}}`. */
  strength: z.string(),
  /** How an unmet check is said in a list of limitations: a fragment; may hold `{{found}}` for a contradicting quote. */
  limitation: z.string(),
  /** Where lacking it is a trust risk; its cause is that what is sought is not there. */
  risk: z
    .strictObject({
      severity: RiskSeverity,
      effect: z.string(),
      mitigation: z.string(),
    })
    .nullable(),
  /** What to test in a two-week proof of concept. Week 1 for INPACT, 2 for GOALS and integration. */
  poc: z.strictObject({
    week: z.union([z.literal(1), z.literal(2)]),
    test: z.string(),
    passes: z.string().regex(/\d/),
  }),
  watch: z.strictObject({ signal: z.string(), why: z.string() }).nullable(),
});
export type Check = z.infer<typeof Check>;

export const Dimension = z.strictObject({
  id: z.string().regex(/^(inpact|goals)\.[a-z]+$/),
  letter: z.string().length(1),
  name: z.string(),
  asks: z.string(),
  checks: z.array(Check).length(6),
});
export type Dimension = z.infer<typeof Dimension>;

const Bound = z.strictObject({ from: z.int().nonnegative(), name: z.string() });

/** One framework: its dimensions, the table from checks met to level, and its bands, highest first. */
export const Framework = z.strictObject({
  version: z.int().positive(),
  id: FrameworkId,
  name: z.string(),
  asks: z.string(),
  /** `levels[n]` is the level for n checks met; seven entries. */
  levels: z.array(z.int().min(1).max(6)).length(7),
  bands: z.array(Bound).min(2),
  dimensions: z.array(Dimension).min(5).max(6),
});
export type Framework = z.infer<typeof Framework>;

export const GapSeverity = z.enum(['critical', 'high', 'medium', 'low', 'not-required']);
export type GapSeverity = z.infer<typeof GapSeverity>;

export const Category = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: z.string(),
  /** What it means for a stack to lack one. */
  severity: GapSeverity,
  /** The condition under which the severity holds; empty for always. */
  only: z.string().default(''),
  /** What a product of this category does for its neighbours, for the integration and stack sections. */
  role: z.string(),
  upstream: z.string(),
  downstream: z.string(),
});
export type Category = z.infer<typeof Category>;

export const LayerInfo = z.strictObject({
  id: Layer,
  name: z.string(),
  categories: z.array(Category).min(1),
});
export type LayerInfo = z.infer<typeof LayerInfo>;

export const ContextNeeds = z.strictObject({
  id: ContextId,
  name: z.string(),
  inpact: z.int(),
  goals: z.int(),
});
export type ContextNeeds = z.infer<typeof ContextNeeds>;

/** Layers, categories, thresholds and the order in which an industry closes gaps: `prompts/rubric/stack.yaml`. */
export const Stack = z.strictObject({
  version: z.int().positive(),
  layers: z.array(LayerInfo).length(7),
  contexts: z.array(ContextNeeds).length(6),
  industries: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      order: z.array(Layer).length(7),
      /** Category ids that this industry raises to critical. */
      raises: z.array(z.string()).default([]),
    }),
  ),
});
export type Stack = z.infer<typeof Stack>;

/** The whole rubric as the code uses it. `digest` covers every file it was read from. */
export interface Rubric {
  readonly digest: string;
  readonly version: number;
  readonly inpact: Framework;
  readonly goals: Framework;
  readonly stack: Stack;
}

export interface RubricCheck {
  framework: Framework;
  dimension: Dimension;
  check: Check;
}

/** A rubric never changes, and a page asks for its checks by the hundred. */
const listed = new WeakMap<Rubric, readonly RubricCheck[]>();

/** Every check of both frameworks with its dimension, in rubric order. */
export function rubricChecks(rubric: Rubric): readonly RubricCheck[] {
  const known = listed.get(rubric);
  if (known) return known;
  const checks = [rubric.inpact, rubric.goals].flatMap((framework) =>
    framework.dimensions.flatMap((dimension) => dimension.checks.map((check) => ({ framework, dimension, check }))),
  );
  listed.set(rubric, checks);
  return checks;
}
