import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { people } from '../actions/office.ts';
import { openBrowser, type WatchedPage } from './browser.ts';
import { type Filled, fillOffice } from './filled-office.ts';
import { pagesOf, problemPages } from './page-list.ts';
import { type ServedWeb, serveWeb } from './served-web.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser: Browser | null = await openBrowser();
let web: ServedWeb;
let filled: Filled;
let tab: WatchedPage;

beforeAll(async () => {
  if (!browser) return;
  web = await serveWeb();
  filled = await fillOffice(web);
  tab = await web.tab(browser, people.admin);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

const wide = { width: 1440, height: 900 };
const narrow = { width: 360, height: 740 };
/** Contrast takes most of the time, and only colours decide on it. */
const contrast = `{ runOnly: ['color-contrast'] }`;
const allButContrast = `{ rules: { 'color-contrast': { enabled: false } } }`;
const looks = [
  { viewport: wide, colorScheme: 'light', rules: '{}' },
  { viewport: wide, colorScheme: 'dark', rules: contrast },
  { viewport: narrow, colorScheme: 'dark', rules: allButContrast },
] as const;

/** What axe finds on a page as it stands, everything folded opened: rule, impact and the first element. */
async function violations(page: Page, rules = '{}', without = ''): Promise<string[]> {
  await page.evaluate('for (const folded of document.querySelectorAll("details")) folded.open = true');
  const where = without === '' ? 'document' : `{ include: ['html'], exclude: ['${without}'] }`;
  return page.evaluate<
    string[]
  >(`axe.run(${where}, { resultTypes: ['violations'], ...${rules} }).then(({ violations }) =>
    violations.map(({ id, impact, nodes }) => impact + ' ' + id + ': ' + nodes[0].html.slice(0, 160) + ' (' + nodes.length + ')'))`);
}

/** Everything found on a page, light and dark, wide and narrow, and whether something is wider than the screen. */
async function faultsOf(page: Page, path: string): Promise<string[]> {
  await page.goto(path);
  await page.evaluate(axe);
  const found: string[] = [];
  // The long article beside an item in focus is the one of the draft without focus, which is looked at whole.
  const without = path.includes('?at=') ? '.with-contents' : '';
  for (const { viewport, colorScheme, rules } of looks) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const fault of await violations(page, rules, without)) {
      found.push(`${path} ${viewport.width} ${colorScheme}: ${fault}`);
    }
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (width > viewport.width) found.push(`${path} is ${width} wide on a screen of ${viewport.width}`);
  }
  return found;
}

describe.skipIf(!browser)('Every page of the router', () => {
  it('has nothing that axe finds, in light and dark, wide and narrow, and fits the screen', async () => {
    const found: string[] = [];
    for (const path of pagesOf(web.app, filled)) {
      const began = performance.now();
      found.push(...(await faultsOf(tab.page, path)));
      console.log(path, Math.round(performance.now() - began));
    }
    expect(found).toEqual([]);
  }, 400_000);

  it('that tells of a problem has nothing that axe finds either', async () => {
    const found: string[] = [];
    for (const path of problemPages(filled)) found.push(...(await faultsOf(tab.page, path)));
    expect(found).toEqual([]);
  });

  it('is looked at by a test that sees a picture without words and letters too pale', async () => {
    await tab.page.goto('/methodology');
    await tab.page.evaluate(axe);
    await tab.page.evaluate(
      `document.querySelector('main').append(Object.assign(document.createElement('img'), { src: '/favicon.svg' }))`,
    );
    expect((await violations(tab.page)).join()).toContain('image-alt');
  });

  it('is on the list as soon as the router has it', () => {
    const app = web.app;
    const routes = [...app.routes, { ...app.routes[0], method: 'GET', path: '/new/:thing' }];
    expect(() => pagesOf({ routes } as typeof app, filled)).toThrow('/new/:thing');
  });
});
