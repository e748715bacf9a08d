import type { Analysis } from '../../domain/analysis.ts';
import type { Baseline, DraftedFrom, KnownPage, Neighbour } from '../../domain/run.ts';
import type { Page, Snapshot } from '../../domain/snapshot.ts';
import type { Queryable } from './pool.ts';
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
    drafted: await draftedFrom(pool, slug),
    neighbours: await neighboursOf(pool, slug),
  };
}

async function lastSnapshot(pool: Queryable, slug: string): Promise<Omit<Snapshot, 'run'> | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from assay.record where slug = $1 and kind = 'snapshot' order by sequence desc limit 1`,
    [slug],
  );
  const id = rows[0]?.id;
  return id ? ((await readOwnPart<Omit<Snapshot, 'run'>>(pool, 'snapshot', id))?.own ?? null) : null;
}

function knownPage(page: Page): KnownPage[] {
  const { url, finalUrl, etag, lastModified, contentType, bodyDigest, links, fetchedAt } = page;
  if (bodyDigest === null) return [];
  return [{ url, finalUrl, etag, lastModified, contentType, bodyDigest, links, fetchedAt }];
}

/** The latest draft that is public, on its way there, or waits; not one whose publication was withdrawn. */
async function draftedFrom(pool: Queryable, slug: string): Promise<DraftedFrom | null> {
  const { rows } = await pool.query<{ drafted: DraftedFrom }>(
    `select json_build_object('draftId', draft_id, 'passagesDigest', doc -> 'passagesDigest', 'producer', doc -> 'producer')
       as drafted
     from assay.draft_status join assay.draft_revision using (draft_id, revision)
     where draft_status.slug = $1 and state in ('waiting', 'claimed', 'returned', 'approved')
       and not exists (
         select from assay.review join assay.publication on publication.review_id = review.id
         join assay.withdrawal on withdrawal.publication_id = publication.id
         where review.draft_id = draft_status.draft_id)
     order by sequence desc limit 1`,
    [slug],
  );
  return rows[0]?.drafted ?? null;
}

async function neighboursOf(pool: Queryable, slug: string): Promise<Neighbour[]> {
  const found = await catalogue(pool, {
    condition: `publication.slug <> $1 and publication.layer = (select layer from assay.vendor where slug = $1)
      order by publication.category = (select category from assay.vendor where slug = $1) desc,
        lower(publication.name) collate "C", publication.slug limit $2`,
    values: [slug, neighbourLimit],
  });
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
