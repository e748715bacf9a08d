-- The content of analyses, once per content, in exactly the text that its digest was taken of. What that text leaves out
-- (when and at what cost a document was made) stands in the draft revision that refers to it.
create table assay.analysis (
  digest text primary key,
  canonical text not null,
  check (encode(sha256(convert_to(canonical, 'UTF8')), 'hex') = digest)
);

create table assay.draft_revision (
  draft_id text not null,
  revision int not null check (revision > 0),
  slug text not null,
  run_id text not null references assay.record (id),
  content_digest text not null references assay.analysis (digest),
  format int not null,
  -- The draft without its analysis, and the two parts of the analysis that its digest leaves out.
  doc json not null,
  made json not null,
  -- What the review queue shows, so that a list need not read whole analyses.
  summary json not null,
  appended_at timestamptz not null default now(),
  primary key (draft_id, revision)
);
create index draft_revision_by_digest on assay.draft_revision (content_digest);

create table assay.draft_status (
  draft_id text primary key,
  -- Order of appending: two drafts may be made in the same millisecond.
  sequence bigint generated always as identity unique,
  slug text not null,
  state text not null check (state in ('waiting', 'claimed', 'returned', 'approved', 'rejected', 'superseded')),
  revision int not null,
  reason text not null default '',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  foreign key (draft_id, revision) references assay.draft_revision (draft_id, revision)
);
create index draft_status_newest on assay.draft_status (created_at desc, draft_id desc);
create index draft_status_by_slug on assay.draft_status (slug, sequence desc);

create table assay.review (
  id text primary key,
  draft_id text not null,
  revision int not null,
  slug text not null,
  content_digest text not null,
  verdict text not null check (verdict in ('approved', 'returned', 'rejected')),
  person text not null,
  decided_at timestamptz not null,
  format int not null,
  doc json not null,
  foreign key (draft_id, revision) references assay.draft_revision (draft_id, revision),
  check (verdict = 'approved' or doc ->> 'reason' <> '')
);
create index review_by_draft on assay.review (draft_id);

-- How often publishing an approval was started, within the hour that started_at begins.
create table assay.publish_status (
  review_id text primary key references assay.review (id),
  starts int not null,
  started_at timestamptz not null
);

create table assay.publication (
  id text primary key,
  review_id text not null unique references assay.review (id),
  slug text not null,
  version int not null check (version > 0),
  content_digest text not null references assay.analysis (digest),
  name text not null,
  layer text not null,
  category text not null,
  format int not null,
  doc json not null,
  appended_at timestamptz not null default now(),
  unique (slug, version)
);

-- A withdrawal is a row of its own; the publication it takes down stays as it was.
create table assay.withdrawal (
  publication_id text primary key references assay.publication (id),
  reason text not null check (reason <> ''),
  person text not null check (person <> ''),
  at timestamptz not null,
  doc json not null
);

-- The latest publication of each vendor that is not withdrawn.
create view assay.catalogue as
  select latest.*
  from (select distinct on (slug) * from assay.publication order by slug, version desc) latest
  where not exists (select from assay.withdrawal where publication_id = latest.id);
