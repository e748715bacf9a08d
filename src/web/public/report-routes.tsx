import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { reportError } from '../../actions/report-error.ts';
import { standing } from '../../actions/standing.ts';
import { Refused } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { fieldsOf } from '../workspace/asked.ts';
import { latestPublication } from './latest-publication.ts';
import { ReportedPage, ReportPage, type TypedReport } from './report-page.tsx';

/** Five fields of at most 2,000 characters, percent-encoded at up to nine bytes each, and three sentences on offer. */
const largestReport = 100_000;

type Asked = Context<{ Variables: WebVariables }>;

/** Where readers report errors in what is published. */
export function addReportPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { store, rubric } = parts.office;

  app.get('/vendors/:slug/report', async (c) => {
    const publication = await latestPublication(store, c.req.param('slug'));
    standing(publication);
    if (c.req.query('kept')) {
      const known = c.req.query('kept') === 'known';
      return page(c, <ReportedPage frame={frameOf(c, parts)} publication={publication} known={known} />);
    }
    const typed = typedOf({ about: c.req.query('about') ?? '' });
    const shown = { publication, rubric, typed, problem: null };
    return page(c, <ReportPage frame={frameOf(c, parts)} {...shown} />);
  });

  app.post(
    '/vendors/:slug/report',
    bodyLimit({
      maxSize: largestReport,
      onError: () => {
        throw new Refused({
          status: 422,
          code: 'too-large',
          message: 'This report is far longer than the fields of its form allow, so nothing was kept.',
          advice: 'Say what is wrong in a few words, and copy the one sentence that shows it.',
        });
      },
    }),
    (c) => take(c, parts),
  );
}

async function take(c: Asked, parts: WebParts): Promise<Response> {
  const { store, rubric } = parts.office;
  const slug = c.req.param('slug') ?? '';
  const typed = typedOf(await fieldsOf(c));
  const shown = async () => ({ publication: await latestPublication(store, slug), rubric, typed });
  try {
    const from = { address: parts.clientAddress(c), person: c.get('person') };
    const came = await reportError(parts.office, { slug, input: typed, ...from });
    if (came.kind !== 'unproven') return c.redirect(`/vendors/${slug}/report?kept=${came.kind}`, 303);
    return page(c, <ReportPage frame={frameOf(c, parts)} {...(await shown())} problem={came} />, 422);
  } catch (error) {
    if (!(error instanceof Refused) || error.status === 404 || error.status === 410) throw error;
    if (error.retryAfterSeconds !== null) c.header('retry-after', String(error.retryAfterSeconds));
    return page(c, <ReportPage frame={frameOf(c, parts)} {...(await shown())} problem={error} />, error.status);
  }
}

/** The fields of the form; a sentence on offer that was chosen stands in for what was typed. */
function typedOf(fields: Record<string, string>): TypedReport {
  const { version = '', about = '', text = '' } = fields;
  const chosen = /^[0-2]$/.test(fields.use ?? '') ? `near.${fields.use}.` : '';
  return { version, about, text, page: fields[`${chosen}page`] ?? '', quote: fields[`${chosen}quote`] ?? '' };
}
