import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openBrowser, type WatchedPage } from './browser.ts';
import { type Hand, keyboard, mouse } from './hand.ts';
import { type Reader, reader } from './words-read.ts';
import { demoDrafted, firstStart, type Workplace } from './workplace.ts';

const browser: Browser | null = await openBrowser();
let place: Workplace | null = null;
afterEach(async () => {
  await place?.close();
  place = null;
});
afterAll(() => browser?.close());

interface Way {
  options: BrowserContextOptions;
  hand: (page: Page) => Hand;
}

const phone = { viewport: { width: 360, height: 740 } };
const ways: [name: string, way: Way][] = [
  ['with a mouse', { options: {}, hand: mouse }],
  ['with the keyboard alone', { options: {}, hand: keyboard }],
  ['without JavaScript', { options: { javaScriptEnabled: false }, hand: mouse }],
  ['with a finger on a phone 360 pixels wide', { options: { ...phone, hasTouch: true, isMobile: true }, hand: mouse }],
  ['in dark colours', { options: { colorScheme: 'dark' }, hand: mouse }],
];

/** Longest way through the items that the demo's draft is doubtful about. */
const mostDoubts = 8;

/** From the printed link to the page that everybody sees. Reads what stands in the way. */
async function approveFirst({ page }: WatchedPage, { hand, read, link }: { hand: Hand; read: Reader; link: string }) {
  await page.goto(link);
  await hand.press(page.getByRole('button', { name: 'Sign in with this link' }));
  await page.waitForURL('**/review');
  await demoDrafted(page);
  const signIn = hand.count();
  await read.read(page, ['main']);
  await hand.press(page.locator('main th a[href^="/review/"]').first());
  await page.waitForURL('**/review/draft-*');
  // The state of the draft, what to look at first, and what the product is; then each doubtful item whole.
  await read.read(page, ['.review-head', '.outline', '.analysis .product', '.decision']);
  await hand.press(page.getByRole('link', { name: /most doubtful/ }));
  let looked = 0;
  for (; looked < mostDoubts && (await page.locator('#focus').count()) > 0; looked += 1) {
    await read.read(page, ['.review-head', '#focus']);
    const next = page.getByRole('button', { name: /Looks right, next/ });
    if ((await next.count()) === 0) break;
    await hand.press(next);
    await page.waitForLoadState();
  }
  await read.read(page, ['.decision']);
  await hand.press(page.getByRole('button', { name: 'Approve and publish', exact: true }));
  await page.getByText('See it published').waitFor();
  await read.read(page, ['.review-head']);
  return { looked, interactions: hand.count() - signIn };
}

describe.skipIf(!browser)('From the first start to the first approval', () => {
  it.each(ways)('%s', async (name, { options, hand }) => {
    if (!browser) return;
    place = await firstStart();
    const tab = await place.tab(browser, options);
    const pressed: string[] = [];
    await tab.page
      .context()
      .exposeFunction('pressedByPointer', (what: string) => pressed.push(what))
      .catch(() => undefined);
    await tab.page.addInitScript(
      `for (const kind of ['pointerdown', 'mousedown', 'touchstart']) addEventListener(kind, () => pressedByPointer(kind), true);`,
    );
    const read = reader();
    const { looked, interactions } = await approveFirst(tab, { hand: hand(tab.page), read, link: place.server.link });
    console.log(`${name}: ${interactions} interactions, ${read.words()} words, ${looked} doubtful items`);
    expect(looked).toBeGreaterThan(0);
    expect(interactions).toBeLessThanOrEqual(12);
    if (options.javaScriptEnabled !== false) {
      expect(read.words()).toBeGreaterThan(100);
      expect(read.words()).toBeLessThanOrEqual(900);
    }
    if (name.includes('alone')) expect(pressed).toEqual([]);
    const width = await tab.page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(tab.page.viewportSize()?.width ?? 0);
    const stranger = await place.tab(browser);
    await expect
      .poll(
        async () => {
          await stranger.page.goto('/vendors/quillstore');
          return stranger.page
            .locator('.freshness')
            .textContent({ timeout: 2_000 })
            .catch(() => '');
        },
        { timeout: 20_000 },
      )
      .toMatch(/Approved by .+ version 1/);
    expect(await stranger.page.locator('.product').textContent()).toContain('An invented product');
    expect(tab.faults).toEqual([]);
    await tab.close();
  });
});
