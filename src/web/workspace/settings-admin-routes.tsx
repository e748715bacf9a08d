import type { Context, Hono } from 'hono';
import { addPerson, loginLink } from '../../actions/accounts.ts';
import { allow } from '../../actions/allow.ts';
import { changePerson } from '../../actions/change-person.ts';
import type { Person } from '../../domain/person.ts';
import { Refused } from '../../errors.ts';
import type { WebParts, WebVariables } from '../parts.ts';
import { frameOf, page } from '../render.ts';
import { serverFacts } from '../server-facts.ts';
import { fieldsOf, signedIn } from './asked.ts';
import { type PeopleProps, SettingsPeoplePage } from './settings-people-page.tsx';
import { SettingsServerPage } from './settings-server-page.tsx';

type Asked = Context<{ Variables: WebVariables }>;

const doneWords: ReadonlyMap<string, string> = new Map([
  ['role', 'The role is changed. Their sessions have ended: they sign in again, with the new role.'],
  ['closed', 'The account is deactivated; its sessions and tokens have ended.'],
  ['open', 'The account is active again. Make a link if they have no password.'],
]);

/** The settings that only administrators see: people, and how the server is set. */
export function addSettingsOfServer(app: Hono<{ Variables: WebVariables }>, parts: WebParts): void {
  const { office } = parts;
  app.get('/settings/people', (c) => {
    admin(c);
    return show(c, parts, { done: doneWords.get(c.req.query('done') ?? '') ?? null });
  });

  app.post('/settings/people', async (c) => {
    const by = admin(c);
    const { email = '', role = '' } = await fieldsOf(c);
    return orProblem(c, { parts, form: 'add', typed: { email, role } }, async () => {
      const person = await addPerson(office, { email: email.trim(), role }, by);
      return showLink(c, parts, { email: person.email, by });
    });
  });

  app.post('/settings/people/link', async (c) => {
    const by = admin(c);
    const { email = '' } = await fieldsOf(c);
    return orProblem(c, { parts, form: 'person' }, () => showLink(c, parts, { email, by }));
  });

  app.post('/settings/people/role', async (c) => {
    const by = admin(c);
    const { email = '', role = '' } = await fieldsOf(c);
    return orProblem(c, { parts, form: 'person' }, async () => {
      await changePerson(office, { email, change: { role } }, by);
      return c.redirect('/settings/people?done=role', 303);
    });
  });

  app.post('/settings/people/active', async (c) => {
    const by = admin(c);
    const { email = '', active = '' } = await fieldsOf(c);
    return orProblem(c, { parts, form: 'person' }, async () => {
      await changePerson(office, { email, change: { active: active === '1' } }, by);
      return c.redirect(`/settings/people?done=${active === '1' ? 'open' : 'closed'}`, 303);
    });
  });

  app.get('/settings/server', async (c) => {
    admin(c);
    return page(c, <SettingsServerPage frame={frameOf(c, parts)} facts={await serverFacts(parts)} />);
  });
}

function admin(c: Asked): Person {
  const person = signedIn(c);
  allow(person, 'administer');
  return person;
}

async function showLink(c: Asked, parts: WebParts, { email, by }: { email: string; by: Person }): Promise<Response> {
  const secret = await loginLink(parts.office, email, { person: by, through: null });
  return show(c, parts, { made: { email, link: `${parts.baseUrl}/sign-in?link=${secret}` } });
}

interface Form {
  parts: WebParts;
  form: string;
  typed?: PeopleProps['typed'];
}

async function orProblem(c: Asked, { parts, form, typed }: Form, work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refused) || error.status === 403) throw error;
    const problem = { form, message: error.message, advice: error.advice };
    return show(c, parts, { problem, typed, status: error.status });
  }
}

type Extra = Partial<Pick<PeopleProps, 'made' | 'typed' | 'problem' | 'done'>> & { status?: Refused['status'] };

async function show(c: Asked, parts: WebParts, extra: Extra): Promise<Response> {
  const element = (
    <SettingsPeoplePage
      frame={frameOf(c, parts)}
      accounts={await parts.office.store.accounts.accounts()}
      made={extra.made ?? null}
      typed={extra.typed ?? { email: '', role: 'reviewer' }}
      problem={extra.problem ?? null}
      done={extra.done ?? null}
    />
  );
  return page(c, element, extra.status ?? 200);
}
