-- Everything of ours is in one schema, always named: the queue's tables have names such as job and event.
create schema assay;

create table assay.migration (
  number int primary key,
  name text not null,
  digest text not null,
  applied_at timestamptz not null default now()
);

-- Bodies as they were received and texts read from them, once per content. size is in bytes, before compression.
create table assay.body (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  encoding text not null check (encoding in ('brotli', 'none')),
  bytes bytea not null,
  size int not null check (size >= 0),
  kept_at timestamptz not null default now()
);
-- The bytes are compressed already; trying again would only cost time.
alter table assay.body alter column bytes set storage external;

create table assay.vendor (
  slug text primary key,
  revision int not null check (revision > 0),
  name text not null,
  layer text not null,
  category text not null,
  archived boolean not null,
  doc jsonb not null,
  updated_at timestamptz not null
);
create index vendor_by_name on assay.vendor (lower(name) collate "C", slug);

-- Run, snapshot, corpus, evidence. doc holds a record's own part only, as gzip of JSON: what it carries forward is its
-- parent's and is put together when it is read. digest is of the own part, so that a record that carries a changed copy
-- of its parent is refused instead of being read back differently.
create table assay.record (
  id text primary key,
  sequence bigint generated always as identity unique,
  kind text not null check (kind in ('run', 'snapshot', 'corpus', 'evidence')),
  parent_id text references assay.record (id),
  run_id text not null,
  slug text not null,
  attempt int not null check (attempt > 0),
  format int not null,
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  doc bytea not null,
  appended_at timestamptz not null default now(),
  check ((kind = 'run') = (parent_id is null))
);
alter table assay.record alter column doc set storage external;
create index record_by_slug on assay.record (slug, kind, sequence desc);
create index record_by_run on assay.record (run_id);

-- Where each run stands: the one projection of records that is changed in place, because it says what is due.
create table assay.run_status (
  run_id text primary key references assay.record (id),
  slug text not null,
  vendor_name text not null,
  cause text not null,
  requested_by text not null,
  stage text not null check (stage in ('fetch', 'extract', 'gather', 'draft')),
  record_id text not null references assay.record (id),
  attempt int not null default 1 check (attempt > 0),
  starts int not null default 0,
  outcome text check (outcome in ('drafted', 'unchanged', 'failed', 'cancelled')),
  failure json,
  draft_id text,
  progress text not null,
  created_at timestamptz not null,
  due_at timestamptz not null,
  updated_at timestamptz not null,
  ended_at timestamptz,
  check ((outcome is null) = (ended_at is null)),
  check ((outcome is not distinct from 'failed') = (failure is not null)),
  check ((outcome is not distinct from 'drafted') = (draft_id is not null))
);
create index run_status_due on assay.run_status (due_at) where outcome is null;
create index run_status_by_record on assay.run_status (record_id);
create index run_status_newest on assay.run_status (created_at desc, run_id desc);
create index run_status_by_slug on assay.run_status (slug, created_at desc, run_id desc);

create table assay.journal (
  sequence bigint generated always as identity primary key,
  run_id text not null,
  at timestamptz not null,
  stage text not null,
  kind text not null,
  text text not null,
  -- json, not jsonb: pages may hold what jsonb refuses (U+0000), and the order of keys is kept.
  detail json not null
);
create index journal_by_run on assay.journal (run_id, sequence);
