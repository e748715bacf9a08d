import { z } from 'zod';
import { AnswerInput, answerReport } from '../../actions/answer-report.ts';
import { ReportInput, reportError } from '../../actions/report-error.ts';
import { ErrorReport } from '../../domain/error-report.ts';
import { Refused } from '../../errors.ts';
import { ListQuery, listOf } from './listing.ts';
import { type ApiRoute, route } from './route.ts';

const Received = z.strictObject({
  outcome: z.enum(['kept', 'known']),
  /** The sentence as it was sent: a word of it is widened to its whole sentence, which is for reviewers to read. */
  quote: z.string(),
  page: z.string(),
});

export const reportRoutes: readonly ApiRoute[] = [
  route({
    method: 'post',
    path: '/api/publications/{slug}/reports',
    right: 'public',
    summary:
      'Reports an error in a published statement with a sentence of the stored pages that shows it; without one nothing is kept (422)',
    params: z.object({ slug: z.string() }),
    body: ReportInput,
    reply: Received,
    status: 202,
    handle: async ({ params, body, header, address }, { office }) => {
      onlyJson(header('content-type'));
      const came = await reportError(office, { slug: params.slug, input: body, address, person: null });
      if (came.kind === 'unproven') throw unproven(came);
      return { outcome: came.kind, quote: body.quote, page: came.report.citation.url };
    },
  }),
  route({
    method: 'get',
    path: '/api/reports',
    right: 'read',
    summary:
      'Errors that readers report: those that wait for an answer, or with answered=1 those that have one; product names one',
    query: ListQuery.extend({ answered: z.literal('1').optional(), product: z.string().max(200).optional() }),
    reply: listOf(ErrorReport),
    handle: ({ query: { answered, product, ...request } }, { office }) =>
      office.store.reports.list({ ...request, open: answered !== '1', slug: product }),
  }),
  route({
    method: 'post',
    path: '/api/reports/{id}/answer',
    right: 'decide',
    summary: 'Takes a report up, or declines it with a reason; it changes no draft and no publication',
    params: z.object({ id: z.string() }),
    body: AnswerInput,
    reply: ErrorReport,
    handle: ({ params, body, person }, { office }) => answerReport(office, { id: params.id, input: body }, person),
  }),
];

/**
 * Any page of the web can have its visitors' browsers post plain text here, each from an address of its own; JSON they would
 * have to ask for first.
 */
function onlyJson(type: string | undefined): void {
  if (/^application\/json\b/i.test(type ?? '')) return;
  throw new Refused({
    status: 400,
    code: 'not-json',
    message: 'The body does not say that it is JSON.',
    advice: 'Send it with "Content-Type: application/json".',
  });
}

function unproven({ reason, pageRead, near }: Extract<Awaited<ReturnType<typeof reportError>>, { kind: 'unproven' }>) {
  return new Refused({
    status: 422,
    code: 'quote-unproven',
    message: `Nothing was kept: ${pageRead ? reason : 'no page that was read of this product holds this sentence.'}`,
    advice: pageRead
      ? 'Send the whole sentence exactly as the page has it.'
      : 'The page named was not read; whoever runs this catalogue can add its address to the sources of the product.',
    details: [
      { path: pageRead ? 'quote' : 'page', message: reason },
      ...near.map(({ text }) => ({ path: 'near', message: text })),
    ],
  });
}
