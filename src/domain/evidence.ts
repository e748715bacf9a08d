import { z } from 'zod';
import { Citation, ReadAt } from './analysis.ts';
import { CrawlEnd, PageOutcome } from './closed-lists.ts';
import { PassageFlag } from './corpus.ts';
import { Producer } from './producer.ts';
import { Run } from './run.ts';
import { QuoteFate, SiteChanges } from './site-changes.ts';

export const Stance = z.enum(['supports', 'contradicts', 'limits']);
export type Stance = z.infer<typeof Stance>;

export const Lane = z.enum(['signal', 'search', 'harvest']);
export type Lane = z.infer<typeof Lane>;

/** A verified quote, offered to the analyst of one check. Its citation has passed the quote gate. */
export const Quote = z.strictObject({
  /** Stable within the evidence: digest of check, page text and offsets. */
  id: z.string(),
  citation: Citation,
  stance: Stance,
  lane: Lane,
  /** Which facet of the check it speaks to; empty for the search lane. */
  facet: z.string(),
  /** Worded with "can be", "beta", "preview", "enterprise only", "roadmap" and the like. */
  hedged: z.boolean(),
  /** The few words that make it this product's and no other's, as they stand in the quote. */
  found: z.string(),
  headings: z.array(z.string()),
  flags: z.array(PassageFlag),
  /** Higher is better; comparable within one check only. */
  score: z.number(),
});
export type Quote = z.infer<typeof Quote>;

export const CheckEvidence = z.strictObject({
  check: z.string(),
  /** Best first. */
  quotes: z.array(Quote),
  /** Addresses looked through, for a typed absence. */
  searched: z.array(z.string()),
});
export type CheckEvidence = z.infer<typeof CheckEvidence>;

/** What the documentation says of the product as a whole, for the sections that are not checks. */
export const FactKind = z.enum([
  'definition',
  'purpose',
  'limitation',
  'integration',
  'comparison',
  'audience',
  'compliance',
  'upstream',
  'downstream',
  'deployment',
]);
export type FactKind = z.infer<typeof FactKind>;

export const Fact = z.strictObject({
  kind: FactKind,
  /** The name it is about (an integrated system, a compared product), as written; else empty. */
  name: z.string(),
  citation: Citation,
  headings: z.array(z.string()),
  score: z.number(),
});
export type Fact = z.infer<typeof Fact>;

/** Quotes that were refused by the gate, counted by reason. */
export const Refusal = z.strictObject({
  check: z.string(),
  reason: z.string(),
  text: z.string(),
  /** A phrase of the rubric found it, and nothing around takes it back: were it longer, it would show the check. */
  near: z.literal(true).optional(),
});
export type Refusal = z.infer<typeof Refusal>;

/** One part of the pages as it was given to a model, and what came of it. */
export const HarvestPart = z.strictObject({
  /** The documentation section and the part's number in it. */
  subject: z.string(),
  urls: z.array(z.string()),
  /** `discarded`: too much of the reply pointed nowhere or was no quote. `skipped`: the budget was used up before. */
  outcome: z.enum(['read', 'discarded', 'unanswered', 'skipped']),
  /** The sentence that says why, where the outcome is not `read`. */
  reason: z.string(),
  /** Set where the reply that did not come may come another time: the budget, an outage, an account without credit. */
  later: z.literal(true).optional(),
  /** Quotes that the reply proposed, refused at the gate, and dropped for a check or passage that was not offered. */
  proposed: z.int().nonnegative(),
  refused: z.int().nonnegative(),
  dropped: z.int().nonnegative(),
  /** Proposed twice for one check, and true quotes that state nothing; parts of earlier versions did not count these. */
  folded: z.int().nonnegative().optional(),
  empty: z.int().nonnegative().optional(),
});
export type HarvestPart = z.infer<typeof HarvestPart>;

/** What reading every page with a model came to; absent where no model took part. */
export const Harvest = z.strictObject({
  parts: z.array(HarvestPart),
  spent: z.strictObject({
    modelCalls: z.int().nonnegative(),
    cachedCalls: z.int().nonnegative(),
    inputTokens: z.int().nonnegative(),
    outputTokens: z.int().nonnegative(),
    costUsd: z.number().nonnegative().nullable(),
  }),
});
export type Harvest = z.infer<typeof Harvest>;

/** Per check the verified quotes, and the facts for the rest. Holds no stored text beyond its quotes. */
export const Evidence = z.strictObject({
  id: z.string(),
  runId: z.string(),
  attempt: z.int().positive(),
  /** Copied forward, so that drafting never looks further back. */
  run: Run,
  crawl: z.strictObject({
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime(),
    endedBy: CrawlEnd,
    pages: z.array(
      z.strictObject({
        url: z.string(),
        outcome: PageOutcome,
        digest: z.string().nullable(),
        fetchedAt: z.iso.datetime(),
        readAt: ReadAt.optional(),
        /** The sentence that says why, where the outcome is not a success. */
        reason: z.string(),
      }),
    ),
  }),
  producer: Producer,
  passagesDigest: z.string(),
  /** Every check of the rubric, in its order, with or without quotes. */
  checks: z.array(CheckEvidence),
  facts: z.array(Fact),
  refused: z.array(Refusal),
  /** Passages that address a model rather than a reader. */
  suspects: z.array(z.strictObject({ url: z.string(), text: z.string() })),
  harvest: Harvest.optional(),
  /** Copied forward from the corpus. */
  changes: SiteChanges.optional(),
  handQuotes: z.array(QuoteFate).optional(),
});
export type Evidence = z.infer<typeof Evidence>;
