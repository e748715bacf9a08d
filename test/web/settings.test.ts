import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { holderOf, loginLink, makeSecret } from '../../src/actions/accounts.ts';
import type { Person } from '../../src/domain/person.ts';
import { people } from '../actions/office.ts';
import { openWeb, type TestWeb } from './desk.ts';

let web: TestWeb;
beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

const good = 'seven brown cows in line';

/** A browser of a person who signed in by a link a moment ago. */
async function browserOf(person: Person, userAgent = 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0') {
  const link = await loginLink(web.office, person.email, { person: people.admin, through: null });
  const first = await web.page('/sign-in', { as: null, form: { link }, headers: { 'user-agent': userAgent } });
  const browser = {
    cookie: cookieIn(first),
    async ask(path: string, form?: Record<string, string>) {
      const headers = { cookie: browser.cookie, 'user-agent': userAgent };
      const reply = await web.page(path, { as: null, form, headers });
      const given = cookieIn(reply);
      if (given !== '') browser.cookie = given;
      return { status: reply.status, location: reply.headers.get('location'), text: await reply.text() };
    },
  };
  return browser;
}

function cookieIn(reply: Response): string {
  return reply.headers.get('set-cookie')?.split(';')[0] ?? '';
}

describe('A person’s own settings', () => {
  it('let them choose a password after a link, sign in by it, and change it with the old one', async () => {
    const browser = await browserOf(people.editor);
    const before = await browser.ask('/settings');
    expect(before.text).toContain('Choose a password');
    expect(before.text).not.toContain('name="old"');
    const weak = await browser.ask('/settings/password', { password: 'Password1234', again: 'Password1234' });
    expect([weak.status, weak.text.includes('among the first passwords')]).toEqual([422, true]);
    const linkCookie = browser.cookie;
    const set = await browser.ask('/settings/password', { password: good, again: good });
    expect([set.status, set.location]).toEqual([303, '/settings?done=password#content']);
    expect(browser.cookie).not.toBe(linkCookie);
    expect((await web.page('/settings', { as: null, headers: { cookie: linkCookie } })).status).toBe(401);
    const after = await browser.ask('/settings?done=password');
    expect(after.text).toContain('Your password is set');
    expect(after.text).toContain('name="old"');

    const wrong = await browser.ask('/settings/password', {
      old: 'no',
      password: 'other words entirely',
      again: 'other words entirely',
    });
    expect([wrong.status, wrong.text.includes('not your present password')]).toEqual([422, true]);
    expect(wrong.text).not.toContain('other words entirely');
    const signed = await web.page('/sign-in', { as: null, form: { email: people.editor.email, password: good } });
    expect([signed.status, signed.headers.get('location')]).toEqual([303, '/review']);
    expect(signed.headers.get('set-cookie')).toMatch(/^__Host-assay=[\w-]{43}; .*HttpOnly; Secure; SameSite=Lax/);
  });

  it('show where they are signed in, and end one session or all others', async () => {
    const [one, two, three] = [
      await browserOf(people.reviewer),
      await browserOf(people.reviewer, 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Safari/604.1'),
      await browserOf(people.reviewer, 'Mozilla/5.0 (Windows NT 10.0) Chrome/141.0 Safari/537.36'),
    ];
    const listed = (await one.ask('/settings')).text;
    for (const name of ['Firefox on Linux', 'Safari on iOS', 'Chrome on Windows', 'now, this is the one'])
      expect(listed).toContain(name);
    expect(listed).not.toContain(one.cookie.split('=')[1]);
    const id = /name="id" value="(\d+)"\/?><button[^>]*Safari on iOS/.exec(listed)?.[1] ?? '';
    expect((await two.ask('/settings')).status).toBe(200);
    expect((await one.ask('/settings/sessions/end', { id })).location).toContain('done=session');
    expect((await two.ask('/settings')).status).toBe(401);
    expect((await three.ask('/settings')).status).toBe(200);
    const stranger = await browserOf(people.editor);
    const other = /name="id" value="(\d+)"\/?><button[^>]*Chrome on Windows/.exec(listed)?.[1] ?? '';
    expect((await stranger.ask('/settings/sessions/end', { id: other })).status).toBe(404);
    expect((await three.ask('/settings')).status).toBe(200);
    await one.ask('/settings/sessions/end', { id: 'others' });
    expect((await three.ask('/settings')).status).toBe(401);
    expect((await one.ask('/settings')).status).toBe(200);
  });

  it('end the session that a browser had when somebody signs in there anew', async () => {
    const browser = await browserOf(people.reviewer);
    const before = browser.cookie;
    const link = await loginLink(web.office, people.editor.email, { person: people.admin, through: null });
    await browser.ask('/sign-in', { link });
    expect(browser.cookie).not.toBe(before);
    expect((await web.page('/settings', { as: null, headers: { cookie: before } })).status).toBe(401);
  });

  it('make a token that is shown once, with the scopes ticked, and revoke it', async () => {
    const browser = await browserOf(people.editor);
    const form = (await browser.ask('/settings')).text;
    expect(form).toContain('name="scope.runs"');
    expect(form).not.toContain('name="scope.admin"');
    const none = await browser.ask('/settings/tokens', { label: 'nightly <b>import</b>', days: '30' });
    expect(none.status).toBe(422);
    expect(none.text).toContain('choose at least one scope');
    expect(none.text).toContain('value="nightly &lt;b&gt;import&lt;/b&gt;"');
    const made = await browser.ask('/settings/tokens', {
      label: 'nightly',
      days: '30',
      'scope.read': '1',
      'scope.vendors': '1',
    });
    const token = /assay_[\w-]{43}/.exec(made.text)?.[0] ?? '';
    expect(token).not.toBe('');
    // A module of ours copies exactly it; its button shows where that module runs, and nowhere else.
    expect(made.text).toContain(`<code class="once" id="once">${token}</code>`);
    expect(made.text).toMatch(/<button type="button"[^>]*data-copy="once" hidden/);
    const script = /src="(\/assets\/copy-[^"]+)"/.exec(made.text)?.[1] ?? '';
    expect((await web.app.request(script)).headers.get('content-type')).toContain('text/javascript');
    expect(await holderOf(web.office, 'token', token)).toMatchObject({ scopes: ['read', 'vendors'], label: 'nightly' });
    const listed = (await browser.ask('/settings')).text;
    expect(listed).not.toContain(token);
    expect(listed).toContain('read, vendors');
    const refused = await browser.ask('/settings/tokens', { label: 'more', days: '30', 'scope.admin': '1' });
    expect([refused.status, refused.text.includes('cannot do more than the role editor')]).toEqual([422, true]);
    const id = /name="id" value="(\d+)"\/?><button[^>]*Revoke the token nightly/.exec(listed)?.[1] ?? '';
    expect((await browser.ask('/settings/tokens/end', { id })).status).toBe(303);
    const asked = await web.app.request('/api/me', { headers: { authorization: `Bearer ${token}` } });
    expect(asked.status).toBe(401);
    const own = { kind: 'token', label: 'commands on this machine' } as const;
    await makeSecret(web.office, own, people.editor);
    expect((await browser.ask('/settings')).text).toContain('Made by the server when it starts');
  });

  it('keep a name that colleagues see, escaped', async () => {
    const browser = await browserOf(people.reader);
    await browser.ask('/settings/name', { name: 'Ada <script>' });
    const shown = await browser.ask('/settings?done=name');
    expect(shown.text).toContain('Your name is saved.');
    expect(shown.text).toContain('Ada &lt;script&gt;');
    expect(shown.text).not.toContain('Ada <script>');
    const long = await browser.ask('/settings/name', { name: 'x'.repeat(81) });
    expect([long.status, long.text.includes('at most 80 characters')]).toEqual([422, true]);
  });

  it('say nothing that an address makes up', async () => {
    const browser = await browserOf(people.reader);
    const shown = await browser.ask('/settings?done=Your+account+is+hacked');
    expect(shown.text).not.toContain('hacked');
    expect((await browser.ask('/settings?done=constructor')).text).not.toContain('native code');
  });
});

describe('People', () => {
  it('are let in by an administrator, with a link that is shown once and works once', async () => {
    const admin = await browserOf(people.admin);
    const added = await admin.ask('/settings/people', { email: 'grace@company.example', role: 'reviewer' });
    const link = /\/sign-in\?link=([\w-]{43})/.exec(added.text)?.[1] ?? '';
    expect([added.status, link === '']).toEqual([200, false]);
    expect((await admin.ask('/settings/people')).text).not.toContain(link);
    expect((await web.page('/sign-in', { as: null, form: { link } })).status).toBe(303);
    expect((await web.page('/sign-in', { as: null, form: { link } })).status).toBe(403);
    const twice = await admin.ask('/settings/people', { email: 'GRACE@company.example', role: 'admin' });
    expect([twice.status, twice.text.includes('has an account already')]).toEqual([409, true]);
    const slip = await admin.ask('/settings/people', { email: 'grace at company', role: 'reader' });
    expect([slip.status, slip.text.includes('value="grace at company"')]).toEqual([422, true]);
  });

  it('who are deactivated are out with their next request; the last administrator stays', async () => {
    const admin = await browserOf(people.admin);
    const leaving = await browserOf({ email: 'grace@company.example', role: 'reviewer' });
    expect((await leaving.ask('/review')).status).toBe(200);
    await admin.ask('/settings/people/active', { email: 'grace@company.example', active: '0' });
    expect((await leaving.ask('/review')).status).toBe(401);
    const link = await admin.ask('/settings/people/link', { email: 'grace@company.example' });
    expect([link.status, link.text.includes('is deactivated')]).toEqual([409, true]);
    await admin.ask('/settings/people/active', { email: 'grace@company.example', active: '1' });
    expect((await leaving.ask('/review')).status).toBe(401);
    for (const [path, form] of [
      ['/settings/people/active', { email: people.admin.email, active: '0' }],
      ['/settings/people/role', { email: people.admin.email, role: 'reader' }],
    ] as const) {
      const refused = await admin.ask(path, form);
      expect([refused.status, refused.text.includes('no administrator would be left')]).toEqual([409, true]);
    }
  });

  it('whose role changes sign in again', async () => {
    const admin = await browserOf(people.admin);
    const person = await browserOf({ email: 'grace@company.example', role: 'reviewer' });
    const changed = await admin.ask('/settings/people/role', { email: 'grace@company.example', role: 'editor' });
    expect(changed.location).toBe('/settings/people?done=role');
    expect((await person.ask('/review')).status).toBe(401);
    expect((await web.office.store.accounts.person('grace@company.example'))?.role).toBe('editor');
  });

  it('and the server are nobody’s but an administrator’s to see', async () => {
    for (const person of [people.reader, people.editor, people.reviewer]) {
      const browser = await browserOf(person);
      for (const path of ['/settings/people', '/settings/server']) expect((await browser.ask(path)).status).toBe(403);
      const form = { email: 'eve@company.example', role: 'admin' };
      expect((await browser.ask('/settings/people', form)).status).toBe(403);
      expect((await browser.ask('/settings')).text).not.toContain('/settings/people');
    }
    for (const path of ['/settings', '/settings/people', '/settings/server']) {
      expect((await web.page(path, { as: null })).status).toBe(401);
    }
    expect(await web.office.store.accounts.account('eve@company.example')).toBeNull();
  });
});

describe('This server', () => {
  it('tells its administrators how it is set, what it spent and what it stores', async () => {
    const shown = await (await web.page('/settings/server')).text();
    for (const words of [
      'The offline analyst',
      'people may approve what they edited',
      '$25 a day',
      'embedded database',
    ])
      expect(shown).toContain(words);
    const reply = await web.api('GET', '/api/settings');
    expect(await reply.json()).toMatchObject({ analyst: 'offline', fourEyes: false, spentTodayUsd: 0, dayCapUsd: 25 });
  });
});

describe('Signing in by password', () => {
  it('says the same of an unknown address and of a wrong password, and keeps what was typed but the password', async () => {
    const bodies: string[] = [];
    for (const email of [people.admin.email, 'nobody@company.example']) {
      const reply = await web.page('/sign-in', { as: null, form: { email, password: 'not-this-one' } });
      expect([reply.status, reply.headers.get('set-cookie')]).toEqual([401, null]);
      const text = await reply.text();
      expect(text).toContain(`value="${email}"`);
      expect(text).not.toContain('not-this-one');
      bodies.push(text.replaceAll(email, ''));
    }
    expect(bodies[0]).toBe(bodies[1]);
  });

  it('is refused for a while after too many wrong ones: 429, with the seconds, on a plain page; by address too', async () => {
    const form = { email: 'ghost@company.example', password: 'x' };
    let last = await web.page('/sign-in', { as: null, form });
    for (let tries = 0; tries < 6; tries += 1) last = await web.page('/sign-in', { as: null, form });
    expect([last.status, last.headers.get('retry-after')]).toEqual([429, '2']);
    expect(await last.text()).toContain('Wait 2 seconds, then try again.');

    const from = (address: string, at: number) =>
      web.app.request(
        '/sign-in',
        {
          method: 'POST',
          headers: { 'sec-fetch-site': 'same-origin' },
          body: new URLSearchParams({ email: `p${at}@company.example`, password: 'x' }),
        },
        { incoming: { socket: { remoteAddress: address } } },
      );
    const statuses: number[] = [];
    for (let at = 0; at < 33; at += 1) statuses.push((await from('203.0.113.7', at)).status);
    expect(statuses.slice(-2)).toEqual([429, 429]);
    expect((await from('203.0.113.8', 99)).status).toBe(401);
  });
});
