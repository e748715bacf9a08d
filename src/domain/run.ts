import { z } from 'zod';
import { Analysis } from './analysis.ts';
import { Cause, CrawlEnd, Layer, RunOutcome, StageName } from './closed-lists.ts';
import { Page } from './page.ts';
import { PageReading } from './page-reading.ts';
import { Producer } from './producer.ts';
import { Vendor } from './vendor.ts';

/** How much of a site one run may take. Bytes are decoded bytes, times in seconds. */
export const Budgets = z.strictObject({
  pages: z.int().positive(),
  depth: z.int().nonnegative(),
  pageBytes: z.int().positive(),
  bytes: z.int().positive(),
  pageSeconds: z.number().positive(),
  seconds: z.number().positive(),
  /** Requests under way at once per host name. */
  perHost: z.int().positive(),
});
export type Budgets = z.infer<typeof Budgets>;

/** The defaults of `architecture.md`: enough for the documentation of most products, bearable for their servers. */
export const defaultBudgets: Budgets = {
  pages: 120,
  depth: 6,
  pageBytes: 5_000_000,
  bytes: 60_000_000,
  pageSeconds: 20,
  seconds: 900,
  perHost: 1,
};

/** A page as an earlier run received it, for conditional requests. */
export const KnownPage = z.strictObject({
  url: z.string(),
  finalUrl: z.string(),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  contentType: z.string().nullable(),
  charset: z.string().nullable().optional(),
  bodyDigest: z.string(),
  /** What was read from that body. */
  reading: PageReading.optional(),
  links: z.array(z.string()),
  fetchedAt: z.iso.datetime(),
});
export type KnownPage = z.infer<typeof KnownPage>;

/** A published product of the same layer, offered as an alternative. */
export const Neighbour = z.strictObject({
  slug: z.string(),
  name: z.string(),
  layer: Layer,
  category: z.string(),
  inpactTotal: z.int().nonnegative(),
  goalsTotal: z.int().nonnegative(),
  /** Its dimension levels by dimension id; null where not assessed. */
  levels: z.record(z.string(), z.int().nullable()),
  strengths: z.array(z.string()),
});
export type Neighbour = z.infer<typeof Neighbour>;

/** What the latest draft that is published or waits for review was made of; equal means nothing to do. */
export const DraftedFrom = z.strictObject({
  draftId: z.string(),
  passagesDigest: z.string(),
  producer: Producer,
  /** Of `foundAt`: passages are the same wherever they stand. Only of a draft that carries on what is published now. */
  foundAt: z.record(z.string(), z.string()).optional(),
});
export type DraftedFrom = z.infer<typeof DraftedFrom>;

/**
 * The last reading that differed from what is published and touched nothing of it. What reads the same again, and differs
 * from the publication in the same way, was weighed already.
 */
export const LookedAt = z.strictObject({
  passagesDigest: z.string(),
  /** Of `changesKey`. */
  changesDigest: z.string(),
  producer: Producer,
});
export type LookedAt = z.infer<typeof LookedAt>;

/** What readers are shown now, and the pages that it was made of: a new reading is compared with them. */
export const PublishedBaseline = z.strictObject({
  publicationId: z.string(),
  /** The draft whose approval was published. */
  draftId: z.string(),
  version: z.int().positive(),
  analysis: Analysis,
  pages: z.array(
    z.strictObject({
      url: z.string(),
      textDigest: z.string(),
      pageDigest: z.string(),
      readingDigest: z.string().optional(),
    }),
  ),
  /** Absent where no reading came to that since it was published. */
  lookedAt: LookedAt.optional(),
  /** Cited addresses that the last reading neither received nor failed to read: missing twice is gone. */
  missing: z.array(z.string()),
  /** Checks whose decision a person changed: no analyst overwrites them. */
  handSet: z.array(z.string()),
});
export type PublishedBaseline = z.infer<typeof PublishedBaseline>;

/** A draft that waits and holds what persons set or wrote: a whole new draft takes that over. */
const WaitingDraft = z.strictObject({
  draftId: z.string(),
  analysis: Analysis,
  /** Checks whose decision a person set, in it or in what it took over. */
  handSet: z.array(z.string()),
});

/** What a run needs from earlier runs, copied in when it is made so that no stage looks back. */
export const Baseline = z.strictObject({
  snapshotId: z.string().nullable(),
  publicationId: z.string().nullable(),
  pages: z.array(KnownPage),
  /** Published levels by dimension id. */
  levels: z.record(z.string(), z.int().nullable()).nullable(),
  drafted: DraftedFrom.nullable(),
  /** Absent where nothing is published. */
  published: PublishedBaseline.optional(),
  /** Absent where no draft waits, and where nobody set anything in the one that does. */
  waiting: WaitingDraft.optional(),
  neighbours: z.array(Neighbour),
});
export type Baseline = z.infer<typeof Baseline>;

/** A reading that an earlier run made and kept: what a new version of Assay reads in place of the vendor's site. */
export const StoredReading = z.strictObject({
  snapshotId: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  endedBy: CrawlEnd,
  pages: z.array(Page),
});
export type StoredReading = z.infer<typeof StoredReading>;

/** One pass over a vendor's documentation, with its reason. */
export const Run = z.strictObject({
  id: z.string(),
  vendor: Vendor,
  cause: Cause,
  /** True for `run --again`: goes on even where nothing changed. */
  again: z.boolean(),
  /** True for `--offline`: no model, whatever key is set. */
  offline: z.boolean(),
  /** The most that this run may spend on a model, in dollars, where that is less than the settings allow. */
  budgetUsd: z.number().positive().optional(),
  budgets: Budgets,
  baseline: Baseline,
  /** Stands in for the crawl; of runs with cause `upgrade` only. */
  stored: StoredReading.optional(),
  requestedBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type Run = z.infer<typeof Run>;

/** Why a run ended badly, in words a person can act on. */
export const RunFailure = z.strictObject({
  stage: StageName,
  /** A short code, such as `unreachable`. */
  cause: z.string(),
  reason: z.string(),
  advice: z.string(),
  retryable: z.boolean(),
});
export type RunFailure = z.infer<typeof RunFailure>;

/** Where a run stands: the projection that says what is due. */
export const RunStatus = z.strictObject({
  runId: z.string(),
  slug: z.string(),
  vendorName: z.string(),
  cause: Cause,
  requestedBy: z.string(),
  /** The stage that comes next, or that the run ended in. */
  stage: StageName,
  /** The record that stage reads. */
  recordId: z.string(),
  /** From 1; a retry by a person counts one up. */
  attempt: z.int().positive(),
  /** How often this stage was started in this attempt, crashes included. */
  starts: z.int().nonnegative(),
  outcome: RunOutcome.nullable(),
  failure: RunFailure.nullable(),
  draftId: z.string().nullable(),
  /** Latest progress sentence. */
  progress: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});
export type RunStatus = z.infer<typeof RunStatus>;
