-- Pages of analyses also say when their documentation was last found unchanged, and whether that is too long ago for its
-- schedule: another text after each such reading and each change of a schedule. Lists of products do not depend on it.
alter table assay.catalogue_state add column readings text not null default gen_random_uuid()::text;

create function assay.renew_reading_state() returns trigger language plpgsql as $$
begin
  update assay.catalogue_state set readings = gen_random_uuid()::text;
  return null;
end $$;

create trigger renew_reading_state after update of outcome on assay.run_status
  for each row when (new.outcome = 'unchanged' and old.outcome is distinct from new.outcome)
  execute function assay.renew_reading_state();
create trigger renew_reading_state after insert or update or delete on assay.schedule
  for each statement execute function assay.renew_reading_state();
