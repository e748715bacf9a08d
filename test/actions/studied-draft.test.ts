import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decide } from '../../src/actions/decide.ts';
import { reviewDesk } from '../../src/actions/review-desk.ts';
import { citationsOf } from '../../src/actions/verify-analysis.ts';
import type { Draft } from '../../src/domain/draft.ts';
import type { Store } from '../../src/ports.ts';
import { openOffice, people, refusalOf, type TestOffice } from './office.ts';
import { type Walked, walkedDraft, walkQuillstore } from './walked-draft.ts';

let desk: TestOffice;
let walked: Walked;
beforeAll(async () => {
  desk = await openOffice();
  walked = await walkQuillstore(desk.office.store.bodies);
});
afterAll(() => desk.close());

describe('What a draft says and rests on', () => {
  it('is worked out at the first look, and reads no stored page again at the next', async () => {
    const draft = await walkedDraft(desk, walked);
    const { office, reads } = watched(desk);
    const first = await reviewDesk(office, draft.id);
    const pages = new Set(
      citationsOf(draft.analysis).flatMap(({ citation }) => [citation.textDigest, citation.pageDigest]),
    );
    expect(reads()).toEqual({ bodies: pages.size, evidence: 1 });
    expect(await reviewDesk(office, draft.id)).toEqual(first);
    expect(reads()).toEqual({ bodies: pages.size, evidence: 1 });
  });

  it('is read from the stored pages again when it is approved, whatever was remembered', async () => {
    const draft = await walkedDraft(desk, walked);
    const { office, reads } = watched(desk);
    await reviewDesk(office, draft.id);
    const before = reads().bodies;
    await decide(office, approvalOf(draft), people.reviewer);
    expect(reads().bodies).toBe(2 * before);
  });

  it('stops an approval when a page was damaged after the look, and is then told on the desk until it is put back', async () => {
    const draft = await walkedDraft(desk, walked);
    expect((await reviewDesk(desk.office, draft.id)).blocks).toEqual([]);
    const cited = citationsOf(draft.analysis)[0]?.citation;
    if (!cited) throw new Error('nothing is cited');
    const mend = await damage(cited.pageDigest);
    const refusal = await refusalOf(decide(desk.office, approvalOf(draft), people.reviewer));
    expect(refusal).toMatchObject({ status: 422, code: 'blocked' });
    expect(refusal.details[0]?.message).toContain('another digest');
    const { blocks } = await reviewDesk(desk.office, draft.id);
    expect(blocks).toEqual(refusal.details);
    await mend();
    expect((await reviewDesk(desk.office, draft.id)).blocks).toEqual([]);
    await decide(desk.office, approvalOf(draft), people.reviewer);
  });
});

function approvalOf({ id, revision, contentDigest }: Draft) {
  return { draftId: id, decision: { verdict: 'approved', revision, contentDigest } };
}

/** An office of its own memory that counts which bodies and how often evidence is read. */
function watched({ office }: TestOffice): {
  office: TestOffice['office'];
  reads: () => { bodies: number; evidence: number };
} {
  const count = { bodies: 0, evidence: 0 };
  const { bodies, drafts } = office.store;
  const store: Store = {
    ...office.store,
    bodies: {
      ...bodies,
      readMany: (digests) => {
        count.bodies += digests.length;
        return bodies.readMany(digests);
      },
    },
    drafts: {
      ...drafts,
      evidence: (id) => {
        count.evidence += 1;
        return drafts.evidence(id);
      },
    },
  };
  return { office: { ...office, store }, reads: () => ({ ...count }) };
}

/** Changes a stored body as somebody with all rights on the database could; gives what puts it back. */
async function damage(digest: string): Promise<() => Promise<void>> {
  const { pool } = desk.opened;
  const { rows } = await pool.query<{ bytes: Buffer }>('select bytes from assay.body where digest = $1', [digest]);
  const write = async (bytes: Buffer | undefined): Promise<void> => {
    await pool.query('alter table assay.body disable trigger append_only');
    await pool.query('update assay.body set bytes = $2 where digest = $1', [digest, bytes]);
    await pool.query('alter table assay.body enable trigger append_only');
  };
  await write(Buffer.from('<p>Something else.</p>'));
  return () => write(rows[0]?.bytes);
}
