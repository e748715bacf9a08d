import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { assay, type Server, startServer, temporaryFolder } from '../cli/run-assay.ts';
import { openTab, type WatchedPage } from './browser.ts';

/** A first start of the whole product, as somebody does it who has just installed it. */
export interface Workplace {
  server: Server;
  data: string;
  /** A tab in which nobody is signed in. */
  tab(browser: Browser, options?: BrowserContextOptions): Promise<WatchedPage>;
  /** A new sign-in address; the printed one works once. */
  newLink(): Promise<string>;
  close(): Promise<void>;
}

export async function firstStart(): Promise<Workplace> {
  const folder = await temporaryFolder();
  const data = join(folder.path, 'data');
  const server = await startServer(data);
  return {
    server,
    data,
    tab: (browser, options = {}) => openTab(browser, server.address, options),
    async newLink() {
      const { stdout } = await assay(['login-link'], { data });
      return stdout.trim();
    },
    async close() {
      await server.stop();
      await folder.remove();
    },
  };
}

/** Waits until the demo's draft is in the queue that the tab shows, looking again and again as a person does. */
export async function demoDrafted(page: Page): Promise<void> {
  for (let tries = 0; tries < 240; tries += 1) {
    if ((await page.locator('main th a[href^="/review/"]').count()) > 0) return;
    await page.waitForTimeout(250);
    await page.goto('/review');
  }
  throw new Error('the demo was not drafted within a minute');
}
