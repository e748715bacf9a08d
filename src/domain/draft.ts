import { z } from 'zod';
import { Analysis } from './analysis.ts';
import { DraftState } from './closed-lists.ts';
import { DraftChange } from './draft-change.ts';
import { EditNote } from './edit.ts';
import { Producer } from './producer.ts';

/**
 * One revision of a draft. Revision 1 is made by the draft stage; an edit appends the next. `id` stays the same over
 * revisions; a revision is addressed by (`id`, `revision`) and proven by `contentDigest`.
 */
export const Draft = z.strictObject({
  id: z.string(),
  revision: z.int().positive(),
  parentRevision: z.int().positive().nullable(),
  runId: z.string(),
  attempt: z.int().positive(),
  slug: z.string(),
  /** The e-mail address of the person who edited, or `assay` for the first revision. */
  author: z.string(),
  producer: Producer,
  passagesDigest: z.string(),
  contentDigest: z.string(),
  analysis: Analysis,
  createdAt: z.iso.datetime(),
  /** What the author changed to get here from the parent revision; absent in the first. */
  edits: z.array(EditNote).optional(),
  /** Checks whose decision it took over from an earlier document, where a person had set it; absent where there is none. */
  handSet: z.array(z.string()).optional(),
  /** Where it is the published analysis carried on: what of it is open. Absent where everything is. */
  change: DraftChange.optional(),
});
export type Draft = z.infer<typeof Draft>;

/** A line of the review queue. */
export const DraftSummary = z.strictObject({
  id: z.string(),
  revision: z.int().positive(),
  slug: z.string(),
  name: z.string(),
  state: DraftState,
  /** Who has it on their desk; null while nobody has. */
  holder: z.string().nullable(),
  contentDigest: z.string(),
  analyst: z.string(),
  inpactTotal: z.int(),
  inpactMax: z.int(),
  goalsTotal: z.int(),
  goalsMax: z.int(),
  blocks: z.int(),
  warns: z.int(),
  /** Dimensions whose level differs from the published one. */
  moved: z.int(),
  /** Of the warnings, those that model and offline analyst, or a person and an analyst, disagree. */
  disagreed: z.int(),
  /** Where it carries a publication on: how many items are open, and how many quotes only have another address. */
  change: z.strictObject({ version: z.int(), open: z.int(), requotes: z.int() }).nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** The latest decision's reason, where one was given. */
  reason: z.string(),
});
export type DraftSummary = z.infer<typeof DraftSummary>;

/** Where a draft stands now. */
export type DraftStanding = Pick<DraftSummary, 'state' | 'revision' | 'contentDigest' | 'reason' | 'holder'>;
