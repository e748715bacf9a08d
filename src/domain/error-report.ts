import { z } from 'zod';
import { type Analysis, Citation } from './analysis.ts';
import { digestOf } from './digest.ts';
import { checksOf } from './edit-places.ts';
import { claimsOf } from './lint-targets.ts';
import { type Rubric, rubricChecks } from './rubric.ts';

/** What a reviewer makes of a report. */
export const ReportVerdict = z.enum(['taken-up', 'declined']);
export type ReportVerdict = z.infer<typeof ReportVerdict>;

/** What became of a report. */
export const ReportAnswer = z.strictObject({
  verdict: ReportVerdict,
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime(),
});
export type ReportAnswer = z.infer<typeof ReportAnswer>;

/** An error that a reader sees in a published statement, with the sentence of the documentation that shows it. */
export const ErrorReport = z.strictObject({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  publicationId: z.string(),
  version: z.int().positive(),
  /** The path of the statement in that version. */
  item: z.string(),
  /** The check's id, where it is about one: its path may be another in a later version. */
  check: z.string().nullable(),
  /** What the page said, for whoever looks at it once it says something else. */
  statement: z.string(),
  /** What is wrong with it, in the reader's words. */
  text: z.string(),
  /** Whether those words address a model rather than a person. */
  speaksToModel: z.boolean(),
  citation: Citation,
  /** The address that the reader named, where the sentence was found on another page. */
  namedPage: z.string().optional(),
  at: z.iso.datetime(),
  /** Null while nobody has answered it. */
  answer: ReportAnswer.nullable(),
});
export type ErrorReport = z.infer<typeof ErrorReport>;

/** Reports of the same statement with the same sentence are one, whoever makes them and in whatever words. */
export function reportId({
  publicationId,
  item,
  citation,
}: Pick<ErrorReport, 'publicationId' | 'item' | 'citation'>): string {
  const { textDigest, start, end } = citation;
  return `report-${digestOf({ publicationId, item, textDigest, start, end }).slice(0, 24)}`;
}

/** A statement or decision of an analysis in which somebody may see an error. */
export interface Reportable {
  path: string;
  check: string | null;
  /** What the page says there. */
  statement: string;
}

/** Every statement and decision of an analysis, in the order of the page. */
export function reportables(analysis: Analysis, rubric: Rubric): Reportable[] {
  const questions = new Map(rubricChecks(rubric).map(({ check }) => [check.id, check.question]));
  return [
    ...claimsOf(analysis).map(({ path, claim }) => ({ path, check: null, statement: claim.text })),
    ...checksOf(analysis).map(({ path, check }) => ({
      path,
      check: check.id,
      statement: `${questions.get(check.id) ?? check.id} ${decided[check.decision]}. ${check.why}`,
    })),
  ];
}

const decided = {
  met: 'Met',
  partly: 'Partly met',
  contradicted: 'Contradicted',
  'no-evidence': 'No evidence',
} as const;

/** Where a report belongs in another document of the same product; null where it says nothing of the kind any more. */
export function placeOfReport(
  { check, statement }: Pick<ErrorReport, 'check' | 'statement'>,
  analysis: Analysis,
): string | null {
  if (check !== null) return checksOf(analysis).find((each) => each.check.id === check)?.path ?? null;
  return claimsOf(analysis).find(({ claim }) => claim.text === statement)?.path ?? null;
}
