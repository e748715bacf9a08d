-- An approval is of exactly the latest revision of an existing draft, by a person who is known and may review.
create or replace function assay.check_review() returns trigger language plpgsql as $$
declare
  latest assay.draft_revision;
begin
  if new.verdict <> 'approved' then
    return new;
  end if;
  if lower(trim(new.person)) in ('', 'assay') then
    raise exception 'an approval needs a named person' using errcode = 'integrity_constraint_violation';
  end if;
  perform from assay.person where lower(email) = lower(new.person) and role in ('reviewer', 'admin');
  if not found then
    raise exception 'an approval needs a named person who may review; % is none', new.person
      using errcode = 'integrity_constraint_violation';
  end if;
  select * into latest from assay.draft_revision where draft_id = new.draft_id order by revision desc limit 1;
  if latest.draft_id is null
    or latest.revision <> new.revision
    or latest.content_digest <> new.content_digest
    or latest.slug <> new.slug
  then
    raise exception 'review % does not approve the latest revision of draft %', new.id, new.draft_id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
