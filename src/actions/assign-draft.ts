import { may, type Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { draftClosed, knownDraft } from './known-draft.ts';

/**
 * Puts a draft on somebody's desk, whoever's it was on: those who decide say who looks next. Throws `Refused`: 403 by role,
 * 409 for a closed draft, 422 where the other has no account or may not edit.
 */
export async function assignDraft(
  office: Pick<Office, 'store'>,
  request: { draftId: string; to: string },
  person: Person,
): Promise<Person> {
  allow(person, 'decide');
  const draft = await knownDraft(office, request.draftId);
  const to = await office.store.accounts.person(request.to.trim());
  if (!to || !may(to, 'edit')) {
    const message = to
      ? `${to.email} is a reader and cannot work on drafts.`
      : `Nobody here has the address "${request.to}".`;
    throw new Refused({
      status: 422,
      code: 'nobody-to-assign',
      message,
      advice: 'Choose an editor, a reviewer or an administrator.',
      details: [{ path: 'to', message }],
    });
  }
  const result = await office.store.drafts.assign(draft.id, { person: person.email, to: to.email });
  if (result === 'closed') throw await draftClosed(office, draft, 'claim');
  return to;
}
