import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { verify } from '../../src/actions/verify.ts';
import type { BrokenLink } from '../../src/actions/verify-records.ts';
import { canonicalJson, sha256 } from '../../src/domain/digest.ts';
import type { Draft } from '../../src/domain/draft.ts';
import { walkedDraft, walkQuillstore } from '../actions/walked-draft.ts';
import { aPublication, aReview } from '../contract/sample-records.ts';
import { onBothDatabases, type ProofGround } from './databases.ts';

/** Tables in which the chain stands, in an order in which they can be filled again. */
const tables = ['body', 'record', 'analysis', 'draft_revision', 'review', 'publication', 'withdrawal'];
const reviewer = 'reviewer@company.example';

/** What of the walked product is tampered with. */
interface Chain {
  draft: Draft;
  run: Row;
  snapshot: Row;
  corpus: Row;
  evidence: Row;
  sql(text: string, values?: unknown[]): Promise<void>;
}
interface Row {
  id: string;
  own: Record<string, unknown>;
}

type Broken = Pick<BrokenLink, 'link' | 'id'> & { reason: RegExp };

/** Writes a record anew with a digest that fits it, as somebody does who knows how it is stored. */
async function rewrite(
  { sql }: Chain,
  { id, own }: Row,
  change: Record<string, unknown>,
  fitting = true,
): Promise<void> {
  const next = { ...own, ...change };
  await sql('update assay.record set doc = $2 where id = $1', [id, gzipSync(JSON.stringify(next))]);
  if (fitting) await sql('update assay.record set digest = $2 where id = $1', [id, sha256(canonicalJson(next))]);
}

const bodyOf = ({ own }: Row): string => {
  const [page] = own.pages as { bodyDigest?: string; textDigest?: string }[];
  return page?.textDigest ?? page?.bodyDigest ?? '';
};

const tamperings: Record<string, (chain: Chain) => Promise<Broken>> = {
  'a run is written anew, its digest with it': async (chain) => {
    await rewrite(chain, chain.run, { requestedBy: 'somebody@else.example' });
    return { link: 'run', id: chain.run.id, reason: /the audit log names/ };
  },
  'a run is changed': async (chain) => {
    await rewrite(chain, chain.run, { cause: 'upgrade' }, false);
    return { link: 'run', id: chain.run.id, reason: /does not have its digest/ };
  },
  'a snapshot is changed': async (chain) => {
    await rewrite(chain, chain.snapshot, { endedBy: 'pages' }, false);
    return { link: 'snapshot', id: chain.snapshot.id, reason: /does not have its digest/ };
  },
  'a snapshot cannot be unpacked': async ({ sql, snapshot }) => {
    await sql('update assay.record set doc = $2 where id = $1', [snapshot.id, Buffer.from('no gzip')]);
    return { link: 'snapshot', id: snapshot.id, reason: /cannot be unpacked/ };
  },
  'a snapshot is gone': async ({ sql, snapshot, corpus }) => {
    await sql('delete from assay.record where id = $1', [snapshot.id]);
    return { link: 'corpus', id: corpus.id, reason: /snapshot that it was made from is missing/ };
  },
  'a received page is changed': async ({ sql, snapshot }) => {
    const digest = bodyOf(snapshot);
    await sql(`update assay.body set bytes = $2, encoding = 'none', size = 5 where digest = $1`, [
      digest,
      Buffer.from('other'),
    ]);
    return { link: 'body', id: digest, reason: /bytes do not have its digest/ };
  },
  'a text read from a page is gone': async ({ sql, corpus }) => {
    const digest = bodyOf(corpus);
    await sql('delete from assay.body where digest = $1', [digest]);
    return { link: 'body', id: digest, reason: /not kept/ };
  },
  'a passage of a corpus is put in, the record’s digest with it': async (chain) => {
    const [first] = chain.corpus.own.passages as object[];
    await rewrite(chain, chain.corpus, {
      passages: [...(chain.corpus.own.passages as object[]), { ...first, id: 'made-up' }],
    });
    return { link: 'corpus', id: chain.corpus.id, reason: /the audit log names/ };
  },
  'a quote of the evidence is changed': async (chain) => {
    const text = JSON.stringify(chain.evidence.own).replace(/"quote":"[^"]/, '"quote":"~');
    await rewrite(chain, chain.evidence, JSON.parse(text) as Record<string, unknown>, false);
    return { link: 'evidence', id: chain.evidence.id, reason: /does not have its digest/ };
  },
  'evidence is hung on another run’s corpus': async ({ sql, evidence, run }) => {
    await sql(
      `update assay.record set parent_id = (select id from assay.record where kind = 'corpus' and run_id <> $2 limit 1)
       where id = $1`,
      [evidence.id, run.id],
    );
    return { link: 'evidence', id: evidence.id, reason: /missing|another run/ };
  },
  'a draft’s content is changed': async ({ sql, draft }) => {
    await sql('alter table assay.analysis drop constraint if exists analysis_check');
    await sql(
      `update assay.analysis set canonical = replace(canonical, 'Quillstore', 'Quillstone') where digest = $1`,
      [draft.contentDigest],
    );
    return { link: 'draft', id: `${draft.id}, revision 1`, reason: /does not have its digest/ };
  },
  'a draft’s content is gone': async ({ sql, draft }) => {
    await sql('delete from assay.analysis where digest = $1', [draft.contentDigest]);
    return { link: 'draft', id: `${draft.id}, revision 1`, reason: /content is missing/ };
  },
  'a draft names other passages than its evidence': async ({ sql, draft }) => {
    await sql(
      `update assay.draft_revision set doc = jsonb_set(doc::jsonb, '{passagesDigest}', '"${'0'.repeat(64)}"')::json
       where draft_id = $1`,
      [draft.id],
    );
    return { link: 'draft', id: `${draft.id}, revision 1`, reason: /no evidence of its run/ };
  },
  'a draft takes on the content of another': async ({ sql, draft }) => {
    await sql(
      `update assay.draft_revision set content_digest = (select digest from assay.analysis where digest <> $2 limit 1)
       where draft_id = $1`,
      [draft.id, draft.contentDigest],
    );
    return { link: 'draft', id: `${draft.id}, revision 1`, reason: /audit log does not tell/ };
  },
  'a revision is put in that nobody wrote': async ({ sql, draft }) => {
    await sql(
      `insert into assay.draft_revision select draft_id, 2, slug, run_id, content_digest, format,
         jsonb_set(doc::jsonb, '{parentRevision}', '1')::json, made, summary, now()
       from assay.draft_revision where draft_id = $1`,
      [draft.id],
    );
    return { link: 'draft', id: `${draft.id}, revision 2`, reason: /audit log does not tell/ };
  },
  'an approval is put in that nobody gave': async ({ sql, draft }) => {
    await sql(
      `insert into assay.review values ('review-forged', $1, 1, $2, $3, 'approved', $4, now(), 1, '{"verdict":"approved"}')`,
      [draft.id, draft.slug, draft.contentDigest, reviewer],
    );
    return { link: 'review', id: 'review-forged', reason: /audit log does not tell/ };
  },
  'a publication is put in that nobody approved': async ({ sql, draft }) => {
    await sql(
      `insert into assay.publication values ('publication-forged', 'review-none', $1, 1, $2, 'n', 'L1', 'c', 1, '{}', now())`,
      [draft.slug, draft.contentDigest],
    );
    return { link: 'publication', id: 'publication-forged', reason: /audit log does not tell/ };
  },
};

await onBothDatabases('The chain of records behind what is published', (ground) => {
  let chain: Chain;
  beforeAll(async () => {
    chain = await walkedChain(ground());
  });

  it('holds as the stages made it, every page and record re-hashed', async () => {
    const { records, ok } = await verify(ground(), null);
    expect(records.failures).toEqual([]);
    expect(ok).toBe(true);
    expect(records.records).toBe(8);
    expect(records.drafts).toBe(2);
    expect(records.bodies).toBeGreaterThan(10);
  });

  describe.each(Object.entries(tamperings))('when %s', (_what, tamper) => {
    it('is found broken, and the first broken link named', async () => {
      const { slug } = chain.draft;
      try {
        const { link, id, reason } = await tamper(chain);
        const { records, ok } = await verify(ground(), null);
        expect(ok).toBe(false);
        const own = records.failures.filter((failure) => failure.slug === slug || failure.slug === '');
        expect(own).toMatchObject([{ link, id, reason: expect.stringMatching(reason) }]);
      } finally {
        await restore(chain);
      }
    });
  });

  it('holds after an approval and its publication, and names them once the log has lost their entries', async () => {
    const { store } = ground();
    const review = aReview(chain.draft);
    await store.drafts.decide(review);
    const publication = aPublication(review);
    await store.publications.append(publication);
    expect((await verify(ground(), [chain.draft.slug])).ok).toBe(true);
    await chain.sql(`delete from assay.audit where action in ('draft.approved', 'publication.published')`);
    const { records } = await verify(ground(), [chain.draft.slug]);
    expect(records.failures.map(({ link, id }) => [link, id])).toEqual([
      ['review', review.id],
      ['publication', publication.id],
    ]);
  });
});

/** Two walked drafts of the invented product, and the records of the first; its tables copied aside. */
async function walkedChain(ground: ProofGround): Promise<Chain> {
  const { store, opened } = ground;
  await store.accounts.addPerson({ email: reviewer, role: 'reviewer' }, 'assay');
  const walked = await walkQuillstore(store.bodies);
  const draft = await walkedDraft({ office: ground }, walked);
  await walkedDraft({ office: ground }, walked);
  for (const table of tables)
    await opened.pool.query(`create table public.kept_${table} as select * from assay.${table}`);
  const records = await store.stored.records(draft.slug, 0, 10);
  const row = (kind: string): Row => {
    const found = records.find((record) => record.kind === kind);
    if (!found) throw new Error(`no ${kind} was stored`);
    return { id: found.id, own: found.own as Record<string, unknown> };
  };
  const sql = async (text: string, values: unknown[] = []) => {
    const all = [...tables, 'audit'];
    for (const table of all) await opened.pool.query(`alter table assay.${table} disable trigger all`);
    await opened.pool.query(text, values);
    for (const table of all) await opened.pool.query(`alter table assay.${table} enable trigger all`);
  };
  return { draft, run: row('run'), snapshot: row('snapshot'), corpus: row('corpus'), evidence: row('evidence'), sql };
}

async function restore({ sql }: Chain): Promise<void> {
  for (const table of tables.toReversed()) await sql(`delete from assay.${table}`);
  for (const table of tables) {
    await sql(`insert into assay.${table} overriding system value select * from public.kept_${table}`);
  }
}
