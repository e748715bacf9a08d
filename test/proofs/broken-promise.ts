import type { Scene } from './scene.ts';

interface ApprovedRow {
  draft_id: string;
  revision: number;
  content_digest: string;
  person: string;
  role: string | null;
  author: string;
  revision_digest: string;
  latest: number;
  published: string | null;
  /** A return of exactly this, where there was one. */
  returned: string | null;
  after_return: string | null;
}

/** The first promise that the database does not keep of a product, in words; null where all are kept. */
export async function brokenPromise(scene: Scene): Promise<string | null> {
  return (await ofApprovals(scene)) ?? (await ofEdits(scene)) ?? (await ofPublic(scene));
}

async function ofApprovals({ desk, office, slug, approved }: Scene): Promise<string | null> {
  const { rows } = await desk.opened.pool.query<ApprovedRow>(
    `select review.draft_id, review.revision, review.content_digest, review.person, person.role,
       draft_revision.doc ->> 'author' as author, draft_revision.content_digest as revision_digest,
       (select max(revision) from assay.draft_revision other where other.draft_id = review.draft_id) as latest,
       publication.content_digest as published, review.doc ->> 'afterReturn' as after_return,
       (select max(id) from assay.review back where back.draft_id = review.draft_id
         and back.revision = review.revision and back.verdict = 'returned') as returned
     from assay.review
     join assay.draft_revision using (draft_id, revision)
     left join assay.person on person.email = review.person
     left join assay.publication on publication.review_id = review.id
     where review.slug = $1 and verdict = 'approved'`,
    [slug],
  );
  for (const row of rows) {
    const seen = approved.find((one) => one.draftId === row.draft_id && one.person === row.person);
    if (seen?.contentDigest !== row.content_digest) return `${row.person} approved what they had not seen`;
    if (row.role !== 'reviewer' && row.role !== 'admin') return `${row.person} approved as ${row.role}`;
    if (row.revision_digest !== row.content_digest) return 'the approved digest is not that of the revision';
    if (row.latest !== row.revision) return `revision ${row.revision} was approved and ${row.latest} is the latest`;
    if (row.published !== null && row.published !== row.content_digest) return 'another content was published';
    if (row.returned !== null && row.after_return === null)
      return `${row.person} approved what had been returned unseen`;
    if (office.fourEyes && row.author === row.person) return `${row.person} approved their own edit`;
  }
  if (rows.length !== approved.length) return `${approved.length} approvals were confirmed and ${rows.length} are kept`;
  const drafts = new Set(rows.map(({ draft_id }) => draft_id));
  return drafts.size === rows.length ? null : 'a draft was approved twice';
}

async function ofEdits({ desk, slug, kept }: Scene): Promise<string | null> {
  const { rows } = await desk.opened.pool.query<{
    draft_id: string;
    revision: number;
    content_digest: string;
    author: string;
    parent: number | null;
    summary: string;
  }>(
    `select draft_id, revision, content_digest, doc ->> 'author' as author, (doc ->> 'parentRevision')::int as parent,
       canonical::json #>> '{summary,text}' as summary
     from assay.draft_revision join assay.analysis on digest = content_digest where slug = $1`,
    [slug],
  );
  for (const { draftId, revision, contentDigest, author, words } of kept) {
    const row = rows.find((one) => one.draft_id === draftId && one.revision === revision);
    if (!row) return `the edit of ${author} that made revision ${revision} is lost`;
    if (row.content_digest !== contentDigest || row.author !== author || row.summary !== words) {
      return `revision ${revision} is not the edit of ${author} that was confirmed`;
    }
  }
  for (const { revision, parent } of rows) {
    if (parent !== (revision === 1 ? null : revision - 1)) return `revision ${revision} was made of ${parent}`;
  }
  const made = rows.filter(({ revision }) => revision > 1).length;
  return made === kept.length ? null : `${kept.length} edits were confirmed and ${made} revisions are kept`;
}

/** What readers see is the latest publication, word for word as it was approved. */
async function ofPublic({ office, slug, approved }: Scene): Promise<string | null> {
  const publication = await office.store.publications.latest(slug);
  if (!publication) return null;
  const digests = new Set(approved.map(({ contentDigest }) => contentDigest));
  if (!digests.has(publication.contentDigest)) return 'what is public was approved by nobody';
  const open = await office.store.drafts.list({ limit: 10, slug, states: ['waiting', 'claimed', 'returned'] });
  return open.items.length <= 1 ? null : 'two drafts of one product wait';
}
