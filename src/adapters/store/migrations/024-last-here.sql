-- When a session or token of a person was last used. It outlives them, which end with a change of role, say, and are deleted.
-- Apart for the reason for which secret_use is: looking changes no row that means anything.
create table assay.person_use (
  email text primary key references assay.person (email) on delete cascade,
  at timestamptz not null
);

-- Of those that are gone the audit log kept when each began.
insert into assay.person_use (email, at)
select person.email, max(used.at) from assay.person
join (
  select email, secret_use.at from assay.secret join assay.secret_use using (digest)
  union all select subject, at from assay.audit where action = 'account.session-made'
) as used on lower(used.email) = lower(person.email)
group by person.email;
