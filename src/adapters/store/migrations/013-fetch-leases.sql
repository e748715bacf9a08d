-- Turns at the hosts of vendors, shared by every worker process. A turn is a row that stands first in its host's line; it
-- runs out by itself, so that a worker that was killed holds nobody up for longer than its request could have taken.
create table assay.host_turn (
  ticket bigint generated always as identity primary key,
  host text not null,
  holder text not null unique,
  granted boolean not null default false,
  until timestamptz not null
);
create index host_turn_line on assay.host_turn (host, ticket);

create table assay.host_pace (
  host text primary key,
  -- The earliest start of the next request.
  next_at timestamptz not null,
  -- Seconds between two starts, as the last one who knew said.
  gap double precision not null,
  told_at timestamptz not null
);

-- Asks for a turn, or asks again for one that was not free. Gives whether it is granted, and else the milliseconds after
-- which asking again makes sense where that is known. The database's clock decides: those of workers may differ.
create function assay.take_host_turn(
  of_host text, by_holder text, at_once integer, wanted_gap double precision, lease_seconds double precision,
  out granted boolean, out wait_milliseconds double precision
) language plpgsql as $$
declare
  own assay.host_turn;
  pace assay.host_pace;
  moment timestamptz;
  -- Who does not ask again within five seconds has gone.
  patience constant interval := interval '5 seconds';
begin
  -- Lost with the power, a turn costs nothing, and nobody should wait for a disk.
  perform set_config('synchronous_commit', 'off', true);
  perform pg_advisory_xact_lock(hashtextextended('host turn ' || of_host, 0));
  moment := clock_timestamp();
  delete from assay.host_turn where host = of_host and until < moment;
  insert into assay.host_turn (host, holder, until) values (of_host, by_holder, moment + patience)
    on conflict (holder) do update set until = excluded.until
    returning * into own;

  granted := false;
  if (select count(*) from assay.host_turn t
      where t.host = of_host and t.ticket <> own.ticket and (t.granted or t.ticket < own.ticket)) >= at_once then
    return;
  end if;
  select * into pace from assay.host_pace where host = of_host;
  if pace.next_at > moment then
    wait_milliseconds := extract(epoch from pace.next_at - moment) * 1000;
    return;
  end if;

  granted := true;
  update assay.host_turn t set granted = true, until = moment + make_interval(secs => lease_seconds) where ticket = own.ticket;
  -- Who has not read the host's rules yet keeps to what another crawl found in them in the last quarter of an hour.
  if wanted_gap is null then
    wanted_gap := case when pace.told_at > moment - interval '15 minutes' then pace.gap else 0 end;
    insert into assay.host_pace values (of_host, moment + make_interval(secs => wanted_gap), 0, '-infinity')
      on conflict (host) do update set next_at = excluded.next_at;
    return;
  end if;
  insert into assay.host_pace values (of_host, moment + make_interval(secs => wanted_gap), wanted_gap, moment)
    on conflict (host) do update set next_at = excluded.next_at, gap = excluded.gap, told_at = excluded.told_at;
end $$;

-- Says what a host's rules ask for as soon as they are known, so that nobody comes too soon after they were read.
create function assay.tell_host_gap(of_host text, seconds double precision) returns void
language sql as $$
  insert into assay.host_pace values
    (of_host, clock_timestamp() + make_interval(secs => seconds), seconds, clock_timestamp())
    on conflict (host) do update set
      next_at = greatest(host_pace.next_at, excluded.next_at), gap = excluded.gap, told_at = excluded.told_at;
$$;

-- Gives a turn back, and leaves the host alone for so many seconds where it asked for that.
create function assay.end_host_turn(of_host text, by_holder text, rest_seconds double precision) returns void
language plpgsql as $$
begin
  perform set_config('synchronous_commit', 'off', true);
  delete from assay.host_turn where holder = by_holder;
  if rest_seconds > 0 then
    insert into assay.host_pace values (of_host, clock_timestamp() + make_interval(secs => rest_seconds), 0, '-infinity')
      on conflict (host) do update set next_at = greatest(host_pace.next_at, excluded.next_at);
  end if;
end $$;
