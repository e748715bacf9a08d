import { expect, it } from 'vitest';
import { contentDigest } from '../../src/domain/analysis.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Review } from '../../src/domain/review.ts';
import { anAnalysis, aReview, aVendor, fresh } from './sample-records.ts';
import type { OpenedFor } from './store.ts';
import { walkToDraft, walkToPublication } from './walked-run.ts';

const kept = [
  'body',
  'analysis',
  'record',
  'draft_revision',
  'draft_note',
  'review',
  'publication',
  'withdrawal',
  'journal',
  'audit',
  'audit_checkpoint',
  'installation',
  'model_request',
  'model_reply',
];

export function describeGuards(opened: OpenedFor): void {
  const sql = (text: string, values: unknown[] = []) => opened().pool.query(text, values);
  const insertReview = (review: Omit<Review, 'analysis'>) =>
    sql(
      `insert into assay.review (id, draft_id, revision, slug, content_digest, verdict, person, decided_at, format, doc)
       values ($1, $2, $3, $4, $5, $6, $7, now(), 1, $8)`,
      [
        review.id,
        review.draftId,
        review.revision,
        review.slug,
        review.contentDigest,
        review.verdict,
        review.person,
        JSON.stringify({ reason: review.reason }),
      ],
    );
  const insertPublication = (review: Omit<Review, 'analysis'>, over: { version?: number; by?: string } = {}) => {
    const { id: reviewId, slug, contentDigest, decidedAt: approvedAt } = review;
    const id = fresh('publication');
    const doc = { id, reviewId, slug, contentDigest, approvedAt, approvedBy: over.by ?? review.person };
    return sql(
      `insert into assay.publication (id, review_id, slug, version, content_digest, name, layer, category, format, doc)
       values ($1, $2, $3, $4, $5, $6, 'L4', 'serving', 1, $7)`,
      [id, reviewId, slug, over.version ?? 1, contentDigest, `Name of ${slug}`, JSON.stringify(doc)],
    );
  };

  it.each(kept)('refuses to change, delete or empty %s', async (table) => {
    const { rows } = await sql(
      `select column_name from information_schema.columns where table_schema = 'assay' and table_name = $1
         and is_identity = 'NO' limit 1`,
      [table],
    );
    const column = rows[0]?.column_name;
    await expect(sql(`update assay.${table} set ${column} = ${column}`)).rejects.toThrow(/append-only/);
    await expect(sql(`delete from assay.${table}`)).rejects.toThrow(/append-only/);
    await expect(sql(`truncate assay.${table} cascade`)).rejects.toThrow(/append-only/);
  });

  it('refuses an analysis under a digest that is not its own', async () => {
    const insert = sql('insert into assay.analysis values ($1, $2)', [sha256('one'), 'another']);
    await expect(insert).rejects.toThrow(/check/);
  });

  it('refuses an approval of another revision, another content, another vendor, or by nobody', async () => {
    const { draft } = await walkToDraft(opened().store);
    const other = await walkToDraft(opened().store);
    const { analysis: _analysis, ...review } = aReview(draft);
    const editor = { email: `${fresh('editor')}@company.example`, role: 'editor' } as const;
    await opened().store.accounts.addPerson(editor, 'assay');
    const wrong: Partial<Review>[] = [
      { contentDigest: other.draft.contentDigest },
      { slug: other.draft.slug },
      { person: '' },
      { person: ' Assay ' },
      { person: 'nobody@company.example' },
      { person: editor.email },
    ];
    for (const over of wrong) {
      await expect(insertReview({ ...review, ...over })).rejects.toThrow(/does not approve|named person/);
    }
    const content = anAnalysis(aVendor({ slug: draft.slug }), fresh('second'));
    const second = { ...draft, revision: 2, parentRevision: 1, analysis: content };
    await opened().store.drafts.revise({ ...second, contentDigest: contentDigest(content) }, draft.contentDigest);
    await expect(insertReview(review)).rejects.toThrow(/does not approve the latest revision/);
  });

  it('refuses to publish by SQL without an approval of that content, slug and person', async () => {
    const { draft } = await walkToDraft(opened().store);
    const other = await walkToDraft(opened().store);
    const review = aReview(draft);
    await expect(insertPublication(review)).rejects.toThrow(/no approval/);
    const returned = aReview(draft, 'returned');
    await opened().store.drafts.decide(returned);
    await expect(insertPublication(returned)).rejects.toThrow(/no approval/);
    await opened().store.drafts.decide({ ...review, afterReturn: returned.id });
    await expect(insertPublication({ ...review, contentDigest: other.draft.contentDigest })).rejects.toThrow(
      /no approval/,
    );
    await expect(insertPublication({ ...review, slug: other.draft.slug })).rejects.toThrow(/no approval/);
    await expect(insertPublication(review, { by: 'somebody@company.example' })).rejects.toThrow(/no approval/);
    await expect(insertPublication(review, { version: 2 })).rejects.toThrow(/not the next version/);
    await expect(insertPublication(review)).resolves.toMatchObject({ rowCount: 1 });
  });

  it('refuses a second publication of one approval', async () => {
    const { review } = await walkToPublication(opened().store);
    await expect(insertPublication(review, { version: 2 })).rejects.toThrow(/unique|duplicate/);
  });
}
