import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { missingService } from '../contract/found-service.ts';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Chromium of this machine; null where there is none, unless `ASSAY_REQUIRE` names it: then that is a failure. */
export async function openBrowser(): Promise<Browser | null> {
  const executablePath = places.find((path) => existsSync(path));
  if (!executablePath) return missingService('chromium', 'install Chromium to run the end-to-end tests');
  const args = ['--no-sandbox', '--disable-background-networking', '--disable-gpu'];
  return chromium.launch({ executablePath, args });
}

/** A tab, and what went wrong in it: messages of the console, dialogs, requests to anybody else. */
export interface WatchedPage {
  page: Page;
  faults: string[];
  close(): Promise<void>;
}

export async function openTab(
  browser: Browser,
  own: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: own, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    // A page that has left meanwhile took its dialog along.
    dialog.dismiss().catch(() => undefined);
  });
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(own).origin) faults.push(`request to ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} of ${response.url()}`);
  });
  return { page, faults, close: () => context.close() };
}
