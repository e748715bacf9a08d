import type { Context, Hono } from 'hono';
import { allow } from '../../actions/allow.ts';
import { answerReport } from '../../actions/answer-report.ts';
import { declineReports } from '../../actions/decline-reports.ts';
import { surroundingsOf } from '../../actions/surroundings.ts';
import { placeOfQuote } from '../../domain/edit.ts';
import { type ErrorReport, placeOfReport } from '../../domain/error-report.ts';
import { itemOf } from '../../domain/item.ts';
import { itemLabel } from '../../domain/item-label.ts';
import { Refused } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { turnsOf } from '../public/pager.tsx';
import { frameOf, page } from '../render.ts';
import { fieldsOf, signedIn } from './asked.ts';
import { ReportsPage, type ReportsProblem, type ShownReport } from './reports-page.tsx';
import { itemHref } from './review/shown.ts';

type Asked = Context<{ Variables: WebVariables }>;

/** Reports on one page: each fills most of a screen. */
const shownAtOnce = 20;

/** The queue of errors that readers report. */
export function addReportsPages(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office } = parts;

  app.get('/reports', (c) => reportsPage(c, parts, null));

  app.post('/reports', async (c) => {
    const person = signedIn(c);
    const { reason = '', product } = await fieldsOf(c);
    const { id: ticked = [] } = await c.req.parseBody({ all: true });
    const ids = [ticked].flat().filter((each) => typeof each === 'string');
    try {
      await declineReports(office, { ids, reason }, person);
      return c.redirect(product ? `/reports?${new URLSearchParams({ product })}` : '/reports', 303);
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 422) throw error;
      const message = error.details[0]?.message ?? error.message;
      return reportsPage(c, parts, { id: null, message, reason, ticked: ids, product });
    }
  });

  app.post('/reports/:id', async (c) => {
    const person = signedIn(c);
    const id = c.req.param('id');
    const { verdict, reason = '' } = await fieldsOf(c);
    try {
      const report = await answerReport(office, { id, input: { verdict, reason } }, person);
      const done = report.answer?.verdict === 'taken-up' ? `?done=${report.id}#notice` : '';
      return c.redirect(`/reports${done}`, 303);
    } catch (error) {
      if (!(error instanceof Refused) || error.status !== 422) throw error;
      return reportsPage(c, parts, { id, message: error.details[0]?.message ?? error.message, reason, ticked: [] });
    }
  });
}

async function reportsPage(
  c: Asked,
  parts: WebParts,
  problem: (ReportsProblem & { product?: string | undefined }) | null,
): Promise<Response> {
  const { store } = parts.office;
  const person = signedIn(c);
  allow(person, 'read');
  const answered = c.req.query('answered') === '1';
  const { before, after, done } = c.req.query();
  const product = c.req.query('product') || problem?.product || undefined;
  const asked = { limit: shownAtOnce, before, after, open: !answered, slug: product };
  const { items, ...cursors } = await store.reports.list(asked);
  const products = await store.reports.products(!answered);
  const places = await surroundingsOf(
    items.map(({ citation }) => citation),
    store.bodies.texts,
  );
  const around = (report: ErrorReport) => places.get(placeOfQuote(report.citation)) ?? { before: '', after: '' };
  const reports: ShownReport[] = [];
  for (const report of items) reports.push({ ...(await standingOf(parts, report)), around: around(report) });
  const named = done ? await store.reports.get(done) : null;
  const isTheirs = named?.answer?.verdict === 'taken-up' && named.answer.by === person.email;
  const taken = isTheirs ? named : null;
  const shown = {
    ...{ person, reports, answered, problem, products, product: product ?? null },
    turns: turnsOf(cursors, '/reports', { answered: answered ? '1' : undefined, product }),
    done: taken ? { ...taken, draft: (await standingOf(parts, taken)).draft?.href ?? null } : null,
  };
  return page(c, <ReportsPage frame={frameOf(c, parts)} {...shown} />, problem ? 422 : 200);
}

/** What a report is about today: what its statement is called, whether it stands, and where the open draft has it. */
async function standingOf({ office }: WebParts, report: ErrorReport): Promise<Omit<ShownReport, 'around'>> {
  const { publications, drafts } = office.store;
  const version = await publications.version(report.slug, report.version);
  const label = version ? itemLabel(itemOf(report.item), version.analysis, office.rubric) : report.item;
  const open = await drafts.list({ slug: report.slug, states: ['waiting', 'claimed', 'returned'], limit: 1 });
  const id = open.items[0]?.id;
  const draft = id ? await drafts.get(id) : null;
  const place = draft ? placeOfReport(report, draft.analysis) : null;
  return {
    report,
    label,
    stands: version?.state === 'current',
    draft: draft
      ? { href: place ? itemHref(draft.id, itemOf(place)) : `/review/${draft.id}`, isPlace: place !== null }
      : null,
  };
}
