-- Summaries of before counted notes among what is disputed, and the queue weighed them; the analysis holds the true number.
-- A summary is never rewritten: what was counted anew stands beside where the draft stands. Null: its summary is right.
alter table assay.draft_status add column disputed int;

-- The weights are those of src/domain/draft-doubt.ts; -1 is of drafts in which only addresses are new.
update assay.draft_status set disputed = counted.disputed,
  doubt = case when doubt < 0 then doubt else least(99999,
    coalesce((summary ->> 'blocks')::int, 0) * 100 + counted.disputed * 20
      + coalesce((summary ->> 'moved')::int, 0) * 15 + coalesce((summary ->> 'warns')::int, 0) * 5) end
from (
  select draft_id, revision, summary, (
      select count(*)::int from json_array_elements(content -> 'flags') flag
      where flag ->> 'kind' = 'analysts-disagree' and flag ->> 'severity' = 'warns') as disputed
  from assay.draft_revision
  -- PostgreSQL reads no U+0000 out of JSON.
  join (select digest, replace(canonical, '\u0000', '\ufffd')::json as content from assay.analysis) analysis
    on analysis.digest = content_digest
  where coalesce((summary ->> 'disagreed')::int, 0) > 0
) counted
where counted.draft_id = draft_status.draft_id and counted.revision = draft_status.revision
  and counted.disputed <> (summary ->> 'disagreed')::int;
