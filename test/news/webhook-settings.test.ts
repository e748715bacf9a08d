import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../actions/office.ts';
import { openWeb, type TestWeb } from '../web/desk.ts';

let web: TestWeb;

beforeAll(async () => {
  web = await openWeb();
});
afterAll(() => web.close());

describe('The settings of webhooks', () => {
  it('show the secret of a new one this once, and take it away again', async () => {
    const url = 'https://hooks.company.example/assay';
    const made = await (await web.page('/settings/webhooks', { as: people.admin, form: { url } })).text();
    const secret = /whsec_[A-Za-z0-9+/]{43}=/.exec(made)?.[0] ?? '';
    expect(secret).not.toBe('');
    const later = await (await web.page('/settings/webhooks', { as: people.admin })).text();
    expect([later.includes(url), later.includes(secret)]).toEqual([true, false]);
    const listed = await (await web.api('GET', '/api/webhooks')).text();
    expect([listed.includes(url), listed.includes(secret)]).toEqual([true, false]);
    const id = /name="id" value="(webhook-[0-9a-f]+)"/.exec(later)?.[1] ?? '';
    await web.page('/settings/webhooks/remove', { as: people.admin, form: { id } });
    expect(await (await web.page('/settings/webhooks', { as: people.admin })).text()).not.toContain(url);
  });

  it('keep what was typed and say what is wrong with it', async () => {
    const url = 'http://hooks.company.example/assay';
    const reply = await web.page('/settings/webhooks', { as: people.admin, form: { url } });
    const html = await reply.text();
    expect(reply.status).toBe(422);
    expect(html).toContain(`value="${url}"`);
    expect(html).toContain('A webhook needs an https address.');
  });
});
