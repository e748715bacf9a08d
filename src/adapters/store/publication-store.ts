import type { NewPublication } from '../../domain/publication.ts';
import { type PublicationCard, publicationCard } from '../../domain/publication-card.ts';
import type { Appended, PublicationStore } from '../../ports.ts';
import { lastVersion } from './columns.ts';
import { orderOf, page, turnOf } from './cursor.ts';
import { foundPublications } from './found-publications.ts';
import { expectContent } from './stored-analysis.ts';
import { paperFormat } from './stored-draft.ts';
import {
  type PublicationRow,
  publicationHead,
  selectHeads,
  selectWhole,
  type WholePublicationRow,
  wholePublication,
} from './stored-publication.ts';
import { type Database, lockSubject, type Transaction, transaction } from './transaction.ts';
import { tellWebhooks } from './webhook-store.ts';

/** What is public, and what was. */
export function publicationStore(database: Database): PublicationStore {
  const { pool } = database;

  async function one(condition: string, values: unknown[]) {
    const { rows } = await pool.query<WholePublicationRow>(`${selectWhole} ${condition}`, values);
    return rows[0] ? wholePublication(rows[0]) : null;
  }

  return {
    async append(publication) {
      expectContent(`The publication ${publication.id}`, publication.analysis, publication.contentDigest);
      return transaction(database, (tx) => append(tx, publication, database.clock.now()));
    },
    latest: (slug) => one('where publication.slug = $1 order by publication.version desc limit 1', [slug]),
    async version(slug, version) {
      if (version > lastVersion) return null;
      return one('where publication.slug = $1 and publication.version = $2', [slug, version]);
    },
    async history(slug) {
      const { rows } = await pool.query<PublicationRow>(
        `${selectHeads} where publication.slug = $1 order by publication.version desc`,
        [slug],
      );
      return rows.map(publicationHead);
    },
    async catalogue({ limit, ...asked }) {
      const turn = turnOf(asked, 'text');
      const { beyond, order } = orderOf(turn, 'least');
      const { rows } = await pool.query<PublicationRow & { slug: string; sorted: string; card: PublicationCard }>(
        `with shown as (
           select id, slug, version, doc, format, lower(name) as sorted from assay.catalogue
           where $1::text is null or (lower(name) collate "C", slug) ${beyond} ($1 collate "C", $2::text)
           order by lower(name) collate "C" ${order}, slug ${order} limit $3)
         select shown.*, version as newest, null as withdrawn, publication_card.doc as card
         from shown join assay.publication_card on publication_card.publication_id = shown.id
         order by sorted collate "C" ${order}, slug ${order}`,
        [turn.from?.[0] ?? null, turn.from?.[1] ?? null, limit + 1],
      );
      return page(rows, limit, {
        item: (row) => ({ ...publicationHead(row), card: row.card }),
        at: (row) => [row.sorted, row.slug],
        turn,
      });
    },
    async state() {
      const { rows } = await pool.query<{ state: string }>('select state from assay.catalogue_state');
      return rows[0]?.state ?? '';
    },
    async pageState() {
      const { rows } = await pool.query<{ state: string }>(
        `select state || ' ' || readings as state from assay.catalogue_state`,
      );
      return rows[0]?.state ?? '';
    },
    async current() {
      // One statement, so that the ids are those of the state.
      const { rows } = await pool.query<{ state: string; ids: string[] | null }>(
        `select state, (select array_agg(id order by lower(name) collate "C", slug) from assay.catalogue) as ids
         from assay.catalogue_state`,
      );
      return { state: rows[0]?.state ?? '', ids: rows[0]?.ids ?? [] };
    },
    async listed(ids) {
      const { rows } = await pool.query<PublicationRow & { id: string; card: PublicationCard }>(
        `select heads.*, publication_card.publication_id as id, publication_card.doc as card
         from (${selectHeads} where publication.id = any($1)) heads
         join assay.publication_card on publication_card.publication_id = heads.doc ->> 'id'`,
        [ids],
      );
      return new Map(rows.map((row) => [row.id, { ...publicationHead(row), card: row.card }]));
    },
    found: (words) => foundPublications(pool, words),
    withdraw: (slug, { reason, by, at }) =>
      transaction(database, async (tx) => {
        await lockSubject(tx, slug);
        const { rows } = await tx.query<{ id: string; version: number }>(
          'select id, version from assay.catalogue where slug = $1',
          [slug],
        );
        const current = rows[0];
        if (!current) return 'none';
        await tx.query(
          'insert into assay.withdrawal (publication_id, reason, person, at, doc) values ($1, $2, $3, $4, $5)',
          [current.id, reason, by, at, JSON.stringify({ reason, at, by })],
        );
        const detail = { slug, version: current.version, reason };
        tx.audit({ actor: by, action: 'publication.withdrawn', subject: current.id, detail });
        await tellWebhooks(tx, { publicationId: current.id, kind: 'withdrawn', dueAt: database.clock.now() });
        return 'withdrawn';
      }),
  };
}

/**
 * An approval is published once: a second publication of it, under whatever id, answers `already`, and so does one that
 * comes after the publication of a later approval.
 */
async function append(tx: Transaction, publication: NewPublication, now: Date): Promise<Appended> {
  const { analysis, ...doc } = publication;
  const { id, reviewId, slug, contentDigest } = publication;
  await lockSubject(tx, slug);
  const known = await tx.query('select 1 from assay.publication where id = $1 or review_id = $2', [id, reviewId]);
  if (known.rows.length > 0) return 'already';
  if (await passOver(tx, publication, now)) return 'already';
  const { rows } = await tx.query<{ version: number }>(
    `insert into assay.publication (id, review_id, slug, version, content_digest, name, layer, category, format, doc)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9 from assay.publication where slug = $3
     returning version`,
    [
      id,
      reviewId,
      slug,
      contentDigest,
      analysis.vendor.name,
      analysis.vendor.layer,
      analysis.vendor.category,
      paperFormat,
      JSON.stringify(doc),
    ],
  );
  const version = rows[0]?.version;
  await tx.query('insert into assay.publication_card (publication_id, doc) values ($1, $2)', [
    id,
    JSON.stringify(publicationCard(analysis)),
  ]);
  tx.audit({
    actor: 'assay',
    action: 'publication.published',
    subject: id,
    detail: { slug, version, reviewId, contentDigest, approvedBy: publication.approvedBy },
  });
  await supersedeOlder(tx, publication, now);
  await tellWebhooks(tx, { publicationId: id, kind: 'published', dueAt: now });
  return 'appended';
}

/**
 * Whether a later approval of this vendor is public already. An older one that was held up must not replace it: its draft
 * is superseded, so that it is no longer due, and the log says why nothing was published.
 */
async function passOver(tx: Transaction, { reviewId, slug }: NewPublication, now: Date): Promise<boolean> {
  const { rows } = await tx.query<{ draft_id: string; newer: string }>(
    `select late.draft_id, publication.id as newer from assay.review late
     join assay.publication on publication.slug = late.slug
     join assay.review on review.id = publication.review_id
     where late.id = $1 and late.slug = $2 and late.verdict = 'approved' and review.decided_at > late.decided_at
     order by publication.version desc limit 1`,
    [reviewId, slug],
  );
  const late = rows[0];
  if (!late) return false;
  const { rowCount } = await tx.query(
    `update assay.draft_status set state = 'superseded', updated_at = $2 where draft_id = $1 and state = 'approved'`,
    [late.draft_id, now],
  );
  const detail = { slug, reviewId, newer: late.newer };
  if (rowCount) tx.audit({ actor: 'assay', action: 'publication.passed-over', subject: late.draft_id, detail });
  return true;
}

/** The drafts of earlier publications of this vendor stand no longer. */
async function supersedeOlder(tx: Transaction, { reviewId, slug }: NewPublication, now: Date): Promise<void> {
  const { rows } = await tx.query<{ draft_id: string }>(
    `update assay.draft_status set state = 'superseded', updated_at = $3
     where state = 'approved' and slug = $1 and draft_id in (
       select draft_id from assay.review join assay.publication on publication.review_id = review.id
       where publication.slug = $1 and review.id <> $2)
     returning draft_id`,
    [slug, reviewId, now],
  );
  for (const { draft_id } of rows) {
    tx.audit({ actor: 'assay', action: 'draft.superseded', subject: draft_id, detail: { slug, by: reviewId } });
  }
}
