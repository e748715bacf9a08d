import type { Analysis } from '../../domain/analysis.ts';
import type { Corpus } from '../../domain/corpus.ts';
import { checksOf } from '../../domain/edit-places.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { foundAt } from '../../domain/found-at.ts';
import { isInvented } from '../../domain/invented.ts';
import { claimsOf } from '../../domain/lint-targets.ts';
import { vanishedOutcomes } from '../../domain/page-outcome-words.ts';
import type { Publication } from '../../domain/publication.ts';
import { citedOnce } from '../../domain/quote-fates.ts';
import type { Baseline, DraftedFrom, KnownPage, LookedAt, Neighbour, PublishedBaseline } from '../../domain/run.ts';
import { changesKey } from '../../domain/site-changes.ts';
import type { Page, Snapshot } from '../../domain/snapshot.ts';
import { wasReadWhole } from '../../domain/was-read-whole.ts';
import type { Queryable } from './pool.ts';
import { type DraftColumns, restoreDraft } from './stored-draft.ts';
import { selectWhole, type WholePublicationRow, wholePublication } from './stored-publication.ts';
import { readOwnPart } from './stored-record.ts';

/** More would only lengthen the run: an analysis names at most four alternatives. */
const neighbourLimit = 12;

/** What a new run of this vendor takes over from earlier ones. */
export async function baselineOf(pool: Queryable, slug: string): Promise<Baseline> {
  const snapshot = await lastSnapshot(pool, slug);
  const [published] = await catalogue(pool, { condition: 'publication.slug = $1', values: [slug] });
  return {
    snapshotId: snapshot?.id ?? null,
    publicationId: published?.id ?? null,
    pages: (snapshot?.pages ?? []).flatMap(knownPage),
    levels: published ? levelsOf(published.analysis) : null,
    drafted: await draftedFrom(pool, slug, published?.id ?? null),
    ...(published ? { published: await publishedBaseline(pool, published, snapshot) } : {}),
    ...(await waitingDraft(pool, slug)),
    neighbours: await neighboursOf(pool, slug),
  };
}

/** Of the last run that read the site: an upgrade has the pages of an older one. */
async function lastSnapshot(pool: Queryable, slug: string): Promise<Omit<Snapshot, 'run'> | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select record.id from assay.record join assay.run_status using (run_id)
     where record.slug = $1 and kind = 'snapshot' and cause <> 'upgrade' order by sequence desc limit 1`,
    [slug],
  );
  const id = rows[0]?.id;
  return id ? ((await readOwnPart<Omit<Snapshot, 'run'>>(pool, 'snapshot', id))?.own ?? null) : null;
}

/** What stands published with the pages behind it, and what of them the last reading missed. */
async function publishedBaseline(
  pool: Queryable,
  { id, slug, version, analysis }: Publication,
  snapshot: Omit<Snapshot, 'run'> | null,
): Promise<PublishedBaseline> {
  const { rows } = await pool.query<{ draft_id: string; corpus_id: string | null }>(
    `select review.draft_id, (select record.id from assay.record where record.run_id = draft_revision.run_id and kind = 'corpus'
        order by sequence desc limit 1) as corpus_id
     from assay.publication join assay.review on review.id = publication.review_id
     join assay.draft_revision on draft_revision.draft_id = review.draft_id and draft_revision.revision = review.revision
     where publication.id = $1`,
    [id],
  );
  const corpusId = rows[0]?.corpus_id ?? null;
  const corpus = corpusId ? await readOwnPart<Omit<Corpus, 'snapshot'>>(pool, 'corpus', corpusId) : null;
  const seen = new Map(
    (snapshot?.pages ?? []).flatMap(
      (page) =>
        [
          [page.url, page],
          [page.finalUrl, page],
        ] as const,
    ),
  );
  const isMissing = (url: string) => {
    const page = seen.get(url);
    return page === undefined ? snapshot?.endedBy === 'done' : vanishedOutcomes.has(page.outcome);
  };
  const lookedAt = await lastLookedAt(pool, slug, id);
  const cited = [...new Set(citedOnce(analysis).map(({ url }) => url))];
  return {
    publicationId: id,
    draftId: rows[0]?.draft_id ?? '',
    version,
    analysis,
    pages: (corpus?.own.pages ?? []).map(({ url, textDigest, pageDigest, readingDigest }) => ({
      ...{ url, textDigest, pageDigest },
      ...(readingDigest ? { readingDigest } : {}),
    })),
    ...(lookedAt ? { lookedAt } : {}),
    missing: cited.filter(isMissing).sort(),
    handSet: await handSet(pool, { slug, analysis }),
  };
}

/**
 * The last reading that went on to the draft stage and found nothing of this publication touched; null where a model was
 * to read its pages and did not read them all, for what it would have found there is not known.
 */
async function lastLookedAt(pool: Queryable, slug: string, publicationId: string): Promise<LookedAt | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select record.id from assay.run_status join assay.record on record.id = run_status.record_id
     where run_status.slug = $1 and kind = 'evidence' and outcome = 'unchanged' and cause <> 'upgrade' and stage = 'draft'
     order by sequence desc limit 1`,
    [slug],
  );
  const id = rows[0]?.id;
  const evidence = id ? await readOwnPart<Omit<Evidence, 'run'>>(pool, 'evidence', id) : null;
  if (!evidence?.parentId || !wasReadWhole(evidence.own)) return null;
  const corpus = (await readOwnPart<Omit<Corpus, 'snapshot'>>(pool, 'corpus', evidence.parentId))?.own;
  if (!corpus?.changes || corpus.changes.publicationId !== publicationId) return null;
  const { passagesDigest, changes, producer } = corpus;
  return { passagesDigest, changesDigest: changesKey(changes), producer };
}

/** The draft that waits, where it holds anything that a person set or wrote. */
async function waitingDraft(pool: Queryable, slug: string): Promise<Pick<Baseline, 'waiting'>> {
  const { rows } = await pool.query<DraftColumns>(
    `select draft_revision.doc, draft_revision.made, draft_revision.format, analysis.canonical
     from assay.draft_status join assay.draft_revision using (draft_id, revision)
     join assay.analysis on analysis.digest = draft_revision.content_digest
     where draft_status.slug = $1 and state in ('waiting', 'claimed', 'returned')
     order by draft_status.created_at desc limit 1`,
    [slug],
  );
  const [row] = rows;
  if (!row) return {};
  const { id, analysis } = restoreDraft(row);
  const set = await handSet(pool, { slug, analysis, draftId: id });
  const isWritten = claimsOf(analysis).some(({ claim }) => claim.origin === 'person');
  return set.length > 0 || isWritten ? { waiting: { draftId: id, analysis, handSet: set } } : {};
}

/**
 * Checks that a person edited in any draft of this vendor that was published, or in the draft named, or that these took
 * over from drafts in which a person had: later versions carry them on.
 */
async function handSet(
  pool: Queryable,
  { slug, analysis, draftId }: { slug: string; analysis: Analysis; draftId?: string },
): Promise<string[]> {
  const { rows } = await pool.query<{ at: string }>(
    `with drafts as (
       select review.draft_id, review.revision from assay.publication
       join assay.review on review.id = publication.review_id where publication.slug = $1
       union select draft_id, revision from assay.draft_status where draft_id = $2),
     docs as (
       select draft_revision.doc from drafts join assay.draft_revision on draft_revision.draft_id = drafts.draft_id
         and draft_revision.revision <= drafts.revision)
     select edit ->> 'at' as at
     from docs cross join lateral json_array_elements(coalesce(doc -> 'edits', '[]'::json)) edit
     union select taken.id
     from docs cross join lateral json_array_elements_text(coalesce(doc -> 'handSet', '[]'::json)) taken (id)`,
    [slug, draftId ?? null],
  );
  const edited = new Set(rows.map(({ at }) => at));
  return checksOf(analysis).flatMap(({ path, check }) => (edited.has(path) || edited.has(check.id) ? [check.id] : []));
}

function knownPage(page: Page): KnownPage[] {
  const { url, finalUrl, etag, lastModified, contentType, charset, bodyDigest, reading, links, fetchedAt } = page;
  // Said to be gone once, it keeps its text; a reading that says so again finds none to keep.
  if (bodyDigest === null || vanishedOutcomes.has(page.outcome)) return [];
  const known = { url, finalUrl, etag, lastModified, contentType, charset, bodyDigest, links, fetchedAt };
  return [reading ? { ...known, reading } : known];
}

/** The latest draft that is public, on its way there, or waits; not one whose publication was withdrawn. */
async function draftedFrom(pool: Queryable, slug: string, publicationId: string | null): Promise<DraftedFrom | null> {
  const { rows } = await pool.query<{ drafted: DraftedFrom; corpus_id: string | null }>(
    `select json_build_object('draftId', draft_id, 'passagesDigest', doc -> 'passagesDigest', 'producer', doc -> 'producer')
       as drafted,
       case when doc -> 'change' ->> 'publicationId' = $2 then (
         select record.id from assay.record where record.run_id = draft_revision.run_id and kind = 'corpus'
         order by sequence desc limit 1) end as corpus_id
     from assay.draft_status join assay.draft_revision using (draft_id, revision)
     where draft_status.slug = $1 and state in ('waiting', 'claimed', 'returned', 'approved')
       and not exists (
         select from assay.review join assay.publication on publication.review_id = review.id
         join assay.withdrawal on withdrawal.publication_id = publication.id
         where review.draft_id = draft_status.draft_id)
     order by sequence desc limit 1`,
    [slug, publicationId],
  );
  const [row] = rows;
  if (!row?.corpus_id) return row?.drafted ?? null;
  const corpus = await readOwnPart<Omit<Corpus, 'snapshot'>>(pool, 'corpus', row.corpus_id);
  return { ...row.drafted, ...(corpus?.own.changes ? { foundAt: foundAt(corpus.own.changes) } : {}) };
}

async function neighboursOf(pool: Queryable, slug: string): Promise<Neighbour[]> {
  const { rows } = await pool.query<{ id: string; homepage: string; own: string }>(
    `select publication.id, publication_card.doc ->> 'homepage' as homepage, vendor.doc ->> 'homepage' as own
     from assay.vendor
     join assay.publication on publication.layer = vendor.layer and publication.slug <> vendor.slug
     join assay.catalogue on catalogue.id = publication.id
     join assay.publication_card on publication_card.publication_id = publication.id
     where vendor.slug = $1
     order by publication.category = vendor.category desc, lower(publication.name) collate "C", publication.slug`,
    [slug],
  );
  // Nobody can choose an invented product in place of a real one.
  const alike = rows.filter(({ homepage, own }) => isInvented(homepage) === isInvented(own)).slice(0, neighbourLimit);
  const order = new Map(alike.map(({ id }, place) => [id, place]));
  const found = await catalogue(pool, { condition: 'publication.id = any($1)', values: [[...order.keys()]] });
  found.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  return found.map(({ slug: itsSlug, analysis }) => ({
    slug: itsSlug,
    name: analysis.vendor.name,
    layer: analysis.vendor.layer,
    category: analysis.vendor.category,
    inpactTotal: analysis.frameworks.inpact.total,
    goalsTotal: analysis.frameworks.goals.total,
    levels: levelsOf(analysis),
    strengths: analysis.strengths.map((claim) => claim.text),
  }));
}

async function catalogue(pool: Queryable, { condition, values }: { condition: string; values: unknown[] }) {
  const { rows } = await pool.query<WholePublicationRow>(
    `${selectWhole} where publication.id in (select id from assay.catalogue) and ${condition}`,
    values,
  );
  return rows.map(wholePublication);
}

function levelsOf(analysis: Analysis): Record<string, number | null> {
  const { inpact, goals } = analysis.frameworks;
  const dimensions = [...inpact.dimensions, ...goals.dimensions];
  return Object.fromEntries(dimensions.map((dimension) => [dimension.id, dimension.level]));
}
