import { z } from 'zod';

/** The closed lists of the product: the one place where their values stand. */

export const Layer = z.enum(['L1', 'L2', 'L3', 'L4', 'L5', 'L6', 'L7']);
export type Layer = z.infer<typeof Layer>;

export const EntryType = z.enum([
  'product',
  'managed-open-source',
  'cloud-service',
  'self-hosted-open-source',
  'framework',
  'standard',
  'model',
  'model-runtime',
  'registry',
]);
export type EntryType = z.infer<typeof EntryType>;

export const PriceKind = z.enum(['free-oss', 'free-tier', 'paid', 'usage-based', 'contact-sales', 'unknown']);
export type PriceKind = z.infer<typeof PriceKind>;

export const PageOutcome = z.enum([
  'captured',
  'not-modified',
  'gone',
  'blocked',
  'login-wall',
  'moved',
  'thin',
  'soft-404',
  'robots-forbidden',
  'needs-javascript',
  'unsupported-type',
  'too-large',
  'timed-out',
  'failed',
  'cancelled',
]);
export type PageOutcome = z.infer<typeof PageOutcome>;

export const RunOutcome = z.enum(['drafted', 'unchanged', 'failed', 'cancelled']);
export type RunOutcome = z.infer<typeof RunOutcome>;

export const CrawlEnd = z.enum(['done', 'pages', 'bytes', 'depth', 'time', 'cancelled']);
export type CrawlEnd = z.infer<typeof CrawlEnd>;

export const Cause = z.enum(['new', 'manual', 'scheduled', 'upgrade']);
export type Cause = z.infer<typeof Cause>;

export const DecisionValue = z.enum(['met', 'partly', 'contradicted', 'no-evidence']);
export type DecisionValue = z.infer<typeof DecisionValue>;

export const FlagKind = z.enum([
  'quote-refused',
  'analysts-disagree',
  'thin-evidence',
  'thin-section',
  'level-moved',
  'level-moved-without-evidence',
  'injection-suspected',
  'claim-stronger-than-quote',
  'stale-citation',
  'crawl-incomplete',
  'lint',
]);
export type FlagKind = z.infer<typeof FlagKind>;

export const FlagSeverity = z.enum(['blocks', 'warns', 'notes']);
export type FlagSeverity = z.infer<typeof FlagSeverity>;

export const ClaimKind = z.enum(['cited', 'absence', 'judgement']);
export type ClaimKind = z.infer<typeof ClaimKind>;

export const ClaimOrigin = z.enum(['model', 'offline', 'person']);
export type ClaimOrigin = z.infer<typeof ClaimOrigin>;

export const RiskSeverity = z.enum(['low', 'medium', 'high', 'critical']);
export type RiskSeverity = z.infer<typeof RiskSeverity>;

export const Fit = z.enum(['strong', 'moderate', 'weak']);
export type Fit = z.infer<typeof Fit>;

export const FrameworkId = z.enum(['inpact', 'goals']);
export type FrameworkId = z.infer<typeof FrameworkId>;

export const ContextId = z.enum([
  'healthcare',
  'finance',
  'public-sector',
  'enterprise',
  'manufacturing-retail',
  'internal',
]);
export type ContextId = z.infer<typeof ContextId>;

export const DraftState = z.enum(['waiting', 'claimed', 'returned', 'approved', 'rejected', 'superseded']);
export type DraftState = z.infer<typeof DraftState>;
/** In which a decision is awaited. */
export const openStates: readonly DraftState[] = ['waiting', 'claimed', 'returned'];

export const PublicationState = z.enum(['current', 'superseded', 'withdrawn']);
export type PublicationState = z.infer<typeof PublicationState>;

export const Role = z.enum(['reader', 'editor', 'reviewer', 'admin']);
export type Role = z.infer<typeof Role>;

export const StageName = z.enum(['fetch', 'extract', 'gather', 'draft', 'publish']);
export type StageName = z.infer<typeof StageName>;
