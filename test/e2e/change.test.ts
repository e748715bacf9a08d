import { createHmac } from 'node:crypto';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliverWebhooks } from '../../src/actions/deliver-webhooks.ts';
import { startDue } from '../../src/actions/start-due.ts';
import { addWebhook } from '../../src/actions/webhooks.ts';
import { openWebhookSender } from '../../src/adapters/http/webhook-sender.ts';
import { people } from '../actions/office.ts';
import { type Loopback, webServer } from '../adapters/http/loopback.ts';
import { type CopiedSite, copySite } from '../change/copied-site.ts';
import { draftOf, publishProduct } from '../change/published-product.ts';
import { latestRun, workQueue } from '../change/work-queue.ts';
import { openBrowser, type WatchedPage } from './browser.ts';
import { type Hand, keyboard, mouse } from './hand.ts';
import { type ServedWeb, serveWeb } from './served-web.ts';

const browser: Browser | null = await openBrowser();
let web: ServedWeb;
let site: CopiedSite;
let tab: WatchedPage;
let receiver: Loopback;
let sender: ReturnType<typeof openWebhookSender>;
let secret: string;
/** What the receiver of webhooks got, in order. */
const told: { headers: Record<string, string | string[] | undefined>; body: string }[] = [];

const day = 24 * 3_600_000;

beforeAll(async () => {
  if (!browser) return;
  web = await serveWeb();
  site = await copySite();
  await publishProduct(web, site.http);
  receiver = await webServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      told.push({ headers: request.headers, body });
      response.end();
    });
  });
  sender = openWebhookSender({ allowHosts: [receiver.host], contact: null, version: '0.0.0-test' });
  const added = await addWebhook({ office: web.office, sender }, { url: `${receiver.url}/hook` }, people.admin);
  secret = added.secret;
  tab = await web.tab(browser, people.reviewer);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
  await site?.close();
  await sender?.close();
  await receiver?.close();
});

/** What the clock does: a night later it looks, and the workers do what was started. */
async function nextNight(): Promise<string[]> {
  web.pass(day);
  const started = await startDue(web.office);
  await workQueue(web, site.http);
  return started.map(({ slug }) => slug);
}

/** Sets that the product is read every night, as a person does. */
async function schedule(hand: Hand): Promise<void> {
  const { page } = tab;
  await page.goto('/schedule');
  expect(await page.locator('main').textContent()).toContain('Nothing is read again by itself');
  await page.getByLabel('What is read again').selectOption('vendor:quillstore');
  await page.getByLabel('How often').selectOption('daily');
  await page.getByLabel('Whose clock').fill('Europe/Zurich');
  await hand.press(page.getByRole('button', { name: 'Preview' }));
  expect(await page.locator('.notice').textContent()).toContain(
    'Quillstore is read again every night, by the clock of Europe/Zurich.',
  );
  await hand.press(page.getByRole('button', { name: 'Keep it so' }));
  expect(await page.locator('.rows').first().textContent()).toContain('every night');
  expect(await page.locator('.calendar li').count()).toBeGreaterThan(20);
}

describe.skipIf(!browser)('One sentence that changes at the source', () => {
  it('is found by the scheduled reading, reviewed as one open item, approved, and told on the public page', async () => {
    const { page } = tab;
    await schedule(keyboard(page));
    await startDue(web.office);

    expect(await nextNight()).toEqual(['quillstore']);
    expect((await latestRun(web, 'quillstore')).outcome).toBe('unchanged');
    await page.goto('/vendors/quillstore');
    expect(await page.locator('main').textContent()).toContain('Checked on 2 March 2026');
    await page.goto('/schedule');
    expect(await page.locator('.rows').first().textContent()).toContain('Unchanged');

    await site.edit('limitations/index.html', '4 billion records', '8 billion records');
    expect(await nextNight()).toEqual(['quillstore']);
    expect((await draftOf(web, 'quillstore'))?.change?.items).toHaveLength(1);

    const hand = mouse(page);
    await page.goto('/review');
    expect(await page.locator('main tbody tr').first().textContent()).toContain('change: 1 open');
    await hand.press(page.locator('main tbody a').first());
    const changed = page.locator('.what-changed');
    expect(await changed.locator('.open-items > li').count()).toBe(1);
    expect(await changed.locator('del').textContent()).toBe('4');
    expect(await changed.locator('ins').textContent()).toBe('8');
    expect(await page.locator('.outline').textContent()).toContain('0 of 1 part looked at');
    expect(await page.getByRole('button', { name: 'Approve and publish' }).isDisabled()).toBe(true);
    await hand.press(changed.locator('h3 a'));
    await page.locator('#text-limitations-1').fill('A collection is limited to 8 billion records.');
    await hand.press(page.locator('#focus').getByRole('button', { name: 'Save', exact: true }));
    expect(await page.locator('.outline').textContent()).toContain('Nothing is left open.');
    expect(await page.locator('.what-changed').textContent()).toContain('answered');
    await hand.press(page.getByRole('button', { name: 'Approve and publish' }));
    await workQueue(web, site.http);

    await page.goto('/vendors/quillstore');
    const limits = await page.locator('#limitations .claim-text').allTextContents();
    expect(limits).toContain('A collection is limited to 8 billion records.');
    expect(limits.join()).not.toContain('4 billion');
    expect(await page.locator('.freshness').textContent()).toContain('3 March 2026');
    await page.goto('/vendors/quillstore/history');
    const history = await page.locator('main').textContent();
    expect(history).toContain('Version 2');
    expect(history).toContain('Version 1');
    expect(history).toContain('A collection is limited to 8 billion records.');
    expect(tab.faults).toEqual([]);
  });

  it('is told by the feed', async () => {
    const feed = await (await fetch(`${web.address}/vendors/quillstore/feed.atom`)).text();
    expect(feed).toContain('Quillstore (invented): version 2');
    expect(feed).toContain('Reads otherwise: Limitations.');
  });

  it('is told by a signed webhook, once', async () => {
    const deliver = () => deliverWebhooks(web.office, { sender, baseUrl: web.address });
    await deliver();
    await deliver();
    expect(told).toHaveLength(1);
    const { headers, body } = told[0] ?? { headers: {}, body: '{}' };
    const { type, data } = JSON.parse(body);
    expect(type).toBe('publication.changed');
    expect(data).toMatchObject({ slug: 'quillstore', version: 2, url: `${web.address}/vendors/quillstore` });
    expect(data.changes.join(' ')).toContain('Reads otherwise: Limitations.');
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  });

  it('is not found again the night after', async () => {
    expect(await nextNight()).toEqual(['quillstore']);
    expect((await latestRun(web, 'quillstore')).outcome).toBe('unchanged');
  });
});
