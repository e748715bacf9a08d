import type { DraftState } from '../../domain/closed-lists.ts';
import type { DraftNote } from '../../domain/draft-note.ts';
import type { DraftStore } from '../../ports.ts';
import { instant, storable } from './columns.ts';
import { type Database, transaction } from './transaction.ts';

interface NoteColumns {
  draft_id: string;
  kind: DraftNote['kind'];
  item: string;
  seen: string;
  text: string;
  person: string;
  at: Date;
}

/** Who has a draft on their desk, and what they note beside its items. */
export function draftDesk(database: Database): Pick<DraftStore, 'claim' | 'assign' | 'release' | 'note' | 'notes'> {
  return {
    claim: (id, { person, takeOver }) =>
      transaction(database, async (tx) => {
        const { rows } = await tx.query<{ state: DraftState; holder: string | null; slug: string }>(
          'select state, holder, slug from assay.draft_status where draft_id = $1 for update',
          [id],
        );
        const now = rows[0];
        if (!now || !['waiting', 'returned', 'claimed'].includes(now.state)) return 'closed';
        if (now.holder === person) return 'claimed';
        if (now.holder !== null && !takeOver) return 'held';
        await tx.query(
          `update assay.draft_status set state = 'claimed', holder = $2, updated_at = $3 where draft_id = $1`,
          [id, person, database.clock.now()],
        );
        const detail = { slug: now.slug, from: now.holder };
        tx.audit({ actor: person, action: 'draft.claimed', subject: id, detail });
        return 'claimed';
      }),

    assign: (id, { person, to }) =>
      transaction(database, async (tx) => {
        const { rows } = await tx.query<{ state: DraftState; holder: string | null; slug: string }>(
          'select state, holder, slug from assay.draft_status where draft_id = $1 for update',
          [id],
        );
        const now = rows[0];
        if (!now || !['waiting', 'returned', 'claimed'].includes(now.state)) return 'closed';
        if (now.holder === to) return 'assigned';
        await tx.query(
          `update assay.draft_status set state = 'claimed', holder = $2, updated_at = $3 where draft_id = $1`,
          [id, to, database.clock.now()],
        );
        const detail = { slug: now.slug, to, from: now.holder };
        tx.audit({ actor: person, action: 'draft.assigned', subject: id, detail });
        return 'assigned';
      }),

    release: (id, person) =>
      transaction(database, async (tx) => {
        // Back to what it was before: returned, unless it was edited since.
        const { rows } = await tx.query<{ slug: string }>(
          `update assay.draft_status set holder = null, updated_at = $2, state = case when exists (
             select from assay.review where review.draft_id = draft_status.draft_id
               and review.revision = draft_status.revision and verdict = 'returned') then 'returned' else 'waiting' end
           where draft_id = $1 and state = 'claimed' returning slug`,
          [id, database.clock.now()],
        );
        const released = rows[0];
        if (!released) return 'none';
        tx.audit({ actor: person, action: 'draft.released', subject: id, detail: { slug: released.slug } });
        return 'released';
      }),

    note: (note) =>
      transaction(database, async (tx) => {
        const { draftId, kind, item, seen, text, person, at } = note;
        await tx.query(
          `insert into assay.draft_note (draft_id, kind, item, seen, text, person, at)
           values ($1, $2, $3, $4, $5, $6, $7)`,
          [draftId, kind, item, seen, storable(text), person, at],
        );
        const detail = kind === 'looked' ? { item, seen } : { item, seen, text: storable(text) };
        tx.audit({ actor: person, action: actions[kind], subject: draftId, detail });
      }),

    async notes(id) {
      const { rows } = await database.pool.query<NoteColumns>(
        'select draft_id, kind, item, seen, text, person, at from assay.draft_note where draft_id = $1 order by sequence',
        [id],
      );
      return rows.map(({ draft_id: draftId, at, ...note }) => ({ ...note, draftId, at: instant(at) }));
    },
  };
}

const actions: Record<DraftNote['kind'], string> = { looked: 'draft.looked-at', remark: 'draft.remarked' };
