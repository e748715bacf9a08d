import type { StoredPaper, StoredRecord, StoredRevision, StoredThings } from '../../ports.ts';
import { unpackJson } from './packed-json.ts';
import type { PoolLike } from './pool.ts';

/** Stored things as they lie there. Nothing here trusts a row: what cannot be unpacked is null, and orphans are given. */
export function storedThings(pool: PoolLike): StoredThings {
  return {
    async bodies(after, limit) {
      const { rows } = await pool.query<{ digest: string }>(
        'select digest from assay.body where digest > $1 order by digest limit $2',
        [after, limit],
      );
      return rows.map(({ digest }) => digest);
    },
    async records(slug, after, limit) {
      const { rows } = await pool.query<RecordColumns>(
        `select sequence, id, kind, parent_id, run_id, slug, digest, doc from assay.record
         where sequence > $1 and ($2::text is null or slug = $2) order by sequence limit $3`,
        [after, slug, limit],
      );
      return Promise.all(rows.map(recordOf));
    },
    async slugs() {
      const { rows } = await pool.query<{ slug: string }>(
        `select slug from assay.record union select slug from assay.draft_revision union select slug from assay.publication
         order by slug`,
      );
      return rows.map(({ slug }) => slug);
    },
    async revisions(slug) {
      const { rows } = await pool.query<StoredRevision>(
        `select draft_id as "draftId", revision, slug, run_id as "runId", content_digest as "contentDigest",
           doc ->> 'passagesDigest' as "passagesDigest", (doc ->> 'parentRevision')::int as "parentRevision", canonical
         from assay.draft_revision left join assay.analysis on analysis.digest = content_digest
         where slug = $1 order by draft_id, revision`,
        [slug],
      );
      return rows;
    },
    async papers(slug) {
      const { rows } = await pool.query<StoredPaper>(
        `select 'review' as kind, id, slug, 'draft.' || verdict as action, draft_id as subject,
           content_digest as "contentDigest" from assay.review where slug = $1
         union all
         select 'publication', id, slug, 'publication.published', id, content_digest from assay.publication where slug = $1
         union all
         select 'withdrawal', publication_id, slug, 'publication.withdrawn', publication_id, content_digest
         from assay.withdrawal join assay.publication on publication.id = publication_id where slug = $1`,
        [slug],
      );
      return rows;
    },
  };
}

async function recordOf(row: RecordColumns): Promise<StoredRecord> {
  const { id, kind, slug, digest, parent_id: parentId, run_id: runId } = row;
  const own = await unpackJson(row.doc).catch(() => null);
  return { sequence: Number(row.sequence), id, kind, parentId, runId, slug, digest, own };
}

interface RecordColumns {
  sequence: string;
  id: string;
  kind: StoredRecord['kind'];
  parent_id: string | null;
  run_id: string;
  slug: string;
  digest: string;
  doc: Buffer;
}
