-- A person who left keeps their row: what they did stands under it. Nothing of theirs signs in.
alter table assay.person add column name text not null default '';
alter table assay.person add column ended_at timestamptz;
-- As argon2id writes it, with its salt and parameters; null until the person chose a password.
alter table assay.person add column password_hash text check (password_hash like '$argon2id$%');

-- id names a secret on screen, where its digest has no place. Tokens of before could do what their owner may.
alter table assay.secret add column id bigint generated always as identity unique;
alter table assay.secret add column scopes text not null default '';
alter table assay.secret add column browser text not null default '';
update assay.secret set scopes = 'read vendors runs review admin' where kind = 'token';
alter table assay.secret add constraint scopes_of_tokens check ((kind = 'token') = (scopes <> ''));
create index secret_by_person on assay.secret (email, kind);

-- When a secret was last used, to within minutes: apart, so that looking changes no row that means anything.
create table assay.secret_use (
  digest text primary key references assay.secret (digest) on delete cascade,
  at timestamptz not null
);

-- Wrong passwords in a row, by account and by address of the network; rows of a day ago are forgotten. subject is a
-- digest: what people type into the wrong field must not be kept.
create table assay.sign_in_try (
  subject text primary key,
  tries int not null check (tries > 0),
  last_at timestamptz not null,
  -- No try counts, or is looked at, before this.
  next_at timestamptz not null
);
create index sign_in_try_by_age on assay.sign_in_try (last_at);

-- An approval is of exactly the latest revision of an existing draft, by a person who is known, may review and is still here.
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
  perform from assay.person where lower(email) = lower(new.person) and role in ('reviewer', 'admin') and ended_at is null;
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
