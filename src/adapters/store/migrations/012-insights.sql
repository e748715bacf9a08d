-- What the last decision on each draft changed of it, for the insights page: computed once, when somebody decides, because
-- comparing thousands of drafts when the page is asked for would hold everybody else up. A projection: it can be made
-- anew from reviews and revisions at any time, and nothing is decided from it.
create table assay.reviewed (
  draft_id text primary key,
  decided_at timestamptz not null,
  drafted_at timestamptz not null,
  verdict text not null,
  -- Whether it was decided exactly as it was drafted.
  untouched boolean not null,
  analyst text not null,
  -- A name for the set of prompts; empty for the offline analyst.
  prompts text not null,
  -- Decisions changed, over all dimensions.
  changed int not null default 0
);
create index reviewed_by_time on assay.reviewed (decided_at);

-- Only parts that were changed: a dimension's decisions with how many, and how many to a better one; or a section's text.
create table assay.reviewed_part (
  draft_id text not null references assay.reviewed (draft_id) on delete cascade,
  kind text not null check (kind in ('decisions', 'text')),
  part text not null,
  checks int not null,
  better int not null,
  primary key (draft_id, kind, part)
);

-- `marks` of a revision: a letter for each check of a dimension (contradicted, no evidence, partly, met, in this order of
-- worth), and the beginning of each section's digest. Revisions of before they were kept have none and do not count.
create function assay.note_reviewed(decided assay.review) returns void language plpgsql as $$
declare
  drafted assay.draft_revision;
  last assay.draft_revision;
  analyst text;
begin
  select * into drafted from assay.draft_revision where draft_id = decided.draft_id and revision = 1;
  select * into last from assay.draft_revision where draft_id = decided.draft_id and revision = decided.revision;
  if drafted.made -> 'marks' is null or last.made -> 'marks' is null then
    return;
  end if;
  analyst := drafted.doc -> 'producer' ->> 'analyst';
  delete from assay.reviewed where draft_id = decided.draft_id;
  insert into assay.reviewed (draft_id, decided_at, drafted_at, verdict, untouched, analyst, prompts)
  select decided.draft_id, decided.decided_at, created_at, decided.verdict, drafted.content_digest = last.content_digest,
    analyst,
    case analyst when 'offline' then '' else left(md5((drafted.doc -> 'producer' -> 'promptDigests')::text), 8) end
  from assay.draft_status where draft_id = decided.draft_id;
  insert into assay.reviewed_part (draft_id, kind, part, checks, better)
  select decided.draft_id, 'decisions', was.key, count(*),
    count(*) filter (where strpos('cnpm', substr(became.value, at, 1)) > strpos('cnpm', substr(was.value, at, 1)))
  from json_each_text(drafted.made -> 'marks' -> 'decisions') was
  join json_each_text(last.made -> 'marks' -> 'decisions') became on became.key = was.key and became.value <> was.value
  cross join lateral generate_series(1, length(was.value)) at
  where substr(became.value, at, 1) <> substr(was.value, at, 1)
  group by was.key;
  insert into assay.reviewed_part (draft_id, kind, part, checks, better)
  select decided.draft_id, 'text', was.key, 0, 0
  from json_each_text(drafted.made -> 'marks' -> 'sections') was
  join json_each_text(last.made -> 'marks' -> 'sections') became on became.key = was.key and became.value <> was.value;
  update assay.reviewed set changed = coalesce(
    (select sum(checks) from assay.reviewed_part where draft_id = decided.draft_id and kind = 'decisions'), 0)
  where draft_id = decided.draft_id;
end $$;

create function assay.note_new_review() returns trigger language plpgsql as $$
begin
  perform assay.note_reviewed(new);
  return null;
end $$;

create trigger note_reviewed after insert on assay.review for each row execute function assay.note_new_review();

-- In order, so that of several decisions on one draft the last one stays.
do $$
declare
  earlier assay.review;
begin
  for earlier in select * from assay.review order by decided_at, id loop
    perform assay.note_reviewed(earlier);
  end loop;
end $$;
