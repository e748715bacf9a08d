-- Sessions and tokens end and are deleted; who can let people in must not depend on which of them are left. machine: made for
-- commands on a machine. signed_in_at: when a person first signed in with it; null while nobody did.
alter table assay.person add column machine boolean not null default false;
alter table assay.person add column signed_in_at timestamptz;

-- The audit log kept what both follow from.
update assay.person set machine = true from assay.audit
where lower(audit.subject) = lower(person.email) and audit.action = 'account.token-made'
  and audit.detail->>'label' in ('commands on this machine', 'commands beside the web process');

update assay.person set signed_in_at = used.at from (
  select person.email, min(coalesce(known.at, person.added_at)) as at from assay.person
  left join (
    select subject as email, at from assay.audit where action in ('account.session-made', 'account.password-set')
    union all select email, kept_at from assay.secret where kind = 'session'
  ) as known on lower(known.email) = lower(person.email)
  where known.email is not null or person.password_hash is not null
  group by person.email
) as used where used.email = person.email;
