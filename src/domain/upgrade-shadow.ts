import { z } from 'zod';
import { DecisionValue, FrameworkId } from './closed-lists.ts';
import { upgradePartNames } from './upgrade-parts.ts';

const Shown = z.strictObject({ url: z.string(), quote: z.string() });

/** What a new version of Assay would make of one product, found out without making anything. */
export const UpgradeShadow = z.strictObject({
  slug: z.string(),
  name: z.string(),
  /** Of the publication that it is compared with; null for a draft that waits. */
  version: z.int().positive().nullable(),
  /** In what the maker of that differs from the one at hand. */
  parts: z.array(z.enum(upgradePartNames)),
  /** `incomplete`: questions to the model went without an answer, so that nothing can be said. */
  outcome: z.enum(['same', 'changed', 'incomplete']),
  /** One sentence. */
  reason: z.string(),
  totals: z.array(
    z.strictObject({ framework: FrameworkId, before: z.int(), beforeMax: z.int(), after: z.int(), afterMax: z.int() }),
  ),
  /** Dimensions whose level is another one. */
  dimensions: z.array(z.strictObject({ id: z.string(), before: z.int().nullable(), after: z.int().nullable() })),
  /** Decisions that turn, and those that a person made and the analyst now reads otherwise. */
  decisions: z.array(
    z.strictObject({
      check: z.string(),
      before: DecisionValue,
      after: DecisionValue,
      byHand: z.boolean(),
      sentence: z.string(),
      quoteBefore: Shown.nullable(),
      quoteAfter: Shown.nullable(),
    }),
  ),
  /** Statements that a reviewer would have to look at. */
  statements: z.int().nonnegative(),
  /** Why no draft may be made of it now; null where one may. */
  held: z.string().nullable(),
  cost: z.strictObject({
    modelCalls: z.int().nonnegative(),
    keptReplies: z.int().nonnegative(),
    /** Dollars spent now; null where the model has no known price. */
    usd: z.number().nonnegative().nullable(),
    /** Questions that are still to be asked, and about what they would take. */
    unasked: z.int().nonnegative(),
    unaskedTokens: z.int().nonnegative(),
    unaskedUsd: z.number().nonnegative().nullable(),
  }),
});
export type UpgradeShadow = z.infer<typeof UpgradeShadow>;
