import type { Hono } from 'hono';
import { makeSecret, signOut } from '../../actions/accounts.ts';
import { addVendor } from '../../actions/add-vendor.ts';
import { allow } from '../../actions/allow.ts';
import { isFirstSignIn, signInByLink } from '../../actions/sign-in.ts';
import { startRun } from '../../actions/start-run.ts';
import { Refused } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { endSession, sessionSecret, startSession } from '../session.ts';
import { fieldsOf, signedIn } from './asked.ts';
import { addAuditPage } from './audit-routes.tsx';
import { NewVendorPage } from './new-vendor-page.tsx';
import { addReviewPages } from './review-routes.tsx';
import { addRunPages } from './run-routes.tsx';
import { SignInPage } from './sign-in-page.tsx';

type App = Hono<{ Variables: WebVariables }>;

const week = 7 * 24 * 3600;

/** The pages of people who work here; all but signing in need a session. */
export function addWorkspace(app: App, parts: WebParts): void {
  addSignIn(app, parts);
  addRunPages(app, parts);
  addNewVendor(app, parts);
  addReviewPages(app, parts);
  addAuditPage(app, parts);
}

function addSignIn(app: App, parts: WebParts): void {
  app.get('/sign-in', async (c) =>
    page(
      c,
      <SignInPage
        frame={frameOf(c, parts)}
        link={c.req.query('link') ?? null}
        first={await isFirstSignIn(parts.office)}
      />,
    ),
  );

  app.post('/sign-in', async (c) => {
    const { link = '', email = '' } = await fieldsOf(c);
    const person = await signInByLink(parts.office, { link, email });
    if (!person) {
      throw new Refused({
        status: 403,
        code: 'link-used',
        message: 'This sign-in link was used already, has expired, or was never given out.',
        advice: 'Make a new one on the machine that runs Assay: npx assay login-link you@example.com',
      });
    }
    const { secret } = await makeSecret(parts.office, { kind: 'session', label: 'browser' }, person);
    startSession(c, secret, week);
    return c.redirect('/review', 303);
  });

  app.post('/sign-out', async (c) => {
    const secret = sessionSecret(c);
    if (secret) await signOut(parts.office, secret);
    endSession(c);
    return c.redirect('/', 303);
  });
}

function addNewVendor(app: App, parts: WebParts): void {
  app.post('/vendors/:slug/analyse', async (c) => {
    const request = { slug: c.req.param('slug'), cause: 'manual', again: true, offline: false } as const;
    const { run } = await startRun(parts.office, request, signedIn(c));
    return c.redirect(`/runs/${run.id}`, 303);
  });

  app.get('/vendors/new', (c) => {
    allow(signedIn(c), 'enqueue');
    return page(c, <NewVendorPage frame={frameOf(c, parts)} rubric={parts.office.rubric} typed={{}} problem={null} />);
  });

  app.post('/vendors/new', async (c) => {
    const person = signedIn(c);
    const typed = await fieldsOf(c);
    const [layer, category] = (typed.place ?? '').split('/');
    try {
      const vendor = await addVendor(parts.office, { url: typed.url, name: typed.name, layer, category }, person);
      const { run } = await startRun(
        parts.office,
        { slug: vendor.slug, cause: 'new', again: false, offline: false },
        person,
      );
      return c.redirect(`/runs/${run.id}`, 303);
    } catch (error) {
      if (!(error instanceof Refused) || error.status === 403) throw error;
      const problem = { message: error.message, advice: error.advice };
      const form = (
        <NewVendorPage frame={frameOf(c, parts)} rubric={parts.office.rubric} typed={typed} problem={problem} />
      );
      return page(c, form, error.status);
    }
  });
}
