import { z } from 'zod';
import { Citation, Claim } from '../analysis.ts';
import { FrameworkId, Layer, PriceKind, RiskSeverity } from '../closed-lists.ts';
import { GapSeverity } from '../rubric.ts';

const ProductName = z.object({ slug: z.string(), name: z.string() });
const Total = z.object({
  total: z.int().nonnegative(),
  max: z.int().nonnegative(),
  assessed: z.int().nonnegative(),
  of: z.int().positive(),
  band: z.string().nullable(),
});
const Joint = ProductName.extend({ sides: z.union([z.literal(1), z.literal(2)]) });
const Candidate = ProductName.extend({
  category: z.string(),
  version: z.int().positive(),
  invented: z.boolean(),
  licence: z.string(),
  price: z.string(),
  inpact: Total,
  goals: Total,
  weakest: z.object({ share: z.number().nullable(), dimension: z.string(), level: z.int().nullable(), max: z.int() }),
  passes: z.boolean(),
  fails: z.array(z.object({ constraint: z.string(), text: z.string() })),
  joints: z.array(Joint),
});
const State = z.object({
  industry: z.string(),
  context: z.string().nullable(),
  conditions: z.array(z.string()),
  leastInpact: z.int().nullable(),
  leastGoals: z.int().nullable(),
  openSource: z.boolean(),
  prices: z.array(PriceKind),
  linked: z.boolean(),
  placed: z.array(z.object({ category: z.string(), slug: z.string() })),
  excluded: z.array(z.string()),
  fill: z.boolean(),
  asOf: z.string().nullable(),
  slot: z.string().nullable(),
});
const Coverage = z.object({ needed: z.int(), filled: z.int() });
const Slot = z.object({
  category: z.string(),
  name: z.string(),
  layer: Layer,
  role: z.string(),
  severity: GapSeverity,
  because: z.string(),
  filled: Candidate.extend({ by: z.enum(['person', 'fill']) }).nullable(),
  candidates: z.int(),
  passing: z.int(),
});
const Report = z.object({
  state: State,
  layers: z.array(z.object({ id: Layer, name: z.string(), slots: z.array(Slot) })),
  coverage: Coverage.extend({
    bySeverity: z.object({ critical: Coverage, high: Coverage, medium: Coverage, low: Coverage }),
  }),
  gaps: z.array(
    Slot.pick({
      category: true,
      name: true,
      layer: true,
      because: true,
      candidates: true,
      passing: true,
      severity: true,
    }),
  ),
  dimensions: z.array(
    z.object({
      id: z.string(),
      letter: z.string(),
      name: z.string(),
      framework: FrameworkId,
      level: z.int().nullable(),
      max: z.int(),
      share: z.number().nullable(),
      causes: z.array(ProductName),
    }),
  ),
  risks: z.array(ProductName.extend({ severity: RiskSeverity, risk: Claim, mitigation: Claim })),
  integrations: z.array(
    z.object({
      products: z.array(ProductName).length(2),
      sides: z.union([z.literal(1), z.literal(2)]),
      says: z.array(z.object({ by: ProductName, of: ProductName, name: z.string(), citations: z.array(Citation) })),
    }),
  ),
  context: z
    .object({
      id: z.string(),
      name: z.string(),
      needs: z.object({ inpact: z.int(), goals: z.int() }),
      passes: z.boolean().nullable(),
      failing: z.array(ProductName.extend({ why: z.array(z.string()) })),
    })
    .nullable(),
  fill: z
    .object({
      proof: z.enum(['best', 'not-proven-best']),
      choices: z.array(
        ProductName.extend({
          category: z.string(),
          candidates: z.int(),
          passing: z.int(),
          keeping: z.int(),
          joints: z.array(Joint),
          reason: z.string(),
        }),
      ),
      open: z.array(z.string()),
      kept: State,
    })
    .nullable(),
});
const Clash = z.object({
  slot: z.string().nullable(),
  proof: z.enum(['smallest', 'not-proven-smallest', 'not-known']),
  blocked: z.array(z.string()),
  parts: z.array(
    z.object({
      constraint: z.string(),
      text: z.string(),
      without: State,
      letsIn: z.array(ProductName.extend({ category: z.string() })),
      letsInCount: z.int(),
      possible: z.boolean().nullable(),
      effect: z.string(),
    }),
  ),
  text: z.string(),
});

/** A stack as JSON: what the API answers and the page's export holds. `address` is its state, to be put behind `/stack`. */
export const StackJson = z.object({
  schemaVersion: z.literal(1),
  address: z.string(),
  problems: z.array(
    z.object({
      kind: z.enum(['not-understood', 'unknown-product', 'withdrawn', 'other-category']),
      parameter: z.string(),
      slug: z.string().nullable(),
      text: z.string(),
    }),
  ),
  report: Report,
  candidates: z.array(Candidate),
  clash: Clash.nullable(),
});
export type StackJson = z.infer<typeof StackJson>;
