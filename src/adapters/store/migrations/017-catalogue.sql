-- Cards of products say what the catalogue is filtered by, and what comparing and building a stack needs.
drop trigger append_only on assay.publication_card;

-- PostgreSQL reads neither U+0000 nor half a surrogate pair out of JSON; canonical JSON writes both, and no whole pair, as
-- escapes.
create function assay.readable_json(canonical text) returns json language sql immutable as $$
  select regexp_replace(canonical, '\\u(0000|d[89a-f][0-9a-f]{2})', '\\ufffd', 'g')::json
$$;

create function assay.distinct_names(integrations json) returns json language sql immutable as $$
  select coalesce(json_agg(name order by name collate "C"), '[]')
  from (select distinct one ->> 'name' as name from json_array_elements(integrations) one) named
$$;

update assay.publication_card
set doc = json_build_object(
  'name', doc -> 'name', 'layer', doc -> 'layer', 'category', doc -> 'category',
  'entryType', content -> 'vendor' -> 'entryType', 'price', content -> 'vendor' -> 'price',
  'licence', content -> 'vendor' -> 'licence', 'homepage', content -> 'vendor' -> 'homepage',
  'summary', doc -> 'summary', 'readAt', doc -> 'readAt', 'analyst', content -> 'producer' -> 'analyst',
  'inpact', doc -> 'inpact', 'goals', doc -> 'goals', 'contexts', content -> 'contexts',
  'integrates', assay.distinct_names(content -> 'integrations'))
from (
  select publication.id, assay.readable_json(canonical) as content
  from assay.publication join assay.analysis on analysis.digest = publication.content_digest
) published
where published.id = publication_card.publication_id;

drop function assay.distinct_names(json);

create trigger append_only before update or delete or truncate on assay.publication_card
  for each statement execute function assay.refuse_change();

-- What the current publication of each product is found by; what is superseded or withdrawn is not in it. `head` says what
-- the product is and decides the order: its name (A), its category and summary (B), both as stems and as they are written,
-- so that "LangGraph" is found by "langg" and "serving" by "servi". `merits` are its strengths and limitations; `words` all
-- of these and the quotes of the checks that it meets.
create table assay.publication_search (
  slug text primary key,
  publication_id text not null references assay.publication (id),
  name text not null,
  head tsvector not null,
  merits tsvector not null,
  words tsvector not null
);
create index publication_search_head on assay.publication_search using gin (head);
create index publication_search_merits on assay.publication_search using gin (merits);
create index publication_search_words on assay.publication_search using gin (words);

-- A tsvector holds a megabyte at most, and what is longer could never be published. The bounds here add up to 200,000
-- characters, of which no words make as much; no analysis comes near them.
create function assay.search_merits(content json) returns text language sql immutable as $$
  select left(coalesce(string_agg(claim ->> 'text', ' '), ''), 90000)
  from (
    select json_array_elements(content -> 'strengths') as claim
    union all select json_array_elements(content -> 'limitations')) claims
$$;

create function assay.search_quotes(content json) returns text language sql immutable as $$
  select left(coalesce(string_agg(citation ->> 'quote', ' '), ''), 90000)
  from unnest(array['inpact', 'goals']) framework,
    json_array_elements(content -> 'frameworks' -> framework -> 'dimensions') dimension,
    json_array_elements(dimension -> 'checks') checked,
    json_array_elements(checked -> 'citations') citation
  where checked ->> 'decision' = 'met'
$$;

create function assay.index_publication(wanted text) returns void language sql as $$
  insert into assay.publication_search (slug, publication_id, name, head, merits, words)
  select slug, id, lower(name),
    setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('simple', title), 'A')
      || setweight(to_tsvector('english', about), 'B') || setweight(to_tsvector('simple', about), 'B'),
    to_tsvector('english', merits),
    to_tsvector('english', concat_ws(' ', title, about, merits, assay.search_quotes(content)))
  from (
    select publication.*, content,
      regexp_replace(name, '[^[:alnum:]]+', ' ', 'g') as title,
      left(concat_ws(' ', layer, replace(category, '-', ' '), content -> 'summary' ->> 'text'), 20000) as about,
      assay.search_merits(content) as merits
    from assay.publication
    join (select digest, assay.readable_json(canonical) as content from assay.analysis) analysis
      on analysis.digest = publication.content_digest
    where publication.id = wanted) published
  on conflict (slug) do update set publication_id = excluded.publication_id, name = excluded.name,
    head = excluded.head, merits = excluded.merits, words = excluded.words
$$;

select assay.index_publication(id) from assay.catalogue;

-- Which catalogue is public: another text after each publication and withdrawal, whichever process made it, so that pages
-- may be remembered by it. Random, because a restored backup must not bring back a state that browsers still remember.
create table assay.catalogue_state (
  only_row boolean primary key default true check (only_row),
  state text not null
);
insert into assay.catalogue_state (state) values (gen_random_uuid()::text);

create function assay.follow_publication() returns trigger language plpgsql as $$
begin
  perform assay.index_publication(new.id);
  update assay.catalogue_state set state = gen_random_uuid()::text;
  return null;
end $$;
create trigger follow_publication after insert on assay.publication
  for each row execute function assay.follow_publication();

create function assay.follow_withdrawal() returns trigger language plpgsql as $$
begin
  delete from assay.publication_search where publication_id = new.publication_id;
  update assay.catalogue_state set state = gen_random_uuid()::text;
  return null;
end $$;
create trigger follow_withdrawal after insert on assay.withdrawal
  for each row execute function assay.follow_withdrawal();
