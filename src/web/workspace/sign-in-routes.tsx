import type { Context, Hono } from 'hono';
import { linkWorks, makeSecret, signOut } from '../../actions/accounts.ts';
import { isFirstSignIn, signInByLink, signInByPassword } from '../../actions/sign-in.ts';
import { browserName } from '../../domain/browser-name.ts';
import type { Person } from '../../domain/person.ts';
import { Refused } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { endSession, sessionSecret, startSession } from '../session.ts';
import { fieldsOf } from './asked.ts';
import { SignInLinkPage, SignInPage } from './sign-in-page.tsx';

type Asked = Context<{ Variables: WebVariables }>;

const week = 7 * 24 * 3600;

/** Which of the three it is, is told to nobody: whoever holds a link may not be whom it was made for. */
const deadLink = {
  message: 'This sign-in link was used already, has expired, or was never given out.',
  advice: 'Ask an administrator for a new one; on the machine that runs Assay: npx assay login-link you@example.com',
};

/** Signing in by link or by password, and out. */
export function addSignIn(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office } = parts;
  app.get('/sign-in', async (c) => {
    const link = c.req.query('link');
    if (!link) return page(c, <SignInPage frame={frameOf(c, parts)} email="" problem={null} />);
    if (!(await linkWorks(office, link))) {
      return page(c, <SignInPage frame={frameOf(c, parts)} email="" problem={deadLink} />, 403);
    }
    return page(c, <SignInLinkPage frame={frameOf(c, parts)} link={link} first={await isFirstSignIn(office)} />);
  });

  app.post('/sign-in', async (c) => {
    const { link = '', email = '', password = '' } = await fieldsOf(c);
    if (link === '') return byPassword(c, parts, { email, password });
    const person = await signInByLink(office, { link, email });
    if (!person) {
      throw new Refused({
        status: 403,
        code: 'link-used',
        ...deadLink,
      });
    }
    await beginSession(c, parts, { person, by: 'link' });
    return c.redirect('/review', 303);
  });

  app.post('/sign-out', async (c) => {
    const secret = sessionSecret(c);
    if (secret) await signOut(office, secret);
    endSession(c);
    return c.redirect('/', 303);
  });
}

async function byPassword(c: Asked, parts: WebParts, said: { email: string; password: string }): Promise<Response> {
  try {
    const person = await signInByPassword(parts.office, { ...said, address: parts.clientAddress(c) });
    await beginSession(c, parts, { person, by: 'password' });
    return c.redirect('/review', 303);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    if (error.retryAfterSeconds !== null) c.header('retry-after', String(error.retryAfterSeconds));
    const problem = { message: error.message, advice: error.advice };
    return page(c, <SignInPage frame={frameOf(c, parts)} email={said.email} problem={problem} />, error.status);
  }
}

/** A new session of a person in this browser; the one that it had before ends, so none outlives a change of hands. */
export async function beginSession(
  c: Asked,
  parts: WebParts,
  { person, by }: { person: Person; by: 'link' | 'password' },
): Promise<void> {
  const before = sessionSecret(c);
  if (before) await signOut(parts.office, before);
  const browser = browserName(c.req.header('user-agent') ?? '');
  const { secret } = await makeSecret(parts.office, { kind: 'session', label: by, browser }, person);
  startSession(c, secret, week);
}
