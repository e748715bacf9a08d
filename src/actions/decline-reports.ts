import type { Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { AnswerInput } from './answer-report.ts';
import { refusedFields } from './vendor-input.ts';

/** Far more than a page of reports shows. */
const mostAtOnce = 100;

/**
 * Declines several reports for one reason, as one person declines one, and gives how many that were: what somebody answered
 * meanwhile keeps that answer. Throws `Refused`: 403, 422 for a missing reason and where none or too many are chosen.
 */
export async function declineReports(
  { store, clock }: Pick<Office, 'store' | 'clock'>,
  { ids, reason }: { ids: readonly string[]; reason: unknown },
  person: Person,
): Promise<number> {
  allow(person, 'decide');
  const parsed = AnswerInput.safeParse({ verdict: 'declined', reason });
  if (!parsed.success) throw refusedFields(parsed.error);
  if (ids.length === 0 || ids.length > mostAtOnce) throw wrongChoice(ids.length);
  const answer = { ...parsed.data, by: person.email, at: clock.now().toISOString() };
  let declined = 0;
  for (const id of new Set(ids)) if ((await store.reports.answer(id, answer)) === 'answered') declined += 1;
  return declined;
}

function wrongChoice(chosen: number): Refused {
  const message = chosen === 0 ? 'No report was ticked.' : `${chosen} reports are too many at once.`;
  return new Refused({
    status: 422,
    code: 'no-reports',
    message,
    advice: `Tick those that the reason is for, at most ${mostAtOnce}.`,
    details: [{ path: 'id', message: `${message} Tick those that the reason is for.` }],
  });
}
