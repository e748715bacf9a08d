import type { NewPublication, Publication } from '../../domain/publication.ts';
import { expectFormat } from './columns.ts';
import { type Made, restoreAnalysis } from './stored-analysis.ts';
import { paperFormat } from './stored-draft.ts';

/** A publication without its text. */
export interface PublicationRow {
  version: number;
  doc: Omit<NewPublication, 'analysis'>;
  format: number;
  /** The vendor's latest version. */
  newest: number;
  withdrawn: Publication['withdrawn'];
}

export type WholePublicationRow = PublicationRow & { made: Made; canonical: string };

/** Publications with what decides their state; the caller adds its own conditions. */
export const selectHeads = `
  select publication.slug, publication.version, publication.doc, publication.format, publication.name, publication.layer,
    publication.category, withdrawal.doc as withdrawn,
    (select max(version) from assay.publication other where other.slug = publication.slug) as newest
  from assay.publication
  left join assay.withdrawal on withdrawal.publication_id = publication.id`;

/** The same with the text that was approved. */
export const selectWhole = selectHeads
  .replace('select publication.slug', 'select draft_revision.made, analysis.canonical, publication.slug')
  .concat(`
  join assay.review on review.id = publication.review_id
  join assay.draft_revision on draft_revision.draft_id = review.draft_id and draft_revision.revision = review.revision
  join assay.analysis on analysis.digest = publication.content_digest`);

/** What the history shows. The state follows from later rows and is stored nowhere. */
export function publicationHead(row: PublicationRow): Omit<Publication, 'analysis'> {
  expectFormat(`The publication ${row.doc.id}`, row.format, paperFormat);
  const state = row.withdrawn ? 'withdrawn' : row.version === row.newest ? 'current' : 'superseded';
  return { ...row.doc, version: row.version, state, withdrawn: row.withdrawn };
}

export function wholePublication(row: WholePublicationRow): Publication {
  return { ...publicationHead(row), analysis: restoreAnalysis(row.canonical, row.made) };
}
