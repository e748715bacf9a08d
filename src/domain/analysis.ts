import { z } from 'zod';
import {
  ClaimKind,
  ClaimOrigin,
  ContextId,
  CrawlEnd,
  DecisionValue,
  EntryType,
  Fit,
  FlagKind,
  FlagSeverity,
  Layer,
  PageOutcome,
  PriceKind,
  RiskSeverity,
} from './closed-lists.ts';
import { canonicalJson, type Digest, sha256 } from './digest.ts';
import { ModelServer } from './model-server.ts';

const DigestText = z.string().regex(/^[0-9a-f]{64}$/);
const Instant = z.iso.datetime();

/**
 * Where a statement is proven: `quote` is exactly `storedText.slice(start, end)`, offsets in UTF-16 units into the text
 * whose digest is `textDigest`; `pageDigest` is of the body as it was received.
 */
export const Citation = z
  .strictObject({
    url: z.string(),
    title: z.string(),
    pageDigest: DigestText,
    textDigest: DigestText,
    passageId: z.string(),
    start: z.int().nonnegative(),
    end: z.int().positive(),
    quote: z.string(),
    fetchedAt: Instant,
  })
  .meta({ id: 'Citation' });
export type Citation = z.infer<typeof Citation>;

/**
 * On how many pages it was looked for in vain, where that was an earlier reading than the document's crawl: a statement that
 * a new reading carried on keeps the number of its own. Absent where all pages of the crawl were searched.
 */
const SearchedOf = z.int().nonnegative();

/** One statement and what it rests on: cited passages, pages searched in vain, or nothing but advice. */
export const Claim = z
  .strictObject({
    text: z.string(),
    kind: ClaimKind,
    origin: ClaimOrigin,
    citations: z.array(Citation),
    searched: z.array(z.string()),
    searchedOf: SearchedOf.optional(),
  })
  .meta({ id: 'Claim' });
export type Claim = z.infer<typeof Claim>;

export const CheckResult = z
  .strictObject({
    id: z.string(),
    decision: DecisionValue,
    why: z.string(),
    citations: z.array(Citation),
    searched: z.array(z.string()),
    searchedOf: SearchedOf.optional(),
    offline: z.strictObject({ decision: DecisionValue, citations: z.array(Citation) }),
  })
  .meta({ id: 'CheckResult' });
export type CheckResult = z.infer<typeof CheckResult>;

export const DimensionResult = z
  .strictObject({
    id: z.string(),
    status: z.enum(['assessed', 'not-assessed']),
    level: z.int().min(1).max(6).nullable(),
    max: z.int(),
    rationale: Claim,
    checks: z.array(CheckResult),
  })
  .meta({ id: 'DimensionResult' });
export type DimensionResult = z.infer<typeof DimensionResult>;

export const FrameworkResult = z
  .strictObject({
    total: z.int().nonnegative(),
    max: z.int().nonnegative(),
    assessed: z.int().nonnegative(),
    of: z.int().positive(),
    band: z.string().nullable(),
    dimensions: z.array(DimensionResult),
  })
  .meta({ id: 'FrameworkResult' });
export type FrameworkResult = z.infer<typeof FrameworkResult>;

const ContextNeed = z.strictObject({ needs: z.int(), pass: z.boolean().nullable() });
export const ContextResult = z.strictObject({ id: ContextId, inpact: ContextNeed, goals: ContextNeed });
export type ContextResult = z.infer<typeof ContextResult>;

export const Raise = z.strictObject({
  dimension: z.string(),
  level: z.int().nullable(),
  nextLevel: z.int(),
  needs: z.int().positive(),
  checks: z.array(z.string()),
});
export type Raise = z.infer<typeof Raise>;

export const Flag = z
  .strictObject({
    kind: FlagKind,
    severity: FlagSeverity,
    /** A path into this document, such as `frameworks.inpact.dimensions.2.checks.0` or `strengths.1`. */
    target: z.string(),
    message: z.string(),
  })
  .meta({ id: 'Flag' });
export type Flag = z.infer<typeof Flag>;

export const AnalysisVendor = z
  .strictObject({
    slug: z.string(),
    name: z.string(),
    layer: Layer,
    category: z.string(),
    entryType: EntryType,
    homepage: z.string(),
    price: z.strictObject({ kind: PriceKind, note: z.string().max(24) }),
    /** An SPDX id, `proprietary` or `unknown`. */
    licence: z.string(),
  })
  .meta({ id: 'AnalysisVendor' });
export type AnalysisVendor = z.infer<typeof AnalysisVendor>;

/** What made a document: two drafts differ in their input or here. */
export const AnalysisProducer = z.strictObject({
  version: z.string(),
  /** `offline`, or the model's id. */
  analyst: z.string(),
  server: ModelServer.optional(),
  rubricDigest: DigestText,
  promptDigests: z.record(z.string(), DigestText),
  createdAt: Instant,
});
export type AnalysisProducer = z.infer<typeof AnalysisProducer>;

export const Usage = z.strictObject({
  modelCalls: z.int().nonnegative(),
  cachedCalls: z.int().nonnegative(),
  inputTokens: z.int().nonnegative(),
  outputTokens: z.int().nonnegative(),
  costUsd: z.number().nonnegative().nullable(),
  seconds: z.number().nonnegative(),
});
export type Usage = z.infer<typeof Usage>;

export const TrustRisk = z.strictObject({ severity: RiskSeverity, risk: Claim, mitigation: Claim });
export type TrustRisk = z.infer<typeof TrustRisk>;

export const Scenario = z.strictObject({ fit: Fit, scenario: Claim, reason: Claim });
export type Scenario = z.infer<typeof Scenario>;

export const PocLine = z.strictObject({
  week: z.union([z.literal(1), z.literal(2)]),
  dimension: z.string(),
  test: z.string(),
  passes: z.string(),
});
export type PocLine = z.infer<typeof PocLine>;

/**
 * Of a page that came with a body, where its text was read: at its final address, or null where it was not, because it is in
 * another language, shows no text, or was read at another address already. Absent where it was read at its own address.
 */
export const ReadAt = z.string().nullable();

/** The analysis of one product: the same shape in a draft, a review, a publication, the API and `--json`. */
export const Analysis = z
  .strictObject({
    schemaVersion: z.literal(1),
    vendor: AnalysisVendor,
    producer: AnalysisProducer,
    crawl: z.strictObject({
      startedAt: Instant,
      pages: z.array(
        z.strictObject({
          url: z.string(),
          outcome: PageOutcome,
          digest: DigestText.nullable(),
          fetchedAt: Instant,
          readAt: ReadAt.optional(),
        }),
      ),
      endedBy: CrawlEnd,
    }),
    frameworks: z.strictObject({ inpact: FrameworkResult, goals: FrameworkResult }),
    contexts: z.array(ContextResult),
    raise: z.array(Raise),
    summary: Claim,
    analysis: z.array(Claim),
    trust: z.array(Claim),
    strengths: z.array(Claim),
    limitations: z.array(Claim),
    industryFit: z.strictObject({ bestFor: z.array(Claim), compliance: Claim, caution: z.array(Claim) }),
    alternatives: z.array(z.strictObject({ name: z.string(), slug: z.string().nullable(), reason: Claim })),
    integration: z.strictObject({ role: Claim, upstream: Claim, downstream: Claim }),
    trustRisks: z.array(TrustRisk),
    scenarios: z.array(Scenario),
    stackImpact: z.array(z.strictObject({ layer: Layer, effect: Claim })),
    watchFor: z.array(z.strictObject({ signal: Claim, why: Claim })),
    pocChecklist: z.array(PocLine),
    integrations: z.array(
      z.strictObject({ name: z.string(), slug: z.string().nullable(), citations: z.array(Citation) }),
    ),
    flags: z.array(Flag),
    usage: Usage,
  })
  .meta({ id: 'Analysis' });
export type Analysis = z.infer<typeof Analysis>;

/**
 * The canonical JSON that a content digest is taken of: everything but `producer.createdAt` and `usage`, which say when
 * and at what cost a document was made, not what it states.
 */
export function analysisContent(analysis: Analysis): string {
  const { usage: _usage, producer, ...rest } = analysis;
  const { createdAt: _createdAt, ...madeBy } = producer;
  return canonicalJson({ ...rest, producer: madeBy });
}

/** The digest that approval, ETag and "byte-identical" mean. */
export function contentDigest(analysis: Analysis): Digest {
  return sha256(analysisContent(analysis));
}
