import { OpenAPIHono } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { catalogueCards } from '../actions/catalogue-cards.ts';
import { nearNames } from '../domain/near-names.ts';
import { Refused } from '../errors.ts';
import { accountRoutes } from './api/accounts.ts';
import { auditRoutes } from './api/audit.ts';
import { compareRoutes } from './api/compare.ts';
import { draftRoutes } from './api/drafts.ts';
import { evidenceRoutes } from './api/evidence.ts';
import { modelCallRoutes } from './api/model-calls.ts';
import { promptRoutes } from './api/prompts.ts';
import { publicationRoutes } from './api/publications.ts';
import { quoteRoutes } from './api/quotes.ts';
import { reportRoutes } from './api/reports.ts';
import { mount } from './api/route.ts';
import { addRunEvents } from './api/run-events.ts';
import { runRoutes } from './api/runs.ts';
import { scheduleRoutes } from './api/schedules.ts';
import { addSiteCopy } from './api/site-copy.ts';
import { stackRoutes } from './api/stack.ts';
import { upgradeRoutes } from './api/upgrades.ts';
import { vendorRoutes } from './api/vendors.ts';
import { webhookRoutes } from './api/webhooks.ts';
import { asset } from './asset.ts';
import { cleanAddress } from './clean-address.ts';
import { countWaiting } from './count-waiting.ts';
import { addDocuments } from './documents.ts';
import { safeHeaders } from './headers.ts';
import { addHealth } from './health.ts';
import type { WebParts, WebVariables } from './parts.ts';
import { problemOf, sendProblem } from './problem.ts';
import { icon } from './public/icon.ts';
import { MessagePage } from './public/message-page.tsx';
import { addPublicPages } from './public/routes.tsx';
import { frameOf, page } from './render.ts';
import { sameSiteOnly, whoAsks } from './session.ts';
import { addWorkspace } from './workspace/routes.tsx';

type App = OpenAPIHono<{ Variables: WebVariables }>;

/** Every route of the API, in the order of the document. */
export const apiRoutes = [
  ...vendorRoutes,
  ...promptRoutes,
  ...upgradeRoutes,
  ...runRoutes,
  ...scheduleRoutes,
  ...modelCallRoutes,
  ...draftRoutes,
  ...publicationRoutes,
  ...compareRoutes,
  ...stackRoutes,
  ...quoteRoutes,
  ...evidenceRoutes,
  ...auditRoutes,
  ...accountRoutes,
  ...webhookRoutes,
  ...reportRoutes,
];

/** An import of 5,000 vendors is about 2 MB; nothing that people send is larger. */
const largestBody = 4_000_000;

/** The web application: pages and API. Has no effects until it is asked; `main.ts` listens. */
export function createApp(parts: WebParts): App {
  const app: App = new OpenAPIHono<{ Variables: WebVariables }>();
  app.use(safeHeaders);
  app.use(async (c, next) => {
    c.set('requestId', crypto.randomUUID());
    await next();
  });
  // Pages are much text that repeats itself. No answer holds a secret beside words that another site could choose.
  app.use(compress());
  app.use(bodyLimit({ maxSize: largestBody, onError: (c) => tooLarge(c, parts) }));
  app.use(cleanAddress);
  app.use(whoAsks(parts));
  app.use(sameSiteOnly(parts));
  app.get(parts.stylesheet.path, asset({ text: parts.stylesheet.text, type: 'text/css', keep: 'ever' }));
  // Browsers ask for the old name by themselves, whatever the page says.
  for (const path of ['/favicon.svg', '/favicon.ico']) {
    app.get(path, asset({ text: icon, type: 'image/svg+xml', keep: 'day' }));
  }
  addHealth(app, parts);
  mount(app, apiRoutes, parts);
  addRunEvents(app, parts);
  addSiteCopy(app, parts);
  addDocuments(app, parts);
  app.use(countWaiting(parts));
  addWorkspace(app, parts);
  addPublicPages(app, parts);
  app.notFound((c) => failed(c, parts, notFound(c)));
  app.onError((error, c) => failed(c, parts, error));
  return app;
}

async function failed(c: Context<{ Variables: WebVariables }>, parts: WebParts, error: unknown): Promise<Response> {
  const requestId = c.get('requestId') ?? 'unknown';
  const problem = problemOf(error, requestId);
  if (error instanceof Refused && error.retryAfterSeconds !== null) {
    c.header('retry-after', String(error.retryAfterSeconds));
  }
  if (problem.status === 500) {
    const detail = error instanceof Error ? { message: error.message, stack: error.stack } : { message: String(error) };
    parts.log('error', `Request ${requestId} failed: ${c.req.method} ${c.req.path}`, detail);
  }
  if (c.req.path.startsWith('/api/')) return sendProblem(c, problem);
  const element = (
    <MessagePage
      frame={frameOf(c, parts)}
      title={problem.title}
      text={problem.detail}
      advice={problem.advice}
      errors={problem.errors}
      near={await meant(c, parts, error)}
      signIn={problem.status === 401}
    />
  );
  return page(c, element, problem.status as 404);
}

/** Products whose names are near the one in an address under which nothing is published. */
async function meant(
  { req }: Context,
  { office }: WebParts,
  error: unknown,
): Promise<{ slug: string; name: string }[]> {
  if (!(error instanceof Refused) || error.code !== 'not-published') return [];
  const asked = /^\/vendors\/([^/]+)/.exec(req.path)?.[1] ?? '';
  const { cards } = await catalogueCards(office, null);
  return nearNames(
    asked.replace(/\.[a-z]+$/, ''),
    cards.map(({ slug, card }) => ({ slug, name: card.name })),
  );
}

function notFound(c: Context): Refused {
  return new Refused({
    status: 404,
    code: 'unknown-address',
    message: `There is nothing at ${c.req.path}.`,
    advice: c.req.path.startsWith('/api/') ? 'See /api/openapi.json for what there is.' : 'Start from the catalogue.',
  });
}

function tooLarge(c: Context<{ Variables: WebVariables }>, parts: WebParts): Promise<Response> {
  const refused = new Refused({
    status: 422,
    code: 'too-large',
    message: `What was sent is larger than ${largestBody / 1_000_000} MB.`,
    advice: 'Send it in smaller parts.',
  });
  return failed(c, parts, refused);
}
