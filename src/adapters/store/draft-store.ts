import { DraftState } from '../../domain/closed-lists.ts';
import type { Corpus } from '../../domain/corpus.ts';
import type { Draft, DraftSummary } from '../../domain/draft.ts';
import { may } from '../../domain/person.ts';
import type { Review } from '../../domain/review.ts';
import type { DraftStore } from '../../ports.ts';
import { expectFormat, instant } from './columns.ts';
import { orderOf, page, turnOf } from './cursor.ts';
import { draftDesk } from './draft-desk.ts';
import type { PoolLike } from './pool.ts';
import { recordStore } from './record-store.ts';
import { expectContent } from './stored-analysis.ts';
import { type DraftColumns, insertRevision, paperFormat, type RevisionSummary, restoreDraft } from './stored-draft.ts';
import { readOwnPart } from './stored-record.ts';
import { type Database, lockSubject, type Transaction, transaction } from './transaction.ts';
import { voidSince } from './void-since.ts';

/** States in which a person may still edit or decide. */
const open: ReadonlySet<DraftState> = new Set<DraftState>(['waiting', 'claimed', 'returned']);

interface StatusRow {
  state: DraftState;
  revision: number;
  content_digest: string;
  reason: string;
  holder: string | null;
}

interface SummaryRow {
  draft_id: string;
  state: DraftState;
  reason: string;
  holder: string | null;
  created_at: Date;
  updated_at: Date;
  summary: RevisionSummary;
  /** Counted anew where the summary of the revision counted more than what is disputed; else null. */
  disputed: number | null;
  /** Set where its change is gone, which blocks it beside what its own summary counts. */
  void_since: Date | null;
}

/** Drafts with their revisions and decisions. */
export function draftStore(database: Database): DraftStore {
  const { pool } = database;
  const records = recordStore(database);
  return {
    async get(id, revision) {
      const { rows } = await pool.query<DraftColumns>(
        `select doc, made, canonical, format from assay.draft_revision
         join assay.analysis on analysis.digest = content_digest
         where draft_id = $1 and ($2::int is null or revision = $2) order by revision desc limit 1`,
        [id, revision ?? null],
      );
      return rows[0] ? restoreDraft(rows[0]) : null;
    },

    async state(id) {
      const { rows } = await pool.query<StatusRow>(
        `select state, revision, content_digest, reason, holder from assay.draft_status
         join assay.draft_revision using (draft_id, revision) where draft_id = $1`,
        [id],
      );
      const row = rows[0];
      if (!row) return null;
      const { content_digest: contentDigest, ...rest } = row;
      return { ...rest, contentDigest };
    },

    async voidSince(id) {
      const { rows } = await pool.query<{ void_since: Date | null }>(
        `select ${voidSince} as void_since from assay.draft_status where draft_id = $1`,
        [id],
      );
      const at = rows[0]?.void_since;
      return at ? instant(at) : null;
    },

    async counts() {
      const { rows } = await pool.query<{ state: DraftState; drafts: number }>(
        'select state, count(*)::int as drafts from assay.draft_status group by state',
      );
      const none = Object.fromEntries(DraftState.options.map((state) => [state, 0])) as Record<DraftState, number>;
      return { ...none, ...Object.fromEntries(rows.map(({ state, drafts }) => [state, drafts])) };
    },

    async states(ids) {
      const { rows } = await pool.query<{ draft_id: string; state: DraftState }>(
        'select draft_id, state from assay.draft_status where draft_id = any ($1::text[])',
        [ids],
      );
      return new Map(rows.map(({ draft_id, state }) => [draft_id, state]));
    },

    async list({ limit, states, slug, ...asked }) {
      const turn = turnOf(asked, 'instant');
      const { beyond, order } = orderOf(turn, 'greatest');
      const { rows } = await pool.query<SummaryRow>(
        `select draft_id, state, reason, holder, created_at, updated_at, summary, disputed, ${voidSince} as void_since
         from assay.draft_status join assay.draft_revision using (draft_id, revision)
         where ($1::text[] is null or state = any ($1::text[]))
           and ($2::text is null or draft_status.slug = $2)
           and ($3::timestamptz is null or (created_at, draft_id) ${beyond} ($3::timestamptz, $4::text))
         order by created_at ${order}, draft_id ${order} limit $5`,
        [states ?? null, slug ?? null, turn.from?.[0] ?? null, turn.from?.[1] ?? null, limit + 1],
      );
      return page(rows, limit, {
        item: summaryIn,
        at: (row) => [row.created_at.toISOString(), row.draft_id],
        turn,
      });
    },

    async queue({ from, limit, states, person, holder }) {
      const { rows } = await pool.query<SummaryRow>(
        `with asked as (
           select *, ${voidSince} as void_since
           from assay.draft_status where state = any ($3::text[]) and ($4::text is null or holder = $4)),
         shown as (
           select *, row_number() over (order by
               case when holder <> $1 then 0 when (state = 'returned') <> $2 then 2 else 1 end desc,
               void_since is null, doubt desc, updated_at, draft_id) as place
           from asked order by place limit $5 offset $6)
         select draft_id, state, reason, holder, created_at, updated_at, summary, disputed, void_since
         from shown join assay.draft_revision using (draft_id, revision) order by place`,
        [person.email, may(person, 'decide'), states, holder ?? null, limit + 1, from],
      );
      return { items: rows.slice(0, limit).map(summaryIn), more: rows.length > limit };
    },

    revise: (draft, seenDigest) => transaction(database, (tx) => revise(tx, draft, seenDigest)),

    async decide(review) {
      expectContent(`The review ${review.id}`, review.analysis, review.contentDigest);
      return transaction(database, (tx) => decide(tx, review));
    },

    async review(id) {
      const { rows } = await pool.query<{ review: Omit<Review, 'analysis'>; review_format: number } & DraftColumns>(
        `select review.doc as review, review.format as review_format, draft_revision.doc, made, canonical, draft_revision.format
         from assay.review join assay.draft_revision using (draft_id, revision)
         join assay.analysis on analysis.digest = draft_revision.content_digest where review.id = $1`,
        [id],
      );
      const row = rows[0];
      if (!row) return null;
      expectFormat(`The review ${id}`, row.review_format, paperFormat);
      return { ...row.review, analysis: restoreDraft(row).analysis };
    },

    async lastReview(id) {
      const { rows } = await pool.query<{ doc: Omit<Review, 'analysis'>; format: number }>(
        'select doc, format from assay.review where draft_id = $1 order by decided_at desc, id limit 1',
        [id],
      );
      const row = rows[0];
      if (!row) return null;
      expectFormat(`The latest review of ${id}`, row.format, paperFormat);
      return row.doc;
    },

    ...draftDesk(database),

    async revisions(id) {
      const { rows } = await pool.query<{ doc: Omit<Draft, 'analysis'>; format: number }>(
        'select doc, format from assay.draft_revision where draft_id = $1 order by revision desc',
        [id],
      );
      return rows.map(({ doc, format }) => {
        expectFormat(`The draft ${id}`, format, paperFormat);
        return doc;
      });
    },

    async evidence(id) {
      const from = await madeFrom(pool, id);
      return from ? records.evidence(from.evidenceId) : null;
    },

    async corpus(id) {
      const from = await madeFrom(pool, id);
      if (!from) return null;
      return (await readOwnPart<Omit<Corpus, 'snapshot'>>(pool, 'corpus', from.corpusId))?.own ?? null;
    },
  };
}

function summaryIn(row: SummaryRow): DraftSummary {
  const { summary, disputed, state, reason, holder, created_at, updated_at, void_since } = row;
  return {
    // Revisions of before these were counted have none.
    ...{ moved: 0, disagreed: 0, change: null },
    ...summary,
    ...(disputed === null ? {} : { disagreed: disputed }),
    ...(void_since === null ? {} : { blocks: summary.blocks + 1 }),
    state,
    reason,
    holder,
    createdAt: instant(created_at),
    updatedAt: instant(updated_at),
  };
}

/** The last evidence of the run that ended with the draft, and its corpus. */
async function madeFrom(pool: PoolLike, draftId: string): Promise<{ evidenceId: string; corpusId: string } | null> {
  const { rows } = await pool.query<{ id: string; parent_id: string }>(
    `select record.id, record.parent_id from assay.draft_revision
     join assay.record using (run_id) where draft_id = $1 and revision = 1 and kind = 'evidence'
     order by sequence desc limit 1`,
    [draftId],
  );
  return rows[0] ? { evidenceId: rows[0].id, corpusId: rows[0].parent_id } : null;
}

async function revise(tx: Transaction, draft: Draft, seenDigest: string): Promise<'revised' | 'stale'> {
  await lockSubject(tx, draft.slug);
  const now = await statusOf(tx, draft.id, draft.slug);
  if (!now || !open.has(now.state) || now.content_digest !== seenDigest || draft.revision !== now.revision + 1) {
    return 'stale';
  }
  const { doubt } = await insertRevision(tx, draft);
  // A returned draft that was edited waits again: the reason stays, so that the reviewer can see what was asked for.
  await tx.query(
    `update assay.draft_status set revision = $2, updated_at = $3, doubt = $4, disputed = null,
       state = case state when 'returned' then 'waiting' else state end where draft_id = $1`,
    [draft.id, draft.revision, draft.createdAt, doubt],
  );
  const { slug, revision, parentRevision, contentDigest, edits } = draft;
  const detail = { slug, revision, parentRevision, contentDigest, edits: edits ?? [] };
  tx.audit({ actor: draft.author, action: 'draft.revised', subject: draft.id, detail });
  return 'revised';
}

async function decide(tx: Transaction, review: Review): Promise<'decided' | 'stale' | 'closed' | 'returned'> {
  await lockSubject(tx, review.slug);
  const now = await statusOf(tx, review.draftId, review.slug);
  if (!now) return 'stale';
  if (!open.has(now.state)) return 'closed';
  if (now.revision !== review.revision || now.content_digest !== review.contentDigest) return 'stale';
  // The same return said twice in one millisecond is one return.
  const known = await tx.query('select 1 from assay.review where id = $1', [review.id]);
  if (known.rows.length > 0) return 'decided';
  // Returning changes no content, so that a digest alone does not show it to whoever opened the draft before.
  if ((await returnOf(tx, review)) !== (review.afterReturn ?? null)) return 'returned';
  const { analysis: _content, ...doc } = review;
  await tx.query(
    `insert into assay.review (id, draft_id, revision, slug, content_digest, verdict, person, decided_at, format, doc)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      review.id,
      review.draftId,
      review.revision,
      review.slug,
      review.contentDigest,
      review.verdict,
      review.person,
      review.decidedAt,
      paperFormat,
      JSON.stringify(doc),
    ],
  );
  await tx.query(
    'update assay.draft_status set state = $2, reason = $3, updated_at = $4, holder = null where draft_id = $1',
    [review.draftId, review.verdict, review.reason, review.decidedAt],
  );
  const { slug, revision, contentDigest, reason, items = [] } = review;
  const detail = { slug, revision, contentDigest, reviewId: review.id, reason, ...(items.length > 0 ? { items } : {}) };
  tx.audit({ actor: review.person, action: `draft.${review.verdict}`, subject: review.draftId, detail });
  return 'decided';
}

/** The id of the last return of this revision; null where it was not returned. */
async function returnOf(tx: Transaction, { draftId, revision }: Review): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `select id from assay.review where draft_id = $1 and revision = $2 and verdict = 'returned'
     order by decided_at desc, id limit 1`,
    [draftId, revision],
  );
  return rows[0]?.id ?? null;
}

async function statusOf(tx: Transaction, id: string, slug: string): Promise<StatusRow | null> {
  const { rows } = await tx.query<StatusRow>(
    `select state, draft_status.revision, content_digest, reason, holder from assay.draft_status
     join assay.draft_revision using (draft_id, revision)
     where draft_id = $1 and draft_status.slug = $2 for update of draft_status`,
    [id, slug],
  );
  return rows[0] ?? null;
}
