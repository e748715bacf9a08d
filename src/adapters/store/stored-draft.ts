import type { Draft, DraftSummary } from '../../domain/draft.ts';
import { draftDoubt } from '../../domain/draft-doubt.ts';
import { draftMarks } from '../../domain/draft-marks.ts';
import { openItems } from '../../domain/open-items.ts';
import { expectFormat } from './columns.ts';
import type { Queryable } from './pool.ts';
import { keepAnalysis, type Made, restoreAnalysis } from './stored-analysis.ts';

/** Counts up when the stored shape of drafts, reviews or publications changes. */
export const paperFormat = 1;

/** The part of a queue line that does not change after a revision is appended. */
export type RevisionSummary = Omit<DraftSummary, 'state' | 'holder' | 'createdAt' | 'updatedAt' | 'reason'>;

/** Columns that every reading of a whole draft needs. */
export interface DraftColumns {
  doc: Omit<Draft, 'analysis'>;
  made: Made;
  canonical: string;
  format: number;
}

/** Appends one revision with its content. The caller keeps the draft's status in step, its doubt included. */
export async function insertRevision(tx: Queryable, draft: Draft): Promise<{ doubt: number }> {
  const { analysis, ...doc } = draft;
  const made = await keepAnalysis(tx, analysis, draft.contentDigest);
  const summary = summaryOf(draft);
  await tx.query(
    `insert into assay.draft_revision (draft_id, revision, slug, run_id, content_digest, format, doc, made, summary)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      draft.id,
      draft.revision,
      draft.slug,
      draft.runId,
      draft.contentDigest,
      paperFormat,
      JSON.stringify(doc),
      JSON.stringify({ ...made, marks: draftMarks(analysis) }),
      JSON.stringify(summary),
    ],
  );
  return { doubt: draftDoubt(summary) };
}

/** A draft from its columns. Trusted as this program wrote it, once its format is known. */
export function restoreDraft(columns: DraftColumns): Draft {
  expectFormat(`The draft ${columns.doc.id}`, columns.format, paperFormat);
  return { ...columns.doc, analysis: restoreAnalysis(columns.canonical, columns.made) };
}

function summaryOf({ id, revision, slug, contentDigest, analysis, change }: Draft): RevisionSummary {
  const { inpact, goals } = analysis.frameworks;
  const flagged = (severity: string) => analysis.flags.filter((flag) => flag.severity === severity).length;
  return {
    id,
    revision,
    slug,
    name: analysis.vendor.name,
    contentDigest,
    analyst: analysis.producer.analyst,
    inpactTotal: inpact.total,
    inpactMax: inpact.max,
    goalsTotal: goals.total,
    goalsMax: goals.max,
    blocks: flagged('blocks'),
    warns: flagged('warns'),
    moved: analysis.flags.filter(({ kind }) => kind.startsWith('level-moved')).length,
    disagreed: analysis.flags.filter(({ kind, severity }) => kind === 'analysts-disagree' && severity === 'warns')
      .length,
    change: change
      ? {
          version: change.version,
          open: openItems({ analysis, change })?.size ?? 0,
          requotes: change.requotes.length,
        }
      : null,
  };
}
