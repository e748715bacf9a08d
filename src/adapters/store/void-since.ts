import { openStates } from '../../domain/closed-lists.ts';
import { asPublished, touchedNothing } from '../../domain/reading-ends.ts';

const open = openStates.map((state) => `'${state}'`).join(', ');

/** Only what became of published quotes is seen without the analyst: sentences that came, another one may not have found. */
const isOfQuotes = `not exists (
  select from json_array_elements(held.doc -> 'change' -> 'items') item,
    json_array_elements(item -> 'quotes') quote where json_typeof(quote -> 'before') = 'null')`;

/**
 * Of a row of `assay.draft_status`: when the change that it is about was last seen to be gone, as the latest reading of the
 * vendor found all that is published as it stands. Null for drafts of no change and decided ones. No page is the reason of
 * an upgrade, neither of its draft nor of its reading. The draft itself is looked at only after such a reading.
 */
export const voidSince = `(
  select case
    when draft_status.state in (${open}) and outcome = 'unchanged' and (progress = '${asPublished}'
      or progress like '%${touchedNothing.now}' or progress like '%${touchedNothing.before}')
    and exists (
      select from assay.draft_revision held
      where held.draft_id = draft_status.draft_id and held.revision = draft_status.revision
        and held.doc -> 'change' is not null and held.doc -> 'change' -> 'upgrade' is null
        and (progress = '${asPublished}' or ${isOfQuotes})) then ended_at end
  from assay.run_status
  where run_status.slug = draft_status.slug and outcome in ('unchanged', 'drafted') and cause <> 'upgrade'
  order by run_status.created_at desc, run_status.run_id desc limit 1)`;
