import { readFileSync } from 'node:fs';
import { createServer, type Server as Site } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assay, type Server, startServer, temporaryFolder } from '../cli/run-assay.ts';
import { openBrowser, openTab, type WatchedPage } from './browser.ts';
import { coloursSettled } from './colours-settled.ts';
import { mouse } from './hand.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser: Browser | null = await openBrowser();
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: Server;
let site: Site;
let docs: string;
let data: string;

/** Slow enough that a run over eight pages is seen at work. */
const answerMilliseconds = 250;
const sentence = 'Quern is a vector database that answers nearest neighbour queries within roles of its callers. ';

beforeAll(async () => {
  if (!browser) return;
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
  site = createServer((request, response) => {
    const at = /^\/(?:page-([1-8]))?$/.exec(request.url ?? '');
    const links = Array.from({ length: 8 }, (_, page) => `<a href="/page-${page + 1}">Page ${page + 1}</a>`).join(' ');
    const page = `<html><head><title>Quern</title></head><body><main><h1>Quern ${at?.[1] ?? ''}</h1><p>${sentence.repeat(4)}Part ${at?.[1] ?? 0}.</p>${links}</main></body></html>`;
    setTimeout(
      () => response.writeHead(at ? 200 : 404, { 'content-type': 'text/html' }).end(at ? page : ''),
      answerMilliseconds,
    );
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => site.once('listening', ready));
  const host = `127.0.0.1:${(site.address() as AddressInfo).port}`;
  docs = `http://${host}/`;
  server = await startServer(data, { ASSAY_ALLOW_HOSTS: host }, ['--no-demo']);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  site?.close();
  await folder?.remove();
});

async function signedIn(options: Parameters<typeof openTab>[2] = {}): Promise<WatchedPage> {
  if (!browser) throw new Error('skipped without Chromium');
  const tab = await openTab(browser, server.address, options);
  await tab.page.goto((await assay(['login-link'], { data })).stdout.trim());
  await tab.page.getByRole('button', { name: 'Sign in with this link' }).click();
  await tab.page.waitForURL('**/review');
  return tab;
}

async function preview(page: Page): Promise<void> {
  await page.goto('/vendors/new');
  await page.getByLabel('Documentation address').fill(docs);
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('heading', { name: 'Is this right?' }).waitFor();
}

describe.skipIf(!browser)('New products and their runs in a real browser', () => {
  it('are previewed, corrected, confirmed and followed live to their end', async () => {
    const tab = await signedIn();
    const { page } = tab;
    const list = await signedIn();
    await preview(page);
    expect(await page.getByLabel('Product name').inputValue()).toBe('Quern');
    expect(await page.getByLabel('What it is').inputValue()).toBe('L1/vector-database');
    await list.page.goto('/runs');
    expect(await list.page.getByRole('heading', { name: 'No run yet' }).count()).toBe(1);
    await page.getByLabel('Product name').fill('Quern, corrected');
    await page.getByRole('button', { name: 'Analyse it' }).click();
    await page.getByRole('heading', { name: 'Run of Quern, corrected' }).waitFor();
    // A mark in the page that only a reload would wipe out.
    await page.locator('h1').evaluate((heading) => heading.setAttribute('data-untouched', ''));
    await list.page.goto('/runs');
    await page.locator('[data-live-words]', { hasText: ', live' }).waitFor();
    await page
      .locator('.fold summary', { hasText: /\d+ read/ })
      .first()
      .click();
    await page.locator('.fold[open]').waitFor();
    await page.getByText('The draft is made and waits for review.').waitFor({ timeout: 90_000 });
    expect(await page.locator('h1[data-untouched]').count()).toBe(1);
    expect(await page.locator('.fold[open]').count()).toBe(1);
    await page.locator('[data-live]').waitFor({ state: 'detached' });
    await list.page.getByText('draft waits for review').waitFor({ timeout: 20_000 });
    expect([...tab.faults, ...list.faults]).toEqual([]);
    await page.getByRole('link', { name: 'Review the draft' }).click();
    await page.waitForURL('**/review/draft-*');
    await tab.close();
    await list.close();
  });

  it('stop at a button and are taken up again, without JavaScript and by looking again', async () => {
    const tab = await signedIn({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const { page } = tab;
    await page.goto('/vendors');
    const hand = mouse(page);
    const again = page.getByRole('link', { name: 'Look again' });
    await hand.press(page.getByRole('button', { name: /Analyse again/ }));
    await hand.press(again);
    await hand.press(page.getByRole('button', { name: 'Stop this run' }));
    await page.getByText('Somebody stopped it while').waitFor();
    await hand.press(page.getByRole('button', { name: 'Take it up again' }));
    for (let looks = 0; looks < 200 && (await again.count()) > 0; looks += 1) {
      await hand.press(again);
      await page.waitForTimeout(200);
    }
    await page.getByText('Nothing changed since the last draft').waitFor();
    expect(tab.faults).toEqual([]);
    await tab.close();
  });

  it('stand in the queue’s own dashboard, which loads nothing foreign and changes nothing', async () => {
    const tab = await signedIn();
    const { page } = tab;
    await page.goto('/queues');
    await page.getByText('assay-fetch').first().waitFor();
    await page.goto('/queues/queue/assay-fetch?status=completed');
    await page
      .getByText(/run-[0-9a-f]{8}/)
      .first()
      .waitFor();
    expect(tab.faults).toEqual([]);
    await page.evaluate(axe);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await coloursSettled(page);
      const found = await page.evaluate<string[]>(
        `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
      );
      expect(found, colorScheme).toEqual([]);
    }
    const { origin } = new URL(server.address);
    const cleaned = await page.request.put('/queues/api/queues/assay-fetch/clean/completed', { headers: { origin } });
    expect(cleaned.status()).toBe(403);
    await page.reload();
    await page
      .getByText(/run-[0-9a-f]{8}/)
      .first()
      .waitFor();
    await tab.close();
  });
});
