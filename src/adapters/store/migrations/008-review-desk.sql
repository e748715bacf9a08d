-- Who has a draft on their desk; nobody else is kept from it, but sees that somebody is at it.
alter table assay.draft_status add column holder text check (holder <> '');
alter table assay.draft_status add constraint held_when_claimed check ((state = 'claimed') = (holder is not null));

-- What a reviewer looked at, and what they want changed. seen is the digest of the item as it was: an item that was
-- changed since counts as not looked at. Of remarks on one item the latest counts; an empty one takes the last one back.
create table assay.draft_note (
  sequence bigint generated always as identity primary key,
  draft_id text not null references assay.draft_status (draft_id),
  kind text not null check (kind in ('looked', 'remark')),
  item text not null check (item <> ''),
  seen text not null check (seen ~ '^[0-9a-f]{64}$'),
  text text not null,
  person text not null check (person <> ''),
  at timestamptz not null
);
create index draft_note_by_draft on assay.draft_note (draft_id, sequence);

create trigger append_only before update or delete or truncate on assay.draft_note
  for each statement execute function assay.refuse_change();

-- The audit screen looks rows up by who and by what. By their beginnings: an index refuses values beyond a few kilobytes,
-- and a change must never fail because of how long the name of who made it is.
create index audit_by_subject on assay.audit (left(subject, 100), sequence);
create index audit_by_actor on assay.audit (left(actor, 100), sequence);
