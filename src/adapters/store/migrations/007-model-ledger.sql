-- Random, made once for the installation; the key of what nobody outside may foresee. Another secret would make every
-- request a new one, so it never changes.
create table assay.installation (
  only_one boolean primary key default true check (only_one),
  secret text not null check (secret ~ '^[0-9a-f]{64}$'),
  made_at timestamptz not null
);

-- What was asked of a model, once per request: doc is gzip of JSON, because prompts hold what text columns refuse.
create table assay.model_request (
  digest text primary key check (digest ~ '^[0-9a-f]{64}$'),
  model text not null,
  format int not null,
  doc bytea not null,
  kept_at timestamptz not null default now()
);
alter table assay.model_request alter column doc set storage external;

-- The first reply to a request: it is the one that is read ever after.
create table assay.model_reply (
  request_digest text primary key references assay.model_request (digest),
  outcome text not null,
  reason text not null,
  -- As the provider reported; null where it did not, or where it reported what cannot be.
  input_tokens bigint check (input_tokens >= 0),
  output_tokens bigint check (output_tokens >= 0),
  format int not null,
  doc bytea not null,
  kept_at timestamptz not null default now()
);
alter table assay.model_reply alter column doc set storage external;

-- One row a call, or a use of a kept reply. Money is whole millionths of a dollar; null without a known price.
create sequence assay.model_call_number;
create table assay.model_call (
  -- Sorts as it was made: calls of one millisecond keep their order in lists.
  id text primary key default 'call-' || lpad(nextval('assay.model_call_number')::text, 12, '0'),
  run_id text not null,
  stage text not null,
  task text not null,
  subject text not null,
  request_digest text not null references assay.model_request (digest),
  model text not null,
  state text not null check (state in ('open', 'settled', 'kept')),
  outcome text not null default '',
  reason text not null default '',
  input_tokens bigint check (input_tokens >= 0),
  output_tokens bigint check (output_tokens >= 0),
  -- What was set aside before the call; what counts since it was settled.
  reserved_tokens bigint not null check (reserved_tokens >= 0),
  reserved_micros bigint check (reserved_micros >= 0),
  counted_tokens bigint check (counted_tokens >= 0),
  counted_micros bigint check (counted_micros >= 0),
  -- The run's caps under which the call was made, for people; nothing is decided from them.
  run_cap_micros bigint,
  run_cap_tokens bigint,
  milliseconds bigint check (milliseconds >= 0),
  at timestamptz not null,
  -- The day, in UTC, whose cap the call counts against, however long it takes.
  day date not null,
  check ((state = 'open') = (counted_tokens is null))
);
create index model_call_by_run on assay.model_call (run_id, at, id);

-- What is set aside and what was spent, a row for each run and day, and one for all. These rows are the caps' only
-- memory: reserving changes them under the condition that no cap is passed, so a cap holds over all processes.
create table assay.model_spending (
  scope text primary key,
  reserved_tokens bigint not null check (reserved_tokens >= 0),
  reserved_micros bigint not null check (reserved_micros >= 0),
  counted_tokens bigint not null check (counted_tokens >= 0),
  counted_micros bigint not null check (counted_micros >= 0)
);

do $$
declare
  kept text;
begin
  foreach kept in array array['installation', 'model_request', 'model_reply'] loop
    execute format(
      'create trigger append_only before update or delete or truncate on assay.%I for each statement execute function assay.refuse_change()',
      kept
    );
  end loop;
end $$;

-- A call changes once, when it is settled.
create trigger append_only before delete or truncate on assay.model_call
  for each statement execute function assay.refuse_change();
create trigger settled_once before update on assay.model_call
  for each row when (old.state <> 'open' or new.state <> 'settled') execute function assay.refuse_change();
