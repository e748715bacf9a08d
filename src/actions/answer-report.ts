import { z } from 'zod';
import { type ErrorReport, ReportVerdict } from '../domain/error-report.ts';
import type { Person } from '../domain/person.ts';
import { Refused } from '../errors.ts';
import type { Office } from '../ports.ts';
import { allow } from './allow.ts';
import { refusedFields } from './vendor-input.ts';

/** What a reviewer says to a report. Nobody is told why a report counts; whoever finds that it does not, says why. */
export const AnswerInput = z
  .strictObject({ verdict: ReportVerdict, reason: z.string().trim().max(2000).default('') })
  .refine(({ verdict, reason }) => verdict !== 'declined' || reason !== '', {
    path: ['reason'],
    error: 'say why it is declined: the next reviewer will want to know',
  });

/**
 * Records what a reviewer makes of a report, once. It changes no draft and no publication: whoever takes one up edits the
 * draft or runs the product again. Throws `Refused`: 403, 404, 409 where it was answered before, 422 for a missing reason.
 */
export async function answerReport(
  { store, clock }: Pick<Office, 'store' | 'clock'>,
  { id, input }: { id: string; input: unknown },
  person: Person,
): Promise<ErrorReport> {
  allow(person, 'decide');
  const parsed = AnswerInput.safeParse(input);
  if (!parsed.success) throw refusedFields(parsed.error);
  const answer = { ...parsed.data, by: person.email, at: clock.now().toISOString() };
  const came = await store.reports.answer(id, answer);
  const report = await store.reports.get(id);
  if (came === 'none' || !report) {
    throw new Refused({
      status: 404,
      code: 'unknown-report',
      message: `There is no report ${id}.`,
      advice: 'See /reports for those there are.',
    });
  }
  if (came === 'already') {
    throw new Refused({
      status: 409,
      code: 'answered',
      message: `${report.answer?.by ?? 'Somebody'} answered this report before you: ${verdictWords[report.answer?.verdict ?? 'declined']}.`,
      advice: 'See what was said at /reports?answered=1.',
    });
  }
  return report;
}

/** Verdicts on a report as they are said of it. */
export const verdictWords: Readonly<Record<ReportVerdict, string>> = { 'taken-up': 'taken up', declined: 'declined' };
