-- What lists of products show of each publication: reading whole analyses for a list took seconds at a thousand products.
create table assay.publication_card (
  publication_id text primary key references assay.publication (id),
  doc json not null
);

create function assay.framework_card(result json) returns json language sql immutable as $$
  select json_build_object(
    'total', result -> 'total', 'max', result -> 'max', 'assessed', result -> 'assessed', 'of', result -> 'of',
    'band', result -> 'band',
    'dimensions', (
      select coalesce(json_agg(json_build_object('id', one -> 'id', 'level', one -> 'level', 'max', one -> 'max')), '[]')
      from json_array_elements(result -> 'dimensions') one)
  )
$$;

insert into assay.publication_card (publication_id, doc)
select id, json_build_object(
    'name', content -> 'vendor' -> 'name', 'layer', content -> 'vendor' -> 'layer',
    'category', content -> 'vendor' -> 'category', 'summary', content -> 'summary' -> 'text',
    'readAt', content -> 'crawl' -> 'startedAt',
    'inpact', assay.framework_card(content -> 'frameworks' -> 'inpact'),
    'goals', assay.framework_card(content -> 'frameworks' -> 'goals')) as doc
from (
  -- PostgreSQL reads no U+0000 out of JSON.
  select publication.id, replace(canonical, '\u0000', '\ufffd')::json as content
  from assay.publication join assay.analysis on analysis.digest = publication.content_digest
) published;

drop function assay.framework_card(json);

create trigger append_only before update or delete or truncate on assay.publication_card
  for each statement execute function assay.refuse_change();

-- The queue is put in order by the database: reading a thousand drafts for each look at it took a tenth of a second. The
-- weights are those of src/domain/draft-doubt.ts.
alter table assay.draft_status add column doubt int not null default 0;
update assay.draft_status set doubt = least(99999,
  coalesce((summary ->> 'blocks')::int, 0) * 100 + coalesce((summary ->> 'disagreed')::int, 0) * 20
    + coalesce((summary ->> 'moved')::int, 0) * 15 + coalesce((summary ->> 'warns')::int, 0) * 5)
from assay.draft_revision
where draft_revision.draft_id = draft_status.draft_id and draft_revision.revision = draft_status.revision;

-- A product's older drafts are looked for by its slug each time a new one is made.
create index draft_revision_by_slug on assay.draft_revision (slug);
