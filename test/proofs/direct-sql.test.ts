import { beforeAll, describe, expect, it } from 'vitest';
import { analysisContent, contentDigest } from '../../src/domain/analysis.ts';
import { sha256 } from '../../src/domain/digest.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Review } from '../../src/domain/review.ts';
import { anAnalysis, aPublication, aReview, aVendor, fresh } from '../contract/sample-records.ts';
import { walkToDraft, walkToPublication } from '../contract/walked-run.ts';
import { onBothDatabases, type ProofGround } from './databases.ts';

const reviewer = 'reviewer@company.example';

type Walked = Awaited<ReturnType<typeof walkToPublication>>;

/** What an attempt starts from: a vendor with a publication, and another one's draft that waits. */
interface Scene {
  ground: ProofGround;
  published: Walked;
  waiting: Draft;
  sql(text: string, values?: unknown[]): Promise<unknown>;
}

const insertReview = ({ sql }: Scene, review: Omit<Review, 'analysis'>) =>
  sql(
    `insert into assay.review (id, draft_id, revision, slug, content_digest, verdict, person, decided_at, format, doc)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 1, $9)`,
    [
      review.id,
      review.draftId,
      review.revision,
      review.slug,
      review.contentDigest,
      review.verdict,
      review.person,
      review.decidedAt,
      JSON.stringify(review),
    ],
  );

/** A publication row that is right in everything but what is changed. */
const insertPublication = (
  { sql }: Scene,
  review: Omit<Review, 'analysis'>,
  over: { columns?: Record<string, unknown>; doc?: Record<string, unknown> } = {},
) => {
  const id = fresh('publication');
  const { slug, contentDigest: content_digest } = review;
  const columns = { review_id: review.id, slug, version: 1, content_digest, name: `Name of ${slug}`, ...over.columns };
  const doc = {
    ...{ id, reviewId: columns.review_id, slug: columns.slug, contentDigest: columns.content_digest },
    ...{ approvedAt: review.decidedAt, approvedBy: review.person, publishedAt: review.decidedAt, ...over.doc },
  };
  return sql(
    `insert into assay.publication (id, review_id, slug, version, content_digest, name, layer, category, format, doc)
     values ($1, $2, $3, $4, $5, $6, 'L4', 'serving', 1, $7)`,
    [id, columns.review_id, columns.slug, columns.version, columns.content_digest, columns.name, JSON.stringify(doc)],
  );
};

/** An open draft, decided on as the review says. */
async function decided({ ground }: Scene, verdict: Review['verdict']): Promise<Review> {
  const { draft } = await walkToDraft(ground.store);
  const review = aReview(draft, verdict);
  expect(await ground.store.drafts.decide(review)).toBe('decided');
  return review;
}

/** Puts an analysis beside the ones that were approved. */
async function smuggled({ sql }: Scene, slug: string): Promise<string> {
  const analysis = anAnalysis(aVendor({ slug }), 'This is the best product of all.');
  const digest = contentDigest(analysis);
  await sql('insert into assay.analysis values ($1, $2) on conflict do nothing', [digest, analysisContent(analysis)]);
  return digest;
}

const attempts: Record<string, (scene: Scene) => Promise<unknown>> = {
  'a publication without any review': (scene) => insertPublication(scene, aReview(scene.waiting)),
  'a publication without a review, the links put aside': (scene) =>
    insertPublication(scene, { ...aReview(scene.waiting), id: 'review-none' }),
  'a publication of a draft that was returned': async (scene) =>
    insertPublication(scene, await decided(scene, 'returned')),
  'a publication of a draft that was rejected': async (scene) =>
    insertPublication(scene, await decided(scene, 'rejected')),
  'another content under an approval': async (scene) => {
    const review = await decided(scene, 'approved');
    const digest = await smuggled(scene, review.slug);
    return insertPublication(scene, review, { columns: { content_digest: digest } });
  },
  'the content of another product under an approval': async (scene) =>
    insertPublication(scene, await decided(scene, 'approved'), {
      columns: { content_digest: scene.waiting.contentDigest },
    }),
  'an approval of another product': async (scene) =>
    insertPublication(scene, await decided(scene, 'approved'), { columns: { slug: scene.waiting.slug } }),
  'an approval in the name of somebody else': async (scene) =>
    insertPublication(scene, await decided(scene, 'approved'), { doc: { approvedBy: 'ceo@company.example' } }),
  'an approval at another time': async (scene) =>
    insertPublication(scene, await decided(scene, 'approved'), { doc: { approvedAt: '2020-01-01T00:00:00.000Z' } }),
  'a document that names another content than its row': async (scene) =>
    insertPublication(scene, await decided(scene, 'approved'), { doc: { contentDigest: 'f'.repeat(64) } }),
  'a document that names another product than its row': async (scene) =>
    insertPublication(scene, await decided(scene, 'approved'), { doc: { slug: 'another' } }),
  'another name than the approved one': async (scene) =>
    insertPublication(scene, await decided(scene, 'approved'), { columns: { name: 'Best Product' } }),
  'a version out of turn': async (scene) =>
    insertPublication(scene, await decided(scene, 'approved'), { columns: { version: 2 } }),
  'one approval twice': (scene) => insertPublication(scene, scene.published.review, { columns: { version: 2 } }),
  'an approval by nobody': (scene) => insertReview(scene, { ...aReview(scene.waiting), person: '' }),
  'an approval by the program': (scene) => insertReview(scene, { ...aReview(scene.waiting), person: 'assay' }),
  'an approval by a stranger': (scene) => insertReview(scene, { ...aReview(scene.waiting), person: 'x@y.example' }),
  'an approval by an editor': (scene) =>
    insertReview(scene, { ...aReview(scene.waiting), person: 'editor@company.example' }),
  'an approval by somebody who left': (scene) =>
    insertReview(scene, { ...aReview(scene.waiting), person: 'left@company.example' }),
  'an approval of content that was smuggled in': async (scene) =>
    insertReview(scene, { ...aReview(scene.waiting), contentDigest: await smuggled(scene, scene.waiting.slug) }),
  'an approval of a revision that is not there': (scene) =>
    insertReview(scene, { ...aReview(scene.waiting), revision: 7 }),
  'an approval of a revision that was edited since': async (scene) => {
    const { draft } = await walkToDraft(scene.ground.store);
    const analysis = anAnalysis(aVendor({ slug: draft.slug }), 'Edited.');
    const next = { ...draft, revision: 2, parentRevision: 1, author: 'editor@company.example', analysis };
    await scene.ground.store.drafts.revise({ ...next, contentDigest: contentDigest(analysis) }, draft.contentDigest);
    return insertReview(scene, aReview(draft));
  },
  'an approval after a rejection': async (scene) =>
    insertReview(scene, { ...(await decided(scene, 'rejected')), id: fresh('review'), verdict: 'approved' }),
  'a second approval of what was approved': async (scene) =>
    insertReview(scene, { ...(await decided(scene, 'approved')), id: fresh('review') }),
  'an approval of a draft that was replaced': async (scene) => {
    const vendor = aVendor();
    const { draft } = await walkToDraft(scene.ground.store, { vendor });
    await walkToDraft(scene.ground.store, { vendor });
    return insertReview(scene, aReview(draft));
  },
  'a rejection turned into an approval': async ({ sql, ...scene }) => {
    const review = await decided({ sql, ...scene }, 'rejected');
    return sql(`update assay.review set verdict = 'approved' where id = $1`, [review.id]);
  },
  'a rejection turned into an approval by way of a conflict': async (scene) => {
    const review = await decided(scene, 'rejected');
    return scene.sql(
      `insert into assay.review select * from assay.review where id = $1
       on conflict (id) do update set verdict = 'approved'`,
      [review.id],
    );
  },
  'a review deleted and put in anew': ({ sql, published }) =>
    sql('delete from assay.review where id = $1', [published.review.id]),
  'the text of an approved analysis changed': ({ sql, published }) =>
    sql(`update assay.analysis set canonical = canonical || ' ' where digest = $1`, [published.review.contentDigest]),
  'an analysis under the digest of another': ({ sql }) =>
    sql('insert into assay.analysis values ($1, $2)', [sha256('approved'), '{"not":"approved"}']),
  'a revision under an approval exchanged': ({ sql, published, waiting }) =>
    sql('update assay.draft_revision set content_digest = $2 where draft_id = $1', [
      published.draft.id,
      waiting.contentDigest,
    ]),
  'a publication pointed at another content': ({ sql, published, waiting }) =>
    sql('update assay.publication set content_digest = $2 where id = $1', [
      published.published.id,
      waiting.contentDigest,
    ]),
  'a publication deleted': ({ sql, published }) =>
    sql('delete from assay.publication where id = $1', [published.published.id]),
  'publications emptied': ({ sql }) => sql('truncate assay.publication cascade'),
  'a withdrawal taken back': async ({ sql, ground, published }) => {
    const withdrawal = { reason: 'Wrong.', by: reviewer, at: '2026-04-01T00:00:00.000Z' };
    await ground.store.publications.withdraw(published.draft.slug, withdrawal);
    return sql('delete from assay.withdrawal where publication_id = $1', [published.published.id]);
  },
  'an entry of the audit log deleted': ({ sql }) => sql('delete from assay.audit where sequence = 1'),
  'an entry of the audit log changed': ({ sql }) => sql(`update assay.audit set actor = 'x@y.example'`),
  'a checkpoint deleted': ({ sql }) => sql('delete from assay.audit_checkpoint'),
  'a change inside of a query': ({ sql }) =>
    sql('with gone as (delete from assay.publication returning id) select * from gone'),
  'a session that calls itself a replica': async ({ ground, published }) => {
    const client = await ground.opened.pool.connect();
    try {
      await client.query('begin');
      await client.query(`set local session_replication_role = 'replica'`);
      return await client.query('delete from assay.audit where action = $1 and subject = $2', [
        'publication.published',
        published.published.id,
      ]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  },
};

await onBothDatabases('Direct SQL that would publish, or cover up what was', (ground) => {
  let scene: Scene;
  beforeAll(async () => {
    const { store, opened } = ground();
    for (const [email, role] of [
      [reviewer, 'reviewer'],
      ['editor@company.example', 'editor'],
      ['left@company.example', 'reviewer'],
    ] as const) {
      await store.accounts.addPerson({ email, role }, 'assay');
    }
    await opened.pool.query(`update assay.person set ended_at = now() where email = 'left@company.example'`);
    const published = await walkToPublication(store);
    const { draft: waiting } = await walkToDraft(store);
    const sql = (text: string, values: unknown[] = []) => opened.pool.query(text, values);
    scene = { ground: ground(), published, waiting, sql };
  });

  describe.each(Object.entries(attempts))('%s', (_what, attempt) => {
    it('is refused by the database itself', async () => {
      const read = () => ground().opened.pool.query('select count(*) from assay.publication');
      const before = (await read()).rows;
      await expect(attempt(scene)).rejects.toThrow(
        /append-only|no approval|named person|does not approve|closed|not the next version|says another thing|foreign key|check constraint|unique|duplicate/,
      );
      expect((await read()).rows).toEqual(before);
    });
  });

  it('is possible in exactly the way that a person’s approval opens', async () => {
    const review = aReview(scene.waiting);
    await ground().store.drafts.decide(review);
    await expect(insertPublication(scene, review)).resolves.toMatchObject({ rowCount: 1 });
    expect(await ground().store.publications.append(aPublication(review))).toBe('already');
  });
});
