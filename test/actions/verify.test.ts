import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../src/actions/decide.ts';
import { verify } from '../../src/actions/verify.ts';
import { citationsOf } from '../../src/actions/verify-analysis.ts';
import type { Publication } from '../../src/domain/publication.ts';
import { quotesInOrder } from '../../src/web/public/quotes-in-order.ts';
import { aVendor } from '../contract/sample-records.ts';
import { walkToPublication } from '../contract/walked-run.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';
import { publish } from './quillstore.ts';
import { walkedDraft, walkQuillstore } from './walked-draft.ts';

let desk: TestOffice;
let publication: Publication;

beforeAll(async () => {
  desk = await openOffice();
  const draft = await walkedDraft(desk, await walkQuillstore(desk.office.store.bodies));
  const { revision, contentDigest } = draft;
  const decision = { verdict: 'approved', revision, contentDigest };
  publication = await publish(desk, await decide(desk.office, { draftId: draft.id, decision }, people.reviewer));
});
afterAll(() => desk.close());

describe('Verifying', () => {
  it('finds that every quote, the approval behind it and the audit log hold', async () => {
    const result = await verify(desk.office, null);
    expect(result.ok).toBe(true);
    expect(result.publications).toEqual([
      {
        slug: publication.slug,
        name: 'Quillstore',
        version: 1,
        quotes: quotesInOrder(publication.analysis).size,
        citations: citationsOf(publication.analysis).length,
        failures: [],
      },
    ]);
    // A quote that several statements rest on is one quote, as on the page of evidence, and is checked at each place.
    expect(result.publications[0]?.quotes).toBeLessThan(result.publications[0]?.citations ?? 0);
    expect(result.publications[0]?.citations).toBeGreaterThan(50);
    expect(result.audit.entries).toBeGreaterThan(4);
  });

  it.each(['textDigest', 'pageDigest'] as const)(
    'names exactly the claims that cite a stored page of which one byte was flipped (%s)',
    async (which) => {
      const digest = mostCited(which);
      const citing = citationsOf(publication.analysis).filter(({ citation }) => citation[which] === digest);
      const restore = await flipOneByte(digest);
      const result = await verify(desk.office, null);
      await restore();
      expect(result.ok).toBe(false);
      expect(result.publications[0]?.failures.map(({ target }) => target)).toEqual(citing.map(({ target }) => target));
      expect(result.publications[0]?.failures.map(({ quote }) => quote)).toEqual(
        citing.map(({ citation }) => citation.quote),
      );
      expect(citing.length).toBeLessThan(citationsOf(publication.analysis).length);
      expect((await verify(desk.office, null)).ok).toBe(true);
    },
  );

  it('names exactly the claims whose stored page is gone', async () => {
    const digest = mostCited('textDigest');
    const citing = citationsOf(publication.analysis).filter(({ citation }) => citation.textDigest === digest);
    const { rows } = await desk.opened.pool.query<{ bytes: Buffer }>('select bytes from assay.body where digest = $1', [
      digest,
    ]);
    const row = await tamper('body', 'delete from assay.body where digest = $1 returning encoding, size', [digest]);
    const result = await verify(desk.office, [publication.slug]);
    await tamper('body', 'insert into assay.body (digest, encoding, bytes, size) values ($1, $2, $3, $4)', [
      digest,
      row[0]?.encoding,
      rows[0]?.bytes,
      row[0]?.size,
    ]);
    expect(result.publications[0]?.failures.map(({ target }) => target)).toEqual(citing.map(({ target }) => target));
  });

  it('names the document where what was published is not what was approved', async () => {
    const say = (verdict: string) =>
      tamper(
        'review',
        `update assay.review set doc = jsonb_set(doc::jsonb, '{verdict}', to_jsonb($2::text))::json where id = $1`,
        [publication.reviewId, verdict],
      );
    await say('rejected');
    const result = await verify(desk.office, null);
    await say('approved');
    expect(result.ok).toBe(false);
    expect(result.publications[0]?.failures.map(({ target }) => target)).toEqual(['(document)']);
  });

  it('names a publication of which lists would show another level, and one that they would not show at all', async () => {
    const { rows } = await desk.opened.pool.query<{ doc: { inpact: { total: number } } }>(
      'select doc from assay.publication_card where publication_id = $1',
      [publication.id],
    );
    const card = rows[0]?.doc;
    if (!card) throw new Error('the publication has no card');
    const put = 'insert into assay.publication_card (publication_id, doc) values ($1, $2)';
    const take = () =>
      tamper('publication_card', 'delete from assay.publication_card where publication_id = $1', [publication.id]);
    const better = { ...card, inpact: { ...card.inpact, total: card.inpact.total + 1 } };
    await take();
    const gone = await verify(desk.office, [publication.slug]);
    await tamper('publication_card', put, [publication.id, JSON.stringify(better)]);
    const changed = await verify(desk.office, [publication.slug]);
    await take();
    await tamper('publication_card', put, [publication.id, JSON.stringify(card)]);
    for (const found of [gone, changed]) {
      expect(found.ok).toBe(false);
      expect(found.publications[0]?.failures.map(({ target }) => target)).toEqual(['(card)']);
    }
    expect((await verify(desk.office, null)).ok).toBe(true);
  });

  it('names the audit row that was changed, and no other', async () => {
    const rows = await desk.office.store.audit.read(0, 500);
    const row = rows[1];
    if (!row) throw new Error('the log is empty');
    await tamper('audit', `update assay.audit set actor = 'somebody@else.example' where sequence = $1`, [row.sequence]);
    const result = await verify(desk.office, null);
    await tamper('audit', 'update assay.audit set actor = $2 where sequence = $1', [row.sequence, row.actor]);
    expect(result.ok).toBe(false);
    expect(result.publications[0]?.failures).toEqual([]);
    expect(result.audit.failures).toEqual([
      { sequence: row.sequence, kind: 'changed', reason: 'its content does not match its hash' },
    ]);
    expect((await verify(desk.office, null)).ok).toBe(true);
  });

  it('names the place of an audit row that was taken out', async () => {
    const row = (await desk.office.store.audit.read(0, 500))[2];
    if (!row) throw new Error('the log is empty');
    await tamper('audit', 'delete from assay.audit where sequence = $1', [row.sequence]);
    const result = await verify(desk.office, null);
    expect(result.ok).toBe(false);
    expect(result.audit.failures[0]).toEqual({
      sequence: row.sequence,
      kind: 'missing',
      reason: 'it is missing',
    });
    await tamper('audit', 'insert into assay.audit values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      row.sequence,
      row.at,
      row.actor,
      row.action,
      row.subject,
      JSON.stringify(row.detail),
      row.previousHash,
      row.hash,
    ]);
    expect((await verify(desk.office, null)).ok).toBe(true);
  });

  it('names the claims of a stored page that cannot even be unpacked', async () => {
    const digest = mostCited('textDigest');
    const citing = citationsOf(publication.analysis).filter(({ citation }) => citation.textDigest === digest);
    const { rows } = await desk.opened.pool.query<{ bytes: Buffer }>('select bytes from assay.body where digest = $1', [
      digest,
    ]);
    const set = 'update assay.body set bytes = $2 where digest = $1';
    await tamper('body', set, [digest, Buffer.from('no brotli at all')]);
    const result = await verify(desk.office, null);
    await tamper('body', set, [digest, rows[0]?.bytes]);
    expect(result.publications[0]?.failures.map(({ target }) => target)).toEqual(citing.map(({ target }) => target));
  });

  it('checks every public version, current and superseded, and none that was withdrawn', async () => {
    const vendor = aVendor();
    const { published, review } = await walkToPublication(desk.office.store, { vendor });
    await desk.office.store.vendors.add(vendor, people.editor.email);
    await walkToPublication(desk.office.store, { vendor });
    const versions = async (slugs: string[] | null) =>
      (await verify(desk.office, slugs)).publications
        .filter(({ slug }) => slug === vendor.slug)
        .map(({ version, failures }) => [version, failures.length]);
    expect(await versions([vendor.slug])).toEqual([
      [2, 0],
      [1, 0],
    ]);
    const say = `update assay.review set doc = jsonb_set(doc::jsonb, '{verdict}', to_jsonb($2::text))::json where id = $1`;
    await tamper('review', say, [review.id, 'rejected']);
    expect(await versions(null)).toEqual([
      [2, 0],
      [published.version, 1],
    ]);
    await tamper('review', say, [review.id, 'approved']);
    const withdrawal = { reason: 'Wrong.', by: people.reviewer.email, at: '2026-04-01T00:00:00.000Z' };
    await desk.office.store.publications.withdraw(vendor.slug, withdrawal);
    expect(await versions(null)).toEqual([[1, 0]]);
  });

  it('is refused for a product of which nothing is published', async () => {
    expect(await refusalOf(verify(desk.office, ['nobody']))).toMatchObject({
      status: 404,
      code: 'not-published',
    });
  });
});

function mostCited(which: 'textDigest' | 'pageDigest'): string {
  const counts = new Map<string, number>();
  for (const { citation } of citationsOf(publication.analysis)) {
    counts.set(citation[which], (counts.get(citation[which]) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

/** Does with a table what someone with full rights on the database could, its guard put aside. */
async function tamper(table: string, sql: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  await desk.opened.pool.query(`alter table assay.${table} disable trigger all`);
  try {
    return (await desk.opened.pool.query(sql, values)).rows;
  } finally {
    await desk.opened.pool.query(`alter table assay.${table} enable trigger all`);
  }
}

/** Changes one bit in the middle of a stored body; gives how to take that back. */
async function flipOneByte(digest: string): Promise<() => Promise<void>> {
  const { rows } = await desk.opened.pool.query<{ encoding: string; bytes: Buffer }>(
    'select encoding, bytes from assay.body where digest = $1',
    [digest],
  );
  const row = rows[0];
  if (!row) throw new Error('no such body');
  const packed = row.encoding === 'brotli';
  const plain = packed ? brotliDecompressSync(row.bytes) : Buffer.from(row.bytes);
  const middle = Math.floor(plain.length / 2);
  plain.writeUInt8(plain.readUInt8(middle) ^ 1, middle);
  const set = async (bytes: Buffer): Promise<void> => {
    await tamper('body', 'update assay.body set bytes = $2 where digest = $1', [digest, bytes]);
  };
  await set(packed ? brotliCompressSync(plain) : plain);
  return () => set(row.bytes);
}
