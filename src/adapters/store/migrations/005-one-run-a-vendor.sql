-- Of runs of one vendor that are under way at the same time, the last one started goes on.
update assay.run_status set outcome = 'cancelled', progress = 'Cancelled: a newer run of this product was under way.',
  ended_at = now(), updated_at = now()
where outcome is null and exists (
  select from assay.run_status other
  join assay.record newer on newer.id = other.run_id
  join assay.record own on own.id = run_status.run_id
  where other.slug = run_status.slug and other.outcome is null and newer.sequence > own.sequence
);

create unique index run_status_under_way on assay.run_status (slug) where outcome is null;
