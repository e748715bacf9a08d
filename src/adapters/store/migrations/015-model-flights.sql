-- Requests that are with a provider now, one row each: who asks the same meanwhile waits for the reply and pays nothing.
create table assay.model_flight (
  request_digest text primary key references assay.model_request (digest),
  call_id text not null references assay.model_call (id),
  -- Pushed on while its process lives, so that a killed one is taken over soon; by the database's clock.
  until timestamptz not null,
  -- The call's own deadline: beyond it the row is worth nothing, whatever its process says.
  ends_at timestamptz not null
);
