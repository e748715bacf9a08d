-- What stages worked out of single pages, by a key that names all that it follows from: a memory, no record. Emptying it
-- costs time and changes nothing. doc is gzip of JSON.
create table assay.working (
  slug text not null,
  part text not null,
  key text not null check (key ~ '^[0-9a-f]{64}$'),
  doc bytea not null,
  primary key (slug, part, key)
);
alter table assay.working alter column doc set storage external;
