create table assay.person (
  email text primary key,
  role text not null check (role in ('reader', 'editor', 'reviewer', 'admin')),
  added_at timestamptz not null default now()
);
create unique index person_by_email on assay.person (lower(email));

-- Digests of secrets, never the secrets.
create table assay.secret (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  kind text not null check (kind in ('link', 'session', 'token')),
  email text not null references assay.person (email),
  label text not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  kept_at timestamptz not null default now()
);
create index secret_by_expiry on assay.secret (expires_at);

-- hash is over the canonical JSON of the row with the hash of the row before it; sequence counts from 1 without gaps.
create table assay.audit (
  sequence bigint primary key check (sequence > 0),
  at timestamptz not null,
  actor text not null check (actor <> ''),
  action text not null,
  subject text not null,
  detail json not null,
  previous_hash text not null unique,
  hash text not null unique check (hash ~ '^[0-9a-f]{64}$')
);
