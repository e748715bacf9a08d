-- Errors that readers report, each with a sentence that stands in the stored pages. The document is text, not JSON: pages
-- hold U+0000, for which PostgreSQL's JSON has no place.
create table assay.report (
  id text primary key,
  slug text not null,
  publication_id text not null references assay.publication (id),
  reported_at timestamptz not null,
  doc text not null
);
create index report_by_slug on assay.report (slug);
create index report_by_time on assay.report (reported_at desc, id);

-- What a reviewer made of it, once.
create table assay.report_answer (
  report_id text primary key references assay.report (id),
  verdict text not null check (verdict in ('taken-up', 'declined')),
  reason text not null,
  person text not null,
  answered_at timestamptz not null,
  check (verdict <> 'declined' or trim(reason) <> '')
);

create trigger append_only before update or delete or truncate on assay.report
  for each statement execute function assay.refuse_change();
create trigger append_only before update or delete or truncate on assay.report_answer
  for each statement execute function assay.refuse_change();

create function assay.check_report_answer() returns trigger language plpgsql as $$
begin
  perform from assay.person where lower(email) = lower(new.person) and role in ('reviewer', 'admin') and ended_at is null;
  if not found then
    raise exception 'an answer to a report needs a named person who may review; % is none', new.person
      using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;

create trigger check_report_answer before insert on assay.report_answer
  for each row execute function assay.check_report_answer();

-- Tries from each address of the network within its hour. subject is a digest; rows older than the hour are forgotten.
create table assay.report_try (
  subject text primary key,
  tries int not null check (tries > 0),
  since timestamptz not null
);
