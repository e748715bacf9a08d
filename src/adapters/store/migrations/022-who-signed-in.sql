-- Sessions and tokens end and are deleted; who can let people in must not depend on which of them are left. machine: made for
-- commands on a machine. signed_in_at: when a person first signed in with it; null while nobody did.
alter table assay.person add column machine boolean not null default false;
alter table assay.person add column signed_in_at timestamptz;

-- The audit log kept what both follow from. Anybody could name a token so, and the first versions made theirs in a person's
-- name: only what the program added for itself is a machine's. Whom a new installation was told to welcome it added as well,
-- first of all and right before the machine's own.
update assay.person set machine = true from assay.audit made, assay.audit added
where lower(made.subject) = lower(person.email) and made.action = 'account.token-made'
  and made.detail->>'label' in ('commands on this machine', 'commands beside the web process')
  and lower(added.subject) = lower(person.email) and added.action = 'account.added' and added.actor = 'assay'
  and not (
    added.sequence = (select min(sequence) from assay.audit where action = 'account.added')
    and exists (
      select from assay.audit following
      where following.sequence = added.sequence + 1 and following.action = 'account.added' and following.actor = 'assay'
    )
  );

update assay.person set signed_in_at = used.at from (
  select person.email, min(coalesce(known.at, person.added_at)) as at from assay.person
  left join (
    select subject as email, at from assay.audit where action in ('account.session-made', 'account.password-set')
    union all select email, kept_at from assay.secret where kind = 'session'
  ) as known on lower(known.email) = lower(person.email)
  where known.email is not null or person.password_hash is not null
  group by person.email
) as used where used.email = person.email;
