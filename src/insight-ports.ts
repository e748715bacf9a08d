import type { RunOutcome } from './domain/closed-lists.ts';

/** Where a vendor stands: its newest run and its newest publication. */
export interface VendorStanding {
  slug: string;
  /** Null before the first run. */
  run: { id: string; outcome: RunOutcome | null; draftId: string | null; at: string } | null;
  /** Null while nothing is published. */
  publication: { version: number; at: string } | null;
}

/** A part of drafts that reviewers changed before they decided: a dimension's decisions, or a section's text. */
export interface PartChange {
  part: string;
  kind: 'decisions' | 'text';
  /** Decided drafts in which it was changed. */
  drafts: number;
  /** Decisions that were changed, and how many of them to a better one; 0 for text. */
  checks: number;
  better: number;
}

/** What became of the drafts of one producer. */
export interface ProducerRecord {
  /** `offline`, or a model's id. */
  analyst: string;
  /** A name for the set of prompts, eight hexadecimal characters; empty for the offline analyst. */
  prompts: string;
  /** When the first draft of these was made. */
  since: string;
  decided: number;
  /** Approved exactly as drafted. */
  untouched: number;
  approved: number;
  rejected: number;
  /** Decisions changed by people, over all its drafts. */
  changed: number;
}

/** One month, `YYYY-MM` in UTC. */
export interface MonthOfReviews {
  month: string;
  decided: number;
  /** Decisions changed by people. */
  changed: number;
  /** Half of the drafts were decided within so many hours of being made. */
  medianHours: number;
}

export interface MonthOfCosts {
  month: string;
  /** Analyses that ended with a draft, and those of them that asked a model, be it that each answer was a kept one. */
  analyses: number;
  withModel: number;
  /** In dollars; null where a call had no known price. */
  usd: number | null;
  tokens: number;
}

export interface OldPublication {
  slug: string;
  name: string;
  version: number;
  at: string;
}

/** Figures over many records, each in one read. A draft counts as decided once it is approved or rejected. `since` is an instant; what was decided before it does not count. */
export interface InsightStore {
  standings(slugs: readonly string[]): Promise<VendorStanding[]>;
  changes(since: string): Promise<{ decided: number; parts: PartChange[] }>;
  producers(since: string): Promise<ProducerRecord[]>;
  reviews(since: string): Promise<MonthOfReviews[]>;
  costs(since: string): Promise<MonthOfCosts[]>;
  /** Published analyses, oldest first, at most so many, with the number of all. */
  oldest(limit: number): Promise<{ all: number; items: OldPublication[] }>;
}
