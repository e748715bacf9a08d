import type { Context, Hono } from 'hono';
import { renameSelf } from '../../actions/change-person.ts';
import { needsOldPassword, setPassword } from '../../actions/set-password.ts';
import { endOwnSecret, makeToken, usualDays } from '../../actions/tokens.ts';
import { sha256 } from '../../domain/digest.ts';
import { Scope, scopesFor } from '../../domain/scope.ts';
import { Refused } from '../../errors.ts';
import type { Holder } from '../../ports.ts';
import { asset } from '../asset.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { sessionSecret } from '../session.ts';
import { fieldsOf, signedIn } from './asked.ts';
import { copyScript } from './copy-script.ts';
import { addSettingsOfServer } from './settings-admin-routes.tsx';
import { SettingsPage, type SettingsProps } from './settings-page.tsx';
import { addSettingsOfWebhooks } from './settings-webhooks-routes.tsx';
import { beginSession } from './sign-in-routes.tsx';

type App = Hono<{ Variables: WebVariables }>;
type Asked = Context<{ Variables: WebVariables }>;

/** What was done, by the word that stands in the address afterwards: text of an address is never shown. */
const doneWords: ReadonlyMap<string, string> = new Map([
  ['name', 'Your name is saved.'],
  ['password', 'Your password is set, and every other session of yours has ended.'],
  ['session', 'The session has ended.'],
  ['sessions', 'All other sessions have ended.'],
  ['token', 'The token is revoked; programs that use it are refused from now on.'],
]);

/** `/settings`: a person's own, and for administrators people and the server. */
export function addSettings(app: App, parts: WebParts): void {
  app.get('/settings', async (c) => {
    const done = doneWords.get(c.req.query('done') ?? '') ?? null;
    return show(c, parts, { done });
  });

  app.post('/settings/name', async (c) => {
    const { name = '' } = await fieldsOf(c);
    const person = signedIn(c);
    return orProblem(c, { parts, form: 'name' }, async () => {
      await renameSelf(parts.office, name, person);
      return c.redirect('/settings?done=name#content', 303);
    });
  });

  app.post('/settings/password', async (c) => {
    const { old = '', password = '', again = '' } = await fieldsOf(c);
    const session = ownSession(c);
    return orProblem(c, { parts, form: 'password' }, async () => {
      await setPassword(parts.office, { old, password, again, address: parts.clientAddress(c) }, session);
      await beginSession(c, parts, { person: session.person, by: 'password' });
      return c.redirect('/settings?done=password#content', 303);
    });
  });

  app.post('/settings/sessions/end', async (c) => {
    const { id = '' } = await fieldsOf(c);
    const person = signedIn(c);
    if (id !== 'others') {
      await endOwnSecret(parts.office, { kind: 'session', id: Number(id) }, person);
      return c.redirect('/settings?done=session#content', 303);
    }
    await parts.office.store.accounts.endOtherSessions(person.email, sha256(sessionSecret(c) ?? ''));
    return c.redirect('/settings?done=sessions#content', 303);
  });

  app.post('/settings/tokens', async (c) => {
    const fields = await fieldsOf(c);
    const { label = '', days = String(usualDays) } = fields;
    const scopes = Scope.options.filter((scope) => fields[`scope.${scope}`] !== undefined);
    const typed = { label, scopes, days };
    const person = signedIn(c);
    return orProblem(c, { parts, form: 'token', typed }, async () => {
      const { token } = await makeToken(parts.office, typed, { person, through: null });
      return show(c, parts, { made: { label: label.trim(), token } });
    });
  });

  app.post('/settings/tokens/end', async (c) => {
    const { id = '' } = await fieldsOf(c);
    await endOwnSecret(parts.office, { kind: 'token', id: Number(id) }, signedIn(c));
    return c.redirect('/settings?done=token#content', 303);
  });

  app.get(copyScript.path, asset({ text: copyScript.text, type: 'text/javascript', keep: 'ever' }));
  addSettingsOfServer(app, parts);
  addSettingsOfWebhooks(app, parts);
}

/** The session that asks: these pages are for people in a browser. */
function ownSession(c: Asked): Holder {
  signedIn(c);
  const holder = c.get('holder');
  if (!holder) throw new Error('Whoever is signed in on a page has a session.');
  return holder;
}

interface Form {
  parts: WebParts;
  form: string;
  typed?: SettingsProps['typed'];
}

/** Does what a form asks for; what is wrong with it is said beside it, with all that was typed but passwords. */
async function orProblem(c: Asked, { parts, form, typed }: Form, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused) || ![422, 429].includes(error.status)) throw error;
    if (error.retryAfterSeconds !== null) c.header('retry-after', String(error.retryAfterSeconds));
    const problem = { form, message: error.message, advice: error.advice };
    return show(c, parts, { problem, typed, status: error.status });
  }
}

type Extra = Partial<Pick<SettingsProps, 'made' | 'typed' | 'problem' | 'done'>> & { status?: Refused['status'] };

async function show(c: Asked, parts: WebParts, extra: Extra): Promise<Response> {
  const session = ownSession(c);
  const { accounts } = parts.office.store;
  const { email } = session.person;
  const account = await accounts.account(email);
  if (!account) throw new Error(`The account of ${email} is gone while its session works.`);
  const element = (
    <SettingsPage
      frame={frameOf(c, parts)}
      account={account}
      sessions={await accounts.secrets(email, 'session')}
      current={session.id}
      oldNeeded={await needsOldPassword(parts.office, session)}
      tokens={await accounts.secrets(email, 'token')}
      offered={scopesFor(session.person)}
      made={extra.made ?? null}
      typed={extra.typed ?? { label: '', scopes: ['read'], days: String(usualDays) }}
      problem={extra.problem ?? null}
      done={extra.done ?? null}
    />
  );
  return page(c, element, extra.status ?? 200);
}
