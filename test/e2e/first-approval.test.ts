import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assay, type Server, startServer, temporaryFolder } from '../cli/run-assay.ts';
import { openBrowser, openTab, type WatchedPage } from './browser.ts';
import { mouse } from './hand.ts';

const browser: Browser | null = await openBrowser();
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let server: Server;
let data: string;
/** The tab of the administrator who signs in by the printed link. */
let admin: WatchedPage;

beforeAll(async () => {
  if (!browser) return;
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
  server = await startServer(data);
  admin = await openTab(browser, server.address);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await folder?.remove();
});

function chromium(): Browser {
  if (!browser) throw new Error('skipped without Chromium');
  return browser;
}

/** A new sign-in address; the printed one works once. */
async function newLink(): Promise<string> {
  const { stdout } = await assay(['login-link'], { data });
  return stdout.trim();
}

/** The draft of the demo, once its analysis has ended. */
async function waitingDraft(page: Page): Promise<string> {
  for (let tries = 0; tries < 120; tries += 1) {
    await page.goto('/review');
    const href = await page
      .locator('main th a[href^="/review/"]')
      .first()
      .getAttribute('href', { timeout: 500 })
      .catch(() => null);
    if (href) return href;
    await page.waitForTimeout(250);
  }
  throw new Error('the demo was not drafted within a minute');
}

/** Presses Tab until the focus is on what the selector names. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 400; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`:focus:is(${selector})`).count()) > 0) return;
  }
  throw new Error(`${selector} is not reached with Tab`);
}

describe.skipIf(!browser)('From the first start to the first publication', () => {
  it('signs in by the printed link, which then works no more', async () => {
    const { page } = admin;
    await page.goto(server.link);
    await page.getByRole('button', { name: 'Sign in with this link' }).click();
    await page.waitForURL('**/review');
    expect(await page.locator('.account').textContent()).toContain('admin');
    const second = await openTab(chromium(), server.address);
    await second.page.goto(server.link);
    expect(await second.page.locator('main').textContent()).toContain('was used already');
    await second.close();
  });

  it('shows each quote of the draft exactly as it stands in the stored page', async () => {
    const { page } = admin;
    const draft = await waitingDraft(page);
    await page.goto(draft);
    const figure = page.locator('#strengths details.cites').first();
    await figure.locator('summary').click();
    const mark = figure.locator('mark').first();
    expect(await mark.isVisible()).toBe(true);
    const reply = await page.request.get(`/api/drafts/${draft.split('/').at(-1)}`);
    const { analysis } = (await reply.json()) as {
      analysis: { strengths: { citations: { textDigest: string; start: number; end: number }[] }[] };
    };
    const citation = analysis.strengths[0]?.citations[0];
    const stored = await page.request.get(`/api/evidence/${citation?.textDigest}`);
    const { text } = (await stored.json()) as { text: string };
    expect(await mark.textContent()).toBe(text.slice(citation?.start, citation?.end));
    expect(admin.faults).toEqual([]);
  });

  it('keeps the draft from strangers, and publishes it with one button for everybody', async () => {
    const stranger = await openTab(chromium(), server.address);
    await stranger.page.goto('/');
    expect(await stranger.page.locator('main').textContent()).toContain('Nothing is published yet');
    const { page } = admin;
    await page.goto(await waitingDraft(page));
    await page.getByRole('button', { name: 'Approve and publish' }).click();
    await page.getByText('See it published').waitFor();
    const published = stranger.page.getByRole('link', { name: 'Quillstore' });
    const looked = async () => {
      await stranger.page.goto('/');
      return published.count();
    };
    // Publishing is a stage of its own, which follows the approval.
    await expect.poll(looked, { timeout: 20_000 }).toBe(1);
    await mouse(stranger.page).press(published);
    expect(await stranger.page.locator('h1').textContent()).toBe('Quillstore');
    expect(await stranger.page.locator('.freshness').textContent()).toMatch(/Approved by .+ version 1/);
    expect([...stranger.faults, ...admin.faults]).toEqual([]);
    await stranger.close();
  });
});

describe.skipIf(!browser)('The screens', () => {
  /** A second draft of the demo, so that there is something to decide again. */
  async function anotherDraft(): Promise<void> {
    const { code, stderr } = await assay(['run', 'quillstore', '--again', '--offline', '--watch'], { data });
    if (code !== 0) throw new Error(stderr);
  }

  it('can be worked with by keyboard alone, to the end of a decision', async () => {
    await anotherDraft();
    const tab = await openTab(chromium(), server.address);
    const { page } = tab;
    await page.goto(await newLink());
    await tabTo(page, 'main button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/review');
    await page.keyboard.press('Tab');
    expect((await page.locator(':focus').textContent())?.trim()).toBe('Skip to the content');
    await tabTo(page, 'main th a[href^="/review/"]');
    expect(await outlined(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/review/draft-*');
    await tabTo(page, '#reason');
    await page.keyboard.type('Returned without a mouse.');
    await tabTo(page, 'button[value=returned]');
    expect(await outlined(page)).toBe(true);
    await page.keyboard.press('Enter');
    await page.getByText('Returned without a mouse.').first().waitFor();
    await tabTo(page, '#strengths details.cites > summary');
    await page.keyboard.press('Enter');
    expect(await page.locator('#strengths mark').first().isVisible()).toBe(true);
    expect(tab.faults).toEqual([]);
    await tab.close();
  });

  it('work without JavaScript, to the end of a decision', async () => {
    const tab = await openTab(chromium(), server.address, { javaScriptEnabled: false });
    const { page } = tab;
    await page.goto(await newLink());
    const hand = mouse(page);
    await hand.press(page.getByRole('button', { name: 'Sign in with this link' }));
    await hand.press(page.locator('main th a[href^="/review/"]').first());
    await page.locator('#strengths details.cites > summary').first().click();
    expect(await page.locator('#strengths mark').first().isVisible()).toBe(true);
    await page.locator('#reason').fill('Rejected without a script.');
    await hand.press(page.getByRole('button', { name: 'Reject' }));
    expect(await page.locator('.review-head').textContent()).toContain('Rejected: Rejected without a script.');
    await hand.press(page.getByRole('button', { name: 'Sign out' }));
    expect(await page.locator('form.account').count()).toBe(0);
    expect(tab.faults).toEqual([]);
    await tab.close();
  });

  it.each(['light', 'dark'] as const)('fit into 360 pixels and are readable in %s', async (colorScheme) => {
    const viewport = { width: 360, height: 740 };
    const tab = await openTab(chromium(), server.address, { viewport, colorScheme });
    const { page } = tab;
    await page.goto(await newLink());
    await page.getByRole('button', { name: 'Sign in with this link' }).click();
    const draft = await page.locator('main th a[href^="/review/"]').first().getAttribute('href');
    await page.goto('/runs');
    const run = await page.locator('main th a').first().getAttribute('href');
    const paths = [
      '/',
      '/methodology',
      '/sign-in',
      '/review',
      draft ?? '',
      '/runs',
      run ?? '',
      '/vendors/new',
      '/vendors/quillstore',
      '/vendors/quillstore/evidence',
      '/vendors/quillstore/history',
    ];
    const wide: string[] = [];
    const pale: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      await page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      if (width > viewport.width) wide.push(`${path}: ${width}`);
      const contrast = await contrastOfText(page);
      if (contrast < 4.5) pale.push(`${path}: ${contrast}`);
    }
    expect(wide).toEqual([]);
    expect(pale).toEqual([]);
    expect(tab.faults).toEqual([]);
    await tab.close();
  });
});

// What runs in the page is text: this program is checked without the browser's own names.

/** Whether the focused element shows that it is. */
async function outlined(page: Page): Promise<boolean> {
  return page.evaluate<boolean>(`(() => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement);
    return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
  })()`);
}

/** The contrast of the page's running text against its ground, by the formula of WCAG. */
async function contrastOfText(page: Page): Promise<number> {
  const colours = await page.evaluate<string[]>(
    `[getComputedStyle(document.querySelector('main')).color, getComputedStyle(document.body).backgroundColor]`,
  );
  const [ink = 0, ground = 0] = colours.map(luminance);
  return (Math.max(ink, ground) + 0.05) / (Math.min(ink, ground) + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
