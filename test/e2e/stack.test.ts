import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishStack } from '../web/stack/publish-stack.ts';
import { openBrowser } from './browser.ts';
import { type Hand, keyboard, mouse } from './hand.ts';
import { type ServedWeb, serveWeb } from './served-web.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const healthcare = '/stack?industry=healthcare&context=healthcare';

const browser: Browser | null = await openBrowser();
let web: ServedWeb;

beforeAll(async () => {
  if (!browser) return;
  web = await serveWeb();
  await publishStack(web);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

/** How a way of working chooses one of several buttons: the others of its kind are pressed by its hand. */
interface Way {
  name: string;
  hand: (page: Page) => Hand;
  choose: (page: Page, option: Locator) => Promise<void>;
  javaScriptEnabled: boolean;
}

const ways: readonly Way[] = [
  { name: 'with the mouse', hand: mouse, choose: (_page, option) => option.check(), javaScriptEnabled: true },
  { name: 'with the keyboard alone', hand: keyboard, choose: arrowTo, javaScriptEnabled: true },
  { name: 'without JavaScript', hand: mouse, choose: (_page, option) => option.check(), javaScriptEnabled: false },
];

/** Reaches a group of radio buttons with Tab, and one of them with the arrow keys. */
async function arrowTo(page: Page, option: Locator): Promise<void> {
  const name = await option.getAttribute('name');
  for (let presses = 0; presses < 40; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`input[name="${name}"]:focus`).count()) > 0) break;
  }
  for (let presses = 0; presses < 10 && !(await option.isChecked()); presses += 1) {
    await page.keyboard.press('ArrowDown');
  }
  expect(await option.isChecked()).toBe(true);
}

describe.skipIf(!browser)('A stack for healthcare', () => {
  it.each(ways)('is built, shared and exported $name', async ({ hand: handOf, choose, javaScriptEnabled }) => {
    if (!browser) return;
    const tab = await web.tab(browser, null, { javaScriptEnabled, viewport: { width: 1280, height: 900 } });
    const { page } = tab;
    const hand = handOf(page);
    await page.goto('/stack');
    await choose(page, page.locator('input[name=industry][value=healthcare]'));
    await choose(page, page.locator('input[name=context][value=healthcare]'));
    await hand.press(page.getByRole('button', { name: 'Fill with the best that pass' }));
    await page.getByRole('heading', { level: 1, name: 'A stack for healthcare' }).waitFor();
    expect(addressOf(page)).toBe(`${healthcare}&fill=best`);
    expect(await page.locator('.slot.filled').count()).toBe(16);

    await hand.press(page.locator('#slot-embedding-models'));
    await page.getByRole('heading', { level: 2, name: 'Embedding models' }).waitFor();
    expect(await page.locator('.candidates').textContent()).toContain('Why this is not possible');
    await hand.press(page.getByRole('link', { name: 'Place Mapling' }));
    await page.locator('.slot.filled', { hasText: 'Mapling' }).waitFor();
    expect(await page.locator('.answer').textContent()).toContain('It does not pass healthcare, because of Mapling.');

    await hand.press(page.getByRole('link', { name: 'Take it out' }));
    await page.locator('.slot.needed', { hasText: 'Embedding models' }).waitFor();
    expect(await page.locator('.slot.filled').count()).toBe(16);

    const link = await page.locator('#stack-link').inputValue();
    const shared = await web.tab(browser, null);
    await shared.page.goto(link.replace(/^https?:\/\/[^/]+/, ''));
    expect(await shared.page.locator('.slot.filled').count()).toBe(16);
    for (const form of ['Markdown', 'JSON']) {
      const href = await page.locator('.taken').getByRole('link', { name: form }).getAttribute('href');
      const kept = await page.request.get(href ?? '');
      expect(kept.status(), form).toBe(200);
      expect(await kept.text()).toContain('Quillstore');
    }
    expect([...tab.faults, ...shared.faults]).toEqual([]);
    await tab.close();
    await shared.close();
  });

  it('is changed without a page load where scripts run: focus and folds stay, and back leads back', async () => {
    if (!browser) return;
    const tab = await web.tab(browser, null, { viewport: { width: 1280, height: 900 } });
    const { page } = tab;
    let loads = 0;
    page.on('load', () => {
      loads += 1;
    });
    await page.goto(healthcare);
    const fold = page.locator('#floor-L1 details.optional');
    await fold.locator('summary').click();
    await page.locator('#slot-policy-engine').click();
    await page.getByRole('heading', { level: 2, name: 'Policy engine' }).waitFor();
    expect(await fold.getAttribute('open')).not.toBeNull();
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('candidates');
    await page.getByRole('link', { name: 'Place Gavel' }).click();
    await page.locator('.slot.filled', { hasText: 'Gavel' }).waitFor();
    await page.goBack();
    await page.locator('.slot.filled', { hasText: 'Gavel' }).waitFor({ state: 'detached' });
    await page.goBack();
    expect(addressOf(page)).toBe(healthcare);
    expect(loads).toBe(1);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.locator('[data-copied]', { hasText: /Copied|selected/ }).waitFor();
    expect(tab.faults).toEqual([]);
    await tab.close();
  });

  it.each([
    ['a stack that is filled', `${healthcare}&fill=best`],
    ['a slot that nothing can fill', `${healthcare}&slot=embedding-models`],
    ['an address that was understood in part', `${healthcare}&colour=blue&slot=vector-database`],
  ])('has nothing that axe finds and fits the screen, light and dark, wide and narrow: %s', async (_what, path) => {
    if (!browser) return;
    const tab = await web.tab(browser, null);
    const { page } = tab;
    await page.goto(path);
    await page.evaluate(axe);
    await page.evaluate('for (const fold of document.querySelectorAll("details")) fold.open = true');
    const found: string[] = [];
    for (const width of [1440, 360]) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        found.push(...(await violations(page)).map((fault) => `${width} ${colorScheme}: ${fault}`));
        const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (wide > width) found.push(`${wide} wide on a screen of ${width}`);
      }
    }
    expect(found).toEqual([]);
    await tab.close();
  });
});

function addressOf(page: Page): string {
  const { pathname, search } = new URL(page.url());
  return `${pathname}${search}`;
}

async function violations(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 160) + ' (' + nodes.length + ')'))`);
}
