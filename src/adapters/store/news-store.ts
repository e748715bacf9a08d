import type { DraftChange } from '../../domain/draft-change.ts';
import type { PublicationCard } from '../../domain/publication-card.ts';
import type { NewsStore } from '../../ports.ts';
import { instant, lastVersion } from './columns.ts';
import { orderOf, page, turnOf } from './cursor.ts';
import { type Made, restoreAnalysis } from './stored-analysis.ts';
import { type NewsRow, newsOf, publishedAt, selectNews } from './stored-news.ts';
import {
  type PublicationRow,
  publicationHead,
  type WholePublicationRow,
  wholePublication,
} from './stored-publication.ts';
import type { Database } from './transaction.ts';

/** What happened in public, and what stood at a time. */
export function newsStore({ pool }: Database): NewsStore {
  return {
    async list({ limit, slug, version, until, ...asked }) {
      const turn = turnOf(asked, 'instant');
      const { beyond, order } = orderOf(turn, 'greatest');
      const { rows } = await pool.query<NewsRow>(
        `select * from (${selectNews}) news
         where ($1::text is null or slug = $1) and ($2::timestamptz is null or at <= $2)
           and ($3::timestamptz is null or (at, key collate "C") ${beyond} ($3, $4::text collate "C"))
           and ($6::int is null or (version = $6 and kind = 'published'))
         order by at ${order}, key collate "C" ${order} limit $5`,
        [slug ?? null, until ?? null, turn.from?.[0] ?? null, turn.from?.[1] ?? null, limit + 1, version ?? null],
      );
      return page(rows, limit, { item: newsOf, at: (row) => [instant(row.at), row.key], turn });
    },

    async publicationAt(slug, at, version) {
      if (version !== undefined && version > lastVersion) return null;
      const { rows } = await pool.query<WholePublicationRow & { since: WholePublicationRow['withdrawn'] }>(
        `select ${headsAt}, draft_revision.made, analysis.canonical,
           case when withdrawal.at > $2 then withdrawal.doc end as since
         from assay.publication
         left join assay.withdrawal on withdrawal.publication_id = publication.id
         join assay.review on review.id = publication.review_id
         join assay.draft_revision on draft_revision.draft_id = review.draft_id
           and draft_revision.revision = review.revision
         join assay.analysis on analysis.digest = publication.content_digest
         where publication.slug = $1 and ${publishedAt} <= $2 and ($3::int is null or publication.version = $3)
         order by publication.version desc limit 1`,
        [slug, at, version ?? null],
      );
      return rows[0] ? { publication: wholePublication(rows[0]), withdrawnSince: rows[0].since } : null;
    },

    async catalogueAt(at, { limit, withdrawnSince, ...asked }) {
      const turn = turnOf(asked, 'text');
      const { beyond, order } = orderOf(turn, 'least');
      const { rows } = await pool.query<PublicationRow & { slug: string; sorted: string; card: PublicationCard }>(
        `with latest as (
           select distinct on (slug) publication.* from assay.publication
           where ${publishedAt} <= $1 order by slug, version desc)
         select latest.slug, latest.doc, latest.format, latest.version, latest.version as newest, null as withdrawn,
           lower(latest.name) as sorted, publication_card.doc as card
         from latest join assay.publication_card on publication_card.publication_id = latest.id
         where not exists (
             select from assay.withdrawal where publication_id = latest.id and ($2::boolean is not true or at <= $1))
           and ($3::text is null or (lower(latest.name) collate "C", latest.slug) ${beyond} ($3 collate "C", $4::text))
         order by lower(latest.name) collate "C" ${order}, latest.slug ${order} limit $5`,
        [at, withdrawnSince, turn.from?.[0] ?? null, turn.from?.[1] ?? null, limit + 1],
      );
      return page(rows, limit, {
        item: (row) => ({ ...publicationHead(row), card: row.card }),
        at: (row) => [row.sorted, row.slug],
        turn,
      });
    },

    async moments() {
      const { rows } = await pool.query<{ at: Date }>(
        `select ${publishedAt} as at from assay.publication union select at from assay.withdrawal order by at`,
      );
      return rows.map(({ at }) => instant(at));
    },

    async contents(ids) {
      const { rows } = await pool.query<{ id: string; made: Made; canonical: string; change: DraftChange | null }>(
        `select publication.id, draft_revision.made, analysis.canonical, draft_revision.doc -> 'change' as change
         from assay.publication join assay.review on review.id = publication.review_id
         join assay.draft_revision on draft_revision.draft_id = review.draft_id
           and draft_revision.revision = review.revision
         join assay.analysis on analysis.digest = publication.content_digest
         where publication.id = any($1)`,
        [ids],
      );
      return new Map(
        rows.map(({ id, made, canonical, change }) => [id, { analysis: restoreAnalysis(canonical, made), change }]),
      );
    },

    async quietReadings(slug, { from, until }, limit) {
      const { rows } = await pool.query<{ ended_at: Date; version: number | null }>(
        `select ended_at, case when beside then next end as version
         from assay.run_status
         cross join lateral (
           select max(${publishedAt}) filter (where ${publishedAt} < ended_at) as before,
             min(publication.version) filter (where ${publishedAt} >= ended_at) as next
           from assay.publication where publication.slug = $1) around
         cross join lateral (
           select exists (
             select from assay.draft_status where draft_status.slug = $1 and state <> 'rejected' and created_at <= ended_at
               and created_at > coalesce(before, '-infinity')) as beside) waiting
         where run_status.slug = $1 and outcome = 'unchanged' and cause <> 'upgrade'
           and ($2::timestamptz is null or ended_at > $2) and ($3::timestamptz is null or ended_at <= $3)
           and case when beside then next is not null else before is not null end
         order by ended_at desc limit $4`,
        [slug, from, until, limit],
      );
      return rows.map(({ ended_at, version }) => ({ at: instant(ended_at), version }));
    },

    async cards(slug) {
      const { rows } = await pool.query<{ version: number; at: Date; doc: PublicationCard }>(
        `select publication.version, ${publishedAt} as at, publication_card.doc
         from assay.publication join assay.publication_card on publication_card.publication_id = publication.id
         where slug = $1 and not exists (select from assay.withdrawal where publication_id = publication.id)
         order by publication.version`,
        [slug],
      );
      return rows.map(({ version, at, doc }) => ({ version, at: instant(at), card: doc }));
    },
  };
}

/** The columns of a publication's head with its state at the instant $2. */
const headsAt = `publication.version, publication.doc, publication.format,
  case when withdrawal.at <= $2 then withdrawal.doc end as withdrawn,
  (select max(version) from assay.publication other
    where other.slug = publication.slug and (other.doc ->> 'publishedAt')::timestamptz <= $2) as newest`;
