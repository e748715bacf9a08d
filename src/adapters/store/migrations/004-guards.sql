-- What no path of the program does is refused to direct SQL as well.

create function assay.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'assay.% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'integrity_constraint_violation';
end $$;

do $$
declare
  kept text;
begin
  foreach kept in array array['body', 'analysis', 'record', 'draft_revision', 'review', 'publication', 'withdrawal', 'journal', 'audit'] loop
    execute format(
      'create trigger append_only before update or delete or truncate on assay.%I for each statement execute function assay.refuse_change()',
      kept
    );
  end loop;
end $$;

-- An approval is of exactly the latest revision of an existing draft, by a named person. "assay" is the program itself.
create function assay.check_review() returns trigger language plpgsql as $$
declare
  latest assay.draft_revision;
begin
  if new.verdict <> 'approved' then
    return new;
  end if;
  if lower(trim(new.person)) in ('', 'assay') then
    raise exception 'an approval needs a named person' using errcode = 'integrity_constraint_violation';
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

create trigger check_review before insert on assay.review for each row execute function assay.check_review();

-- Nothing is published but exactly the content that a person approved, under the next version of that vendor.
create function assay.check_publication() returns trigger language plpgsql as $$
begin
  perform
  from assay.review
  join assay.draft_revision on draft_revision.draft_id = review.draft_id and draft_revision.revision = review.revision
  where review.id = new.review_id
    and review.verdict = 'approved'
    and review.slug = new.slug
    and review.content_digest = new.content_digest
    and draft_revision.slug = new.slug
    and draft_revision.content_digest = new.content_digest
    and review.person = new.doc ->> 'approvedBy';
  if not found then
    raise exception 'publication % has no approval of its content by the person it names', new.id
      using errcode = 'integrity_constraint_violation';
  end if;
  if new.version <> (select coalesce(max(version), 0) + 1 from assay.publication where slug = new.slug) then
    raise exception 'publication % is not the next version of %', new.id, new.slug
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create trigger check_publication before insert on assay.publication for each row execute function assay.check_publication();
