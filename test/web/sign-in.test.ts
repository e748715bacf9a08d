import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addPerson, loginLink } from '../../src/actions/accounts.ts';
import { changePerson } from '../../src/actions/change-person.ts';
import { people } from '../actions/office.ts';
import { openWeb, type TestWeb } from './desk.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

describe('The first to sign in', () => {
  it('may name the address that readers will see; a slip does not use the link up, and nobody later may', async () => {
    const fresh = await openWeb();
    await fresh.opened.pool.query(`delete from assay.secret where email <> '${people.admin.email}'`);
    await fresh.opened.pool.query(`delete from assay.person where email <> '${people.admin.email}'`);
    const link = await loginLink(fresh.office, people.admin.email, { person: people.admin, through: null });
    expect(await (await fresh.page(`/sign-in?link=${link}`, { as: null })).text()).toContain('name="email"');
    const slip = await fresh.page('/sign-in', { as: null, form: { link, email: 'ada at company' } });
    expect(slip.status).toBe(422);
    const reply = await fresh.page('/sign-in', { as: null, form: { link, email: ' ada@company.example ' } });
    expect(reply.status).toBe(303);
    expect(await fresh.office.store.accounts.person('ada@company.example')).toEqual({
      email: 'ada@company.example',
      role: 'admin',
    });

    const later = await loginLink(fresh.office, people.admin.email, { person: people.admin, through: null });
    expect(await (await fresh.page(`/sign-in?link=${later}`, { as: null })).text()).not.toContain('name="email"');
    const named = await fresh.page('/sign-in', { as: null, form: { link: later, email: 'boss@company.example' } });
    const cookie = named.headers.get('set-cookie')?.split(';')[0] ?? '';
    expect(await (await fresh.page('/review', { as: null, headers: { cookie } })).text()).toContain(people.admin.email);
    expect(await fresh.office.store.accounts.person('boss@company.example')).toBeNull();
    await fresh.close();
  });
});

describe('Signing in', () => {
  it('uses the link up with the button, not with opening it', async () => {
    const link = await loginLink(web.office, people.reviewer.email, { person: people.admin, through: null });
    for (let look = 0; look < 3; look += 1) {
      const shown = await web.page(`/sign-in?link=${link}`, { as: null });
      expect(shown.status).toBe(200);
      expect(shown.headers.get('set-cookie')).toBeNull();
      expect(await shown.text()).toContain(`value="${link}"`);
    }
    const first = await web.page('/sign-in', { as: null, form: { link } });
    expect([first.status, first.headers.get('location')]).toEqual([303, '/review']);
    const second = await web.page('/sign-in', { as: null, form: { link } });
    expect(second.status).toBe(403);
    expect(await second.text()).toContain('npx assay login-link');
    expect(second.headers.get('set-cookie')).toBeNull();
  });

  it('shows no button for a link that cannot work, and says so instead', async () => {
    const used = await loginLink(web.office, people.reviewer.email, { person: people.admin, through: null });
    await web.page('/sign-in', { as: null, form: { link: used } });
    for (const link of [used, 'bogus', 'x'.repeat(43)]) {
      const shown = await web.page(`/sign-in?link=${link}`, { as: null });
      const text = await shown.text();
      expect(shown.status, link).toBe(403);
      expect(text).toContain('was used already, has expired, or was never given out');
      expect(text).not.toContain('Sign in with this link');
      expect(text).toContain('id="password"');
    }
  });

  it('gives a cookie that only this host, only over a safe connection and no script can read', async () => {
    const link = await loginLink(web.office, people.reviewer.email, { person: people.admin, through: null });
    const reply = await web.page('/sign-in', { as: null, form: { link } });
    const cookie = reply.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^__Host-assay=[\w-]{43}; /);
    for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Lax', 'Max-Age=604800'])
      expect(cookie).toContain(part);
    expect(cookie).not.toContain('Domain');
    const own = { cookie: cookie.split(';')[0] };
    const inside = await web.page('/review', { as: null, headers: own });
    expect(await inside.text()).toContain(people.reviewer.email);
    const out = await web.page('/sign-out', { as: null, form: {}, headers: own });
    expect([out.status, out.headers.get('location')]).toEqual([303, '/']);
    expect(out.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await web.page('/review', { as: null, headers: own })).status).toBe(401);
  });

  it('without a link says how to get one', async () => {
    expect(await (await web.page('/sign-in', { as: null })).text()).toContain('npx assay login-link');
  });

  it.each(['/review', '/review/draft-1', '/runs', '/runs/run-1', '/runs/run-1/calls/call-1', '/vendors/new'])(
    'is asked for at %s',
    async (path) => {
      const reply = await web.page(path, { as: null });
      expect(reply.status).toBe(401);
      const text = await reply.text();
      expect(text).toContain('Sign in');
      expect(text).not.toContain('<form');
      expect(/<main[\s\S]*<\/main>/.exec(text)?.[0]).toContain('<a href="/sign-in">Sign in</a>');
    },
  );

  it('tells whoever had a session why it lets them in no more, as far as that is known', async () => {
    const eve = { email: 'eve@company.example', role: 'editor' } as const;
    await addPerson(web.office, eve, people.admin);
    const enter = async (): Promise<{ cookie: string }> => {
      const link = await loginLink(web.office, eve.email, { person: people.admin, through: null });
      const reply = await web.page('/sign-in', { as: null, form: { link } });
      return { cookie: reply.headers.get('set-cookie')?.split(';')[0] ?? '' };
    };
    const seen = async (headers: { cookie: string }): Promise<string> => {
      const reply = await web.page('/review', { as: null, headers });
      expect(reply.status).toBe(401);
      return reply.text();
    };
    const demoted = await enter();
    await changePerson(web.office, { email: eve.email, change: { role: 'reader' } }, people.admin);
    const unknown =
      'Your session is not known here any more: it was signed out, your role or password was changed, your account was deactivated, or it belongs to another Assay.';
    expect(await seen(demoted)).toContain(unknown);
    const left = await enter();
    await changePerson(web.office, { email: eve.email, change: { active: false } }, people.admin);
    expect(await seen(left)).toContain(unknown);
    await changePerson(web.office, { email: eve.email, change: { active: true } }, people.admin);
    const elsewhere = await openWeb();
    expect(await seen({ cookie: elsewhere.cookieOf(people.admin) })).toContain(unknown);
    await elsewhere.close();
    const late = await enter();
    await web.opened.pool.query(
      `update assay.secret set expires_at = '2020-01-02T00:00:00Z' where email = $1 and kind = 'session'`,
      [eve.email],
    );
    expect(await seen(late)).toContain('Your session expired on 2020-01-02.');
    expect(await (await web.page('/review', { as: null })).text()).toContain('This page is for people who work here.');
  });
});
