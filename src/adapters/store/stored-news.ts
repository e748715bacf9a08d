import { isInvented } from '../../domain/invented.ts';
import type { News } from '../../domain/news.ts';
import { instant } from './columns.ts';

export interface NewsRow {
  key: string;
  kind: News['kind'];
  at: Date;
  slug: string;
  name: string;
  homepage: string | null;
  version: number;
  publication_id: string;
  approved_by: string;
  reason: string | null;
  previous_id: string | null;
  previous_version: number | null;
}

/** When a publication was made, of the row that is called so. */
export const publishedAt = `(publication.doc ->> 'publishedAt')::timestamptz`;

/** A publication keeps the reason of its withdrawal, so that nobody is told of its content any more. */
export const selectNews = `
  select happened.*, previous.id as previous_id, previous.version as previous_version,
    (select card.doc ->> 'homepage' from assay.publication_card card
      where card.publication_id = happened.publication_id) as homepage
  from (
    select publication.id || ' published' as key, 'published' as kind, ${publishedAt} as at, publication.slug,
      publication.name, publication.version, publication.id as publication_id,
      publication.doc ->> 'approvedBy' as approved_by, withdrawal.reason
    from assay.publication left join assay.withdrawal on withdrawal.publication_id = publication.id
    union all
    select publication.id || ' withdrawn', 'withdrawn', withdrawal.at, publication.slug, publication.name,
      publication.version, publication.id, publication.doc ->> 'approvedBy', withdrawal.reason
    from assay.withdrawal join assay.publication on publication.id = withdrawal.publication_id) happened
  left join lateral (
    select older.id, older.version from assay.publication older
    where older.slug = happened.slug and older.version < happened.version
      and not exists (select from assay.withdrawal where withdrawal.publication_id = older.id)
    order by older.version desc limit 1) previous on true`;

export function newsOf(row: NewsRow): News {
  const { key, kind, slug, name, version, reason, previous_id, previous_version } = row;
  const previous =
    previous_id !== null && previous_version !== null
      ? { publicationId: previous_id, version: previous_version }
      : null;
  const by = { publicationId: row.publication_id, approvedBy: row.approved_by };
  const invented = isInvented(row.homepage ?? '');
  return { id: key, kind, at: instant(row.at), slug, name, invented, version, ...by, reason, previous };
}
