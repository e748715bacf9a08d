import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/analysis.ts';
import { publish, quillstoreAnalysis, waitingDraft } from '../actions/quillstore.ts';
import { type ExportedSite, exportedSite } from '../cli/exported-site.ts';
import { aReview } from '../contract/sample-records.ts';
import { openWeb, type TestWeb } from '../web/desk.ts';
import { openBrowser, openTab, type WatchedPage } from './browser.ts';
import { type Filled, fillOffice } from './filled-office.ts';
import { type StaticHost, serveFolder } from './static-host.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser: Browser | null = await openBrowser();
/** Nobody owns the root of a shared host. */
const below = '/team/catalogue/';

let web: TestWeb;
let filled: Filled;
let site: ExportedSite;
let host: StaticHost;
let cheap: string;

beforeAll(async () => {
  if (!browser) return;
  web = await openWeb();
  filled = await fillOffice(web);
  cheap = await publishAlso({ name: 'Brinewell', layer: 'L2', category: 'change-data-capture', licence: 'MIT' });
  site = await exportedSite(web);
  host = await serveFolder(site.folder, below);
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
  await site?.remove();
  await web?.close();
});

describe.skipIf(!browser)('A static export on a host that only serves files', () => {
  it('is searched, filtered and sorted in the browser, by addresses that can be shared', async () => {
    const tab = await open('index.html');
    const { page } = tab;
    expect(await page.locator('[data-needs-script]').count()).toBe(0);
    expect(await names(page)).toEqual(['Brinewell', 'Quillstore']);
    await page.fill('input[name=q]', 'brinew');
    await page.press('input[name=q]', 'Enter');
    await page.waitForURL(/q=brinew/);
    await settled(page);
    expect(await names(page)).toEqual(['Brinewell']);
    await page.goto(`${host.origin}${below}index.html?layer=L1&view=table`);
    await settled(page);
    expect(await page.locator('#catalogue tbody tr').count()).toBe(1);
    await page.goBack();
    await settled(page);
    expect(await names(page)).toEqual(['Brinewell']);
    await page.goto(`${host.origin}${below}index.html?q=zeppelin`);
    await settled(page);
    expect(await names(page)).toEqual([]);
    expect(await page.locator('#content').innerText()).toContain('zeppelin');
    await end(tab);
  });

  it('goes on from the number of the version that stands to the analysis, also without scripts', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const tab = await open(`vendors/${filled.published}/history/2/index.html`, { javaScriptEnabled });
      await tab.page.waitForURL(`${host.origin}${below}vendors/${filled.published}/index.html`);
      await tab.page.locator('#scores').waitFor();
      await end(tab);
    }
  });

  it('opens a citation in place, and the page of every quote', async () => {
    const tab = await open('index.html');
    const { page } = tab;
    await page.locator('.cards a', { hasText: 'Quillstore' }).first().click();
    await page.waitForURL(/vendors\/.*\/index\.html$/);
    const fold = page.locator('details.cites.kind-cited').first();
    await fold.locator('summary').click();
    expect(await fold.locator('mark').first().isVisible()).toBe(true);
    await page.locator('a', { hasText: 'Every quote' }).first().click();
    await page.waitForURL(/evidence\/index\.html$/);
    expect(await page.locator('mark').count()).toBeGreaterThan(20);
    await end(tab);
  });

  it('builds a stack from its own files, and puts its parts in without a page load', async () => {
    const tab = await open('stack/index.html');
    const { page } = tab;
    await page.goto(`${host.origin}${below}stack/index.html?fill=best`);
    await settled(page);
    const text = await page.locator('#stack').innerText();
    expect(text).toContain('Quillstore');
    expect(text).toContain('Brinewell');
    expect(await page.inputValue('#stack-link')).toBe(`${host.origin}${below}stack/index.html?fill=best`);
    await page.evaluate('globalThis.stays = true');
    await page.locator('#stack a[href*="slot=vector-database"]').first().click();
    await page.waitForURL(/slot=vector-database/);
    expect(await page.evaluate('globalThis.stays')).toBe(true);
    await end(tab);
  });

  it('compares products from its own files', async () => {
    const tab = await open(`compare/index.html?v=${filled.published},${cheap}`);
    await settled(tab.page);
    expect(await tab.page.locator('h1').innerText()).toMatch(/Quillstore and Brinewell compared/);
    expect(await tab.page.locator('#content svg').count()).toBeGreaterThan(0);
    await end(tab);
  });

  it('works without scripts as far as it can, and says what needs them', async () => {
    const tab = await open('index.html', { javaScriptEnabled: false });
    const { page } = tab;
    expect(await page.locator('[data-needs-script]').innerText()).toContain('need JavaScript');
    expect(await names(page)).toEqual(['Brinewell', 'Quillstore']);
    await page.locator('.cards a', { hasText: 'Brinewell' }).first().click();
    const fold = page.locator('details.cites').first();
    await fold.locator('summary').click();
    expect(await fold.getAttribute('open')).not.toBeNull();
    await end(tab);
  });

  it('says so where a part of it cannot be had, and shows the page without the query', async () => {
    const tab = await open('index.html');
    await tab.page.route('**/data/catalogue.json', (route) => route.abort());
    await tab.page.goto(`${host.origin}${below}index.html?layer=L1`);
    await tab.page.locator('[role=alert]').waitFor();
    expect(await names(tab.page)).toEqual(['Brinewell', 'Quillstore']);
    expect(await tab.page.locator('#content').isVisible()).toBe(true);
    await tab.close();
  });

  it('has nothing that axe finds, and fits the screen, light and dark, wide and narrow', async () => {
    const tab = await open('index.html');
    const found: string[] = [];
    const pages = ['index.html', 'index.html?q=brinew', 'stack/index.html?fill=best', `vendors/${cheap}/index.html`];
    for (const path of [...pages, `compare/index.html?v=${filled.published},${cheap}`]) {
      for (const [width, colorScheme] of [
        [1440, 'light'],
        [360, 'dark'],
      ] as const) {
        await tab.page.setViewportSize({ width, height: 800 });
        await tab.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await tab.page.goto(`${host.origin}${below}${path}`);
        await settled(tab.page);
        await tab.page.evaluate(axe);
        const faults = await tab.page.evaluate<string[]>(
          `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 120)))`,
        );
        found.push(...faults.map((fault) => `${path} ${width} ${colorScheme}: ${fault}`));
        const whole = await tab.page.evaluate<number>('document.documentElement.scrollWidth');
        if (whole > width) found.push(`${path} is ${whole} wide on a screen of ${width}`);
      }
    }
    expect(found).toEqual([]);
    await end(tab);
  });

  it('asked for nothing out of its folder', () => {
    expect(host.missed.filter((path) => path !== '/favicon.ico')).toEqual([]);
  });
});

async function open(path: string, options: Parameters<typeof openTab>[2] = {}): Promise<WatchedPage> {
  if (!browser) throw new Error('no browser');
  const tab = await openTab(browser, host.origin, options);
  await tab.page.goto(`${host.origin}${below}${path}`);
  return tab;
}

/** No message of the console, no refused script, no request to anybody else. */
async function end(tab: WatchedPage): Promise<void> {
  expect(tab.faults).toEqual([]);
  await tab.close();
}

/** Until the page is drawn for its query. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForFunction('document.documentElement.dataset.drawing === undefined');
}

function names(page: Page): Promise<string[]> {
  return page.locator('.cards h2').allInnerTexts();
}

/** Publishes the invented product once more as another. */
async function publishAlso(vendor: Partial<Analysis['vendor']>): Promise<string> {
  const analysis = await quillstoreAnalysis(web.office.store.bodies);
  const told = JSON.parse(JSON.stringify(analysis).replaceAll('Quillstore', vendor.name ?? '')) as Analysis;
  const draft = await waitingDraft(web, { ...told, vendor: { ...told.vendor, ...vendor } });
  const review = aReview(draft);
  await web.office.store.drafts.decide(review);
  await publish(web, review);
  return draft.slug;
}
