-- How long the audit log was and its last hash, signed: what a log that was cut or written anew no longer agrees with.
-- The same lines stand in files beside the database, because whoever can change this table can change the log.
create table assay.audit_checkpoint (
  entries bigint primary key check (entries > 0),
  installation text not null check (installation ~ '^[0-9a-f]{16}$'),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  at timestamptz not null,
  signature text not null check (signature ~ '^[0-9a-f]{64}$')
);
create trigger append_only before update or delete or truncate on assay.audit_checkpoint
  for each statement execute function assay.refuse_change();

-- A draft that was rejected, approved or replaced takes no approval any more, by whatever way.
create function assay.check_review_of_open_draft() returns trigger language plpgsql as $$
begin
  if new.verdict <> 'approved' then
    return new;
  end if;
  perform from assay.draft_status where draft_id = new.draft_id and state in ('waiting', 'claimed', 'returned');
  if not found then
    raise exception 'review % approves the draft %, which is closed', new.id, new.draft_id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger check_review_of_open_draft before insert on assay.review
  for each row execute function assay.check_review_of_open_draft();

-- What readers are told of a publication stands in its document: that is held to its columns and to the approval.
create function assay.check_publication_document() returns trigger language plpgsql as $$
begin
  perform
  from assay.review
  -- PostgreSQL reads no U+0000 out of JSON.
  join (select digest, replace(canonical, '\u0000', '\ufffd')::json as content from assay.analysis) analysis
    on analysis.digest = review.content_digest
  where review.id = new.review_id
    and new.doc ->> 'id' = new.id
    and new.doc ->> 'reviewId' = new.review_id
    and new.doc ->> 'slug' = new.slug
    and new.doc ->> 'contentDigest' = new.content_digest
    and new.doc ->> 'approvedAt' = review.doc ->> 'decidedAt'
    and review.doc ->> 'verdict' = 'approved'
    and content #>> '{vendor,name}' = new.name
    and content #>> '{vendor,layer}' = new.layer
    and content #>> '{vendor,category}' = new.category;
  if not found then
    raise exception 'publication % says another thing than what was approved', new.id
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger check_publication_document before insert on assay.publication
  for each row execute function assay.check_publication_document();

-- A session that calls itself a replica passes ordinary triggers by; not these.
do $$
declare
  guard record;
begin
  for guard in
    select tgname, relname from pg_trigger
    join pg_class on pg_class.oid = tgrelid
    join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = 'assay' and not tgisinternal
  loop
    execute format('alter table assay.%I enable always trigger %I', guard.relname, guard.tgname);
  end loop;
end $$;
