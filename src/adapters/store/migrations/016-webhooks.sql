-- Addresses that are told of publications, changes and withdrawals. The secret signs messages, so it is kept as it is, and
-- no reading gives it out but the one that sends.
create table assay.webhook (
  id text primary key,
  url text not null,
  secret text not null,
  added_by text not null,
  added_at timestamptz not null,
  removed_at timestamptz
);

-- What is to be sent, written in the transaction of what it tells of: one row for each webhook that stood then.
create table assay.webhook_delivery (
  id text primary key,
  webhook_id text not null references assay.webhook (id),
  publication_id text not null references assay.publication (id),
  kind text not null check (kind in ('published', 'withdrawn')),
  -- Null once it was delivered or given up.
  due_at timestamptz,
  tries int not null default 0,
  answer text not null default '',
  last_at timestamptz,
  delivered_at timestamptz,
  appended_at timestamptz not null
);
create index webhook_delivery_due on assay.webhook_delivery (due_at) where due_at is not null;
create index webhook_delivery_by_webhook on assay.webhook_delivery (webhook_id, appended_at desc);

-- Vendors that cannot be read at present and were told of in the log: each is told of once.
create table assay.unread_vendor (
  slug text primary key,
  noted_at timestamptz not null
);
