import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deliverWebhooks } from '../../src/actions/deliver-webhooks.ts';
import { addWebhook, removeWebhook } from '../../src/actions/webhooks.ts';
import { openWebhookSender } from '../../src/adapters/http/webhook-sender.ts';
import { openOffice, people, refusalOf, type TestOffice } from '../actions/office.ts';
import { fresh } from '../contract/sample-records.ts';
import { publishVersion, withdrawVersion } from './published-versions.ts';

interface Received {
  method: string;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

const baseUrl = 'https://assay.company.example';
const secret = `whsec_${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`;
const received: Received[] = [];

let desk: TestOffice;
let server: Server;
let sender: ReturnType<typeof openWebhookSender>;
let url: string;
let answers: (() => { status: number; location?: string })[] = [];

beforeAll(async () => {
  desk = await openOffice();
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      received.push({ method: request.method ?? '', headers: request.headers, body });
      const { status, location } = answers.shift()?.() ?? { status: 200 };
      response.writeHead(status, location ? { location } : {}).end(status === 200 ? '' : 'not now');
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}/hook`;
  sender = openWebhookSender({ allowHosts: [`127.0.0.1:${port}`], contact: null, version: '0.0.0-test' });
});
afterAll(async () => {
  await sender.close();
  server.close();
  await desk.close();
});
beforeEach(async () => {
  for (const { id } of await desk.office.store.webhooks.list()) await removeWebhook(desk.office, id, people.admin);
  received.length = 0;
  answers = [];
});

describe('Webhooks', () => {
  it('tell of a publication, a change with its sentences, and a withdrawal with its reason', async () => {
    await add();
    const slug = fresh('told');
    await publishVersion(desk, { slug });
    await publishVersion(desk, {
      slug,
      edit: ({ frameworks: { inpact } }) => {
        Object.assign(inpact, { total: 5 });
        Object.assign(inpact.dimensions[0] ?? {}, { level: 5 });
      },
    });
    await withdrawVersion(desk, slug, 'The product was discontinued.');
    await deliver();
    const told = received.map(({ body }) => JSON.parse(body));
    expect(told.map(({ type }) => type).toSorted()).toEqual([
      'publication.changed',
      'publication.published',
      'publication.withdrawn',
    ]);
    const withdrawn = told.find(({ type }) => type === 'publication.withdrawn');
    expect(withdrawn.data.changes).toEqual(['Withdrawn: The product was discontinued.']);
    expect(withdrawn.data.url).toBe(`${baseUrl}/vendors/${slug}`);
  });

  it('say what a change changed while it stands', async () => {
    await add();
    const slug = fresh('told');
    await publishVersion(desk, { slug });
    await publishVersion(desk, {
      slug,
      edit: ({ frameworks: { inpact } }) => {
        Object.assign(inpact, { total: 5 });
        Object.assign(inpact.dimensions[0] ?? {}, { level: 5 });
      },
    });
    await deliver();
    const changed = received.map(({ body }) => JSON.parse(body)).find(({ type }) => type === 'publication.changed');
    expect(changed.data.changes.join(' ')).toContain('Permitted goes from level 4 to level 5');
  });

  it('are signed over id, time and body, so that one changed byte or another secret is seen', async () => {
    await add();
    await publishVersion(desk, { slug: fresh('told') });
    await deliver();
    const { headers, body, method } = received[0] ?? { headers: {}, body: '', method: '' };
    expect(method).toBe('POST');
    const at = Number(headers['webhook-timestamp']);
    expect(at).toBe(Math.floor(desk.office.clock.now().getTime() / 1000));
    const signed = (key: Buffer, text: string): string =>
      `v1,${createHmac('sha256', key).update(`${headers['webhook-id']}.${at}.${text}`).digest('base64')}`;
    const key = Buffer.from(secret.slice(6), 'base64');
    expect(headers['webhook-signature']).toBe(signed(key, body));
    expect(headers['webhook-signature']).not.toBe(signed(key, `${body} `));
    expect(headers['webhook-signature']).not.toBe(signed(Buffer.from('another'), body));
  });

  it('are tried again, later each time, with the same id and body, and given up within a day', async () => {
    await add();
    await publishVersion(desk, { slug: fresh('told') });
    answers = Array.from({ length: 20 }, () => () => ({ status: 503 }));
    const waits: number[] = [];
    for (let minutes = 0; minutes <= 2 * 24 * 60; minutes += 1) {
      const before = received.length;
      await deliver();
      if (received.length > before) waits.push(minutes);
      const [waiting] = (await desk.office.store.webhooks.list())[0]?.deliveries ?? [];
      if (waiting?.state === 'given-up') break;
      // From one due time to the next, as the clock's ticks would come to it.
      const wait = Math.ceil((Date.parse(waiting?.dueAt ?? '') - desk.office.clock.now().getTime()) / 60_000);
      desk.pass(wait * 60_000);
      minutes += wait - 1;
    }
    expect(waits.length).toBe(8);
    const gaps = waits.slice(1).map((at, index) => at - (waits[index] ?? 0));
    expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBeLessThanOrEqual(24 * 60);
    expect(new Set(received.map(({ headers, body }) => `${headers['webhook-id']} ${body}`)).size).toBe(1);
    const [given] = (await desk.office.store.webhooks.list())[0]?.deliveries ?? [];
    expect(given).toMatchObject({ state: 'given-up', answer: '503 not now', tries: 8, dueAt: null });
  });

  it('are sent once, however many processes look at the same time', async () => {
    await add();
    for (let each = 0; each < 5; each += 1) await publishVersion(desk, { slug: fresh('told') });
    await Promise.all([deliver(), deliver(), deliver()]);
    expect(received.length).toBe(5);
    await deliver();
    expect(received.length).toBe(5);
  });

  it('are noted with the publication or not at all', async () => {
    await add();
    const slug = fresh('told');
    await publishVersion(desk, { slug });
    expect((await desk.office.store.webhooks.list())[0]?.deliveries.length).toBe(1);
    const pool = desk.opened.pool;
    await pool.query(`alter table assay.webhook_delivery add constraint closed check (kind <> 'withdrawn') not valid`);
    await expect(withdrawVersion(desk, slug)).rejects.toThrow();
    await pool.query('alter table assay.webhook_delivery drop constraint closed');
    expect((await desk.office.store.publications.latest(slug))?.state).toBe('current');
  });

  it('follow no redirect: where it leads was not what the administrator named', async () => {
    await add();
    await publishVersion(desk, { slug: fresh('told') });
    answers = [() => ({ status: 307, location: url })];
    await deliver();
    expect(received.length).toBe(1);
    expect((await desk.office.store.webhooks.list())[0]?.deliveries[0]).toMatchObject({ state: 'waiting', tries: 1 });
  });

  it('never go to private addresses, to other ports, or without https', async () => {
    for (const wrong of [
      'http://hooks.company.example/',
      'https://127.0.0.1/',
      'https://[::1]/',
      'https://10.0.0.1/hook',
      'https://169.254.169.254/latest/meta-data',
      'https://hooks.company.example:8443/',
      'https://user:word@hooks.company.example/',
      'ftp://hooks.company.example/',
      'not an address',
    ]) {
      const refusal = await refusalOf(addWebhook({ office: desk.office, sender }, { url: wrong }, people.admin));
      expect([wrong, refusal.status]).toEqual([wrong, 422]);
    }
  });

  it('check the address again when a name that was public leads to a private one', async () => {
    const turned = openWebhookSender(
      { allowHosts: [], contact: null, version: '0.0.0-test' },
      { lookup: async () => [{ address: '127.0.0.1', family: 4 }] },
    );
    expect(turned.problem('https://hooks.company.example/')).toBeNull();
    const answer = await turned.post({ url: 'https://hooks.company.example/', headers: {}, body: '{}' });
    expect(answer).toMatchObject({ delivered: false });
    expect(answer.answer).toContain('not public');
    await turned.close();
  });

  it('never show their secret again, and are set by administrators only', async () => {
    await add();
    expect(JSON.stringify(await desk.office.store.webhooks.list())).not.toContain(secret.slice(6, 20));
    for (const person of [people.reader, people.editor, people.reviewer]) {
      expect((await refusalOf(addWebhook({ office: desk.office, sender }, { url }, person))).status).toBe(403);
    }
    const { rows } = await desk.opened.pool.query<{ detail: unknown }>('select detail from assay.audit');
    expect(JSON.stringify(rows)).not.toContain(secret.slice(6, 20));
  });

  it('that are removed get nothing any more, not even what waited', async () => {
    const { id } = await add();
    await publishVersion(desk, { slug: fresh('told') });
    await removeWebhook(desk.office, id, people.admin);
    await publishVersion(desk, { slug: fresh('told') });
    await deliver();
    expect(received).toEqual([]);
  });
});

function add() {
  return addWebhook({ office: desk.office, sender }, { url, secret }, people.admin);
}

function deliver() {
  return deliverWebhooks(desk.office, { sender, baseUrl });
}
