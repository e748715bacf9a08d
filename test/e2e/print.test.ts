import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishStack } from '../web/stack/publish-stack.ts';
import { openBrowser } from './browser.ts';
import { type Filled, fillOffice } from './filled-office.ts';
import { type ServedWeb, serveWeb } from './served-web.ts';

/** A4 less the margins of the stylesheet, in pixels of CSS. */
const paperWidth = 680;

const browser: Browser | null = await openBrowser();
let web: ServedWeb;
let filled: Filled;
let stacked: string[];

beforeAll(async () => {
  if (!browser) return;
  web = await serveWeb();
  filled = await fillOffice(web);
  await publishStack(web);
  const { items } = await web.office.store.publications.catalogue({ limit: 50 });
  stacked = items.filter(({ slug }) => slug !== filled.published).map(({ slug }) => slug);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

interface Printed {
  name: string;
  path: () => string;
  /** What holds the evidence, or the answer that the page is there for, where a screen may show it folded. */
  holds: string;
}

const pages: readonly Printed[] = [
  { name: 'the catalogue', path: () => '/', holds: '.card h2' },
  { name: 'the catalogue as a table', path: () => '/?view=table&sort=inpact', holds: 'tbody th' },
  { name: 'an analysis', path: () => `/vendors/${filled.published}`, holds: '.notes li' },
  { name: 'its quotes', path: () => `/vendors/${filled.published}/evidence`, holds: '.citation mark' },
  {
    name: 'a comparison',
    path: () => `/compare?v=${[filled.published, ...stacked.slice(0, 2)].join(',')}`,
    holds: '.compared-check .cites > figure:first-of-type mark, .agreed li',
  },
  { name: 'a stack', path: () => '/stack?fill=best', holds: '.joint-list .citation mark, .risk-list .citation mark' },
  { name: 'the start of a stack', path: () => '/stack', holds: '.slot.needed .slot-name' },
  { name: 'the methodology', path: () => '/methodology', holds: '.questions li' },
  { name: 'the changes', path: () => '/changes', holds: '.news article p' },
  { name: 'a history', path: () => `/vendors/${filled.published}/history`, holds: '.news article p' },
  { name: 'what differs', path: () => `/vendors/${filled.published}/history/1..2`, holds: 'main del, main ins' },
  { name: 'a report', path: () => `/vendors/${filled.published}/report?about=strengths.0`, holds: '.reported' },
];

/** What a screen has for moving about, and for changing what is shown. */
const ofTheScreen =
  'nav:not(.stack-bar), .skip, .account, .site-foot, .pager, .as-of-form, .catalogue-filters, .pick, button, .no-print, .candidates, .acts';

/** Texts of the elements that stand on the paper. */
function shown(page: Page, selector: string): Promise<string[]> {
  return page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(selector)})]
      .filter((element) => element.checkVisibility({ contentVisibilityAuto: true, visibilityProperty: true }))
      .map((element) => element.textContent.replace(/\\s+/g, ' ').trim())`,
  );
}

describe.skipIf(!browser)('On paper', () => {
  it.each(pages)('$name has no navigation, its evidence in full, dark ink on white, and fits', async (printed) => {
    if (!browser) return;
    const tab = await web.tab(browser, null, { viewport: { width: 1280, height: 900 }, colorScheme: 'dark' });
    const { page } = tab;
    await page.goto(printed.path());
    const pdf = await page.pdf({ format: 'A4', printBackground: true });
    await page.setViewportSize({ width: paperWidth, height: 1000 });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await shown(page, ofTheScreen)).toEqual([]);
    const held = await shown(page, printed.holds);
    expect(held.length).toBeGreaterThan(0);
    expect(held).toHaveLength(await page.locator(printed.holds).count());
    const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
    const words = text.replace(/\s+/g, '');
    for (const each of held) expect(words).toContain(each.replace(/\s+/g, '').slice(0, 20));
    const look = await page.evaluate<Record<string, unknown>>(`({
      ground: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color,
      width: document.documentElement.scrollWidth,
    })`);
    expect(look).toEqual({
      ground: expect.stringMatching(/^(rgba\(0, 0, 0, 0\)|rgb\(255, 255, 255\))$/),
      ink: 'rgb(0, 0, 0)',
      width: paperWidth,
    });
    expect(tab.faults).toEqual([]);
    await tab.close();
  });
});
