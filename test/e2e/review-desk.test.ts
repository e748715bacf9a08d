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
/** The address of the demo's draft. */
let draft: string;

const check = 'frameworks.inpact.dimensions.2.checks.0';

beforeAll(async () => {
  if (!browser) return;
  folder = await temporaryFolder();
  data = join(folder.path, 'data');
  server = await startServer(data);
  const tab = await signedIn();
  draft = await waitingDraft(tab.page);
  await tab.close();
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  await folder?.remove();
});

async function newLink(): Promise<string> {
  const { stdout } = await assay(['login-link'], { data });
  return stdout.trim();
}

async function signedIn(options: Parameters<typeof openTab>[2] = {}): Promise<WatchedPage> {
  if (!browser) throw new Error('skipped without Chromium');
  const tab = await openTab(browser, server.address, options);
  await tab.page.goto(await newLink());
  await tab.page.getByRole('button', { name: 'Sign in with this link' }).click();
  await tab.page.waitForURL('**/review');
  return tab;
}

async function waitingDraft(page: Page): Promise<string> {
  for (let tries = 0; tries < 120; tries += 1) {
    await page.goto('/review');
    const link = page.locator('main th a[href^="/review/"]').first();
    if ((await link.count()) > 0) return (await link.getAttribute('href')) ?? '';
    await page.waitForTimeout(250);
  }
  throw new Error('the demo was not drafted within a minute');
}

async function choose(page: Page, decision: string, reason: string): Promise<void> {
  await page.locator(`#focus input[value=${decision}]`).check();
  await page.locator('#decide-reason').fill(reason);
  await page.getByRole('button', { name: 'Save decision' }).click();
  await page.locator('[role=status]').waitFor();
}

/** To the end of its own page: what follows would else read the old one, or leave before the request is sent. */
async function undo(page: Page): Promise<void> {
  await mouse(page).press(page.locator('[role=status]').getByRole('button', { name: 'Undo' }));
}

describe.skipIf(!browser)('The desk of a draft in a real browser', () => {
  it('is worked with by keys alone: to an item, into its field, saved and undone', async () => {
    const tab = await signedIn();
    const { page } = tab;
    await page.goto('/review');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/review/draft-*');
    await page.keyboard.press('j');
    expect(await page.locator(':focus').textContent()).toContain('Availability target');
    await page.keyboard.press('Enter');
    await page.locator('#focus').waitFor();
    await page.goto(`${draft}?at=summary`);
    await page.keyboard.press('e');
    await page.keyboard.press('Escape');
    await page.locator('#text-summary').focus();
    await page.keyboard.press('End');
    await page.keyboard.type(' j and ? are letters here.');
    expect(await page.locator('#text-summary').inputValue()).toContain('j and ? are letters here.');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('[role=status]').waitFor();
    expect(await page.locator('.summary').textContent()).toContain('are letters here.');
    await page.keyboard.press('u');
    await page.keyboard.press('Enter');
    await page.getByText('Back to what revision 1 said').waitFor();
    expect(await page.locator('.summary').textContent()).not.toContain('are letters here.');
    await page.keyboard.press('?');
    expect(await page.locator('#keys dl').isVisible()).toBe(true);
    await page.getByRole('button', { name: 'Turn the keys off' }).click();
    await page.keyboard.press('x');
    expect(await page.locator('#focus').count()).toBe(1);
    await page.getByRole('button', { name: 'Turn the keys on' }).click();
    await page.keyboard.press('/');
    expect(await page.locator(':focus').getAttribute('name')).toBe('q');
    expect(tab.faults).toEqual([]);
    await tab.close();
  });

  it.each(['light', 'dark'] as const)(
    'works at 360 pixels in %s without JavaScript, nothing wider than the screen',
    async (colorScheme) => {
      const tab = await signedIn({ viewport: { width: 360, height: 740 }, colorScheme, javaScriptEnabled: false });
      const { page } = tab;
      await page.goto(`${draft}?at=${check}#focus`);
      await choose(page, 'partly', 'Only for administrators.');
      expect(await page.locator('.outline').textContent()).toContain('Permitted, 5 of 6');
      await undo(page);
      expect(await page.locator('.outline').textContent()).toContain('Permitted, 6 of 6');
      expect(tab.faults).toEqual([]);
      await tab.close();
      const wide: string[] = [];
      const measured = await signedIn({ viewport: { width: 360, height: 740 }, colorScheme });
      for (const path of [`?at=${check}&q=backup`, '?at=trustRisks.0', '?at=pocChecklist', '/changes?from=1']) {
        await measured.page.goto(`${draft}${path}`);
        await measured.page.evaluate('for (const details of document.querySelectorAll("details")) details.open = true');
        const width = await measured.page.evaluate<number>('document.documentElement.scrollWidth');
        if (width > 360) wide.push(`${path}: ${width}`);
      }
      expect(wide).toEqual([]);
      await measured.close();
    },
  );

  it('keeps what was typed when a person leaves and comes back, until it is saved', async () => {
    const tab = await signedIn();
    const { page } = tab;
    await page.goto(`${draft}?at=summary`);
    await page.locator('#text-summary').fill('Half a thought');
    await page.goto('/runs');
    await page.goto(`${draft}?at=summary`);
    expect(await page.locator('#text-summary').inputValue()).toBe('Half a thought');
    await page.locator('#focus').getByRole('button', { name: 'Save', exact: true }).click();
    await undo(page);
    await page.goto(`${draft}?at=summary`);
    expect(await page.locator('#text-summary').inputValue()).not.toBe('Half a thought');
    expect(tab.faults).toEqual([]);
    await tab.close();
  });

  it('loses nothing when the session ends while somebody types', async () => {
    const tab = await signedIn();
    const { page } = tab;
    await page.goto(`${draft}?at=limitations.0`);
    await page.locator('#text-limitations-0').fill('Typed before the session ended.');
    const kept = await page.context().cookies();
    await page.context().clearCookies();
    await page.locator('#focus').getByRole('button', { name: 'Save', exact: true }).first().click();
    await page.getByText('Your session has ended').waitFor();
    expect(await page.locator('textarea[name=text]').inputValue()).toBe('Typed before the session ended.');
    await page.context().addCookies(kept);
    await page.getByRole('button', { name: 'Send again' }).click();
    await page.locator('[role=status]').waitFor();
    expect(await page.locator('#limitations').textContent()).toContain('Typed before the session ended.');
    await undo(page);
    await tab.close();
  });
});
