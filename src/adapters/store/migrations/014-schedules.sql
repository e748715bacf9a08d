-- When vendors are read again. A target is one vendor ("vendor:slug"), a layer ("layer:L4") or "all"; the nearest one holds.
create table assay.schedule (
  target text primary key check (target ~ '^(vendor:.+|layer:L[1-7]|all)$'),
  cadence text not null check (cadence <> ''),
  time_zone text not null,
  paused boolean not null,
  set_by text not null,
  updated_at timestamptz not null
);

-- When each vendor is due under the schedule that holds for it. `period` is the due time that was started last: a run of
-- a period is started once, whoever looks at the clock.
create table assay.schedule_due (
  slug text primary key references assay.vendor (slug),
  -- The schedule that due_at was computed under: another one computes it anew.
  rule text not null,
  due_at timestamptz not null,
  period timestamptz,
  -- By the clock that due_at was computed by: a clock that stands before this was set back since.
  planned_at timestamptz not null,
  run_id text
);
create index schedule_due_by_time on assay.schedule_due (due_at);
