import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { people } from '../test/actions/office.ts';
import { type Filled, fillOffice } from '../test/e2e/filled-office.ts';
import { pagesOf, problemPages } from '../test/e2e/page-list.ts';
import { type ServedWeb, serveWeb } from '../test/e2e/served-web.ts';
import { palettePng } from './palette-png.ts';

/**
 * Pictures of the screens, from the invented product. `npx tsx bench/screens.ts` renews those in docs/images;
 * `npx tsx bench/screens.ts --all FOLDER` takes every page, light and dark, wide and narrow, to be looked at.
 */
const images = join(import.meta.dirname, '..', 'docs', 'images');

const wide = { width: 1280, height: 800 };
const narrow = { width: 360, height: 740 };

/** The pictures of the documentation: enough to know what to expect, few enough to be looked at. */
const shown = ({ published, waiting }: Filled): Picture[] => [
  { name: 'analysis', path: `/vendors/${published}`, viewport: wide, colorScheme: 'light' },
  { name: 'review-queue', path: '/review', viewport: wide, colorScheme: 'light' },
  { name: 'review', path: `/review/${waiting.id}?at=${dispute}`, viewport: wide, colorScheme: 'light' },
  { name: 'review-dark', path: `/review/${waiting.id}?at=${dispute}`, viewport: wide, colorScheme: 'dark' },
  { name: 'review-phone', path: `/review/${waiting.id}?at=${dispute}`, viewport: narrow, colorScheme: 'light' },
  { name: 'changes', path: `/review/${waiting.id}/changes?from=1`, viewport: wide, colorScheme: 'light' },
];
/** The check that two pages of the invented product's documentation contradict each other on. */
const dispute = 'frameworks.goals.dimensions.2.checks.1';

interface Picture {
  name: string;
  path: string;
  viewport: { width: number; height: number };
  colorScheme: 'light' | 'dark';
}

const folder = process.argv[2] === '--all' ? process.argv[3] : undefined;
const web = await serveWeb();
const filled = await fillOffice(web);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-gpu'],
});
try {
  if (folder) await everyPage({ web, filled, browser }, folder);
  else await forDocs({ web, filled, browser });
} finally {
  await browser.close();
  await web.close();
}

interface Studio {
  web: ServedWeb;
  filled: Filled;
  browser: Browser;
}

async function forDocs({ web, filled, browser }: Studio): Promise<void> {
  mkdirSync(images, { recursive: true });
  const { page } = await web.tab(browser, people.admin);
  for (const picture of shown(filled)) {
    const file = join(images, `${picture.name}.png`);
    await take(page, picture, { file, whole: false });
    writeFileSync(file, palettePng(readFileSync(file)));
    console.log(`${file}: ${Math.round(statSync(file).size / 1_000)} kB`);
  }
}

async function everyPage({ web, filled, browser }: Studio, into: string): Promise<void> {
  mkdirSync(into, { recursive: true });
  const { page } = await web.tab(browser, people.admin);
  for (const path of [...pagesOf(web.app, filled), ...problemPages(filled)]) {
    for (const [viewport, size] of [
      [wide, 'wide'],
      [narrow, 'narrow'],
    ] as const) {
      for (const colorScheme of ['light', 'dark'] as const) {
        const name = `${path.replaceAll(/[^\w.=-]+/g, '_').replace(/^_/, '') || 'catalogue'}-${size}-${colorScheme}`;
        const file = join(into, `${name.slice(0, 150)}.png`);
        await take(page, { name, path, viewport, colorScheme }, { file, whole: true });
      }
    }
  }
}

async function take(page: Page, picture: Picture, { file, whole }: { file: string; whole: boolean }): Promise<void> {
  await page.setViewportSize(picture.viewport);
  await page.emulateMedia({ colorScheme: picture.colorScheme, reducedMotion: 'reduce' });
  await page.goto(picture.path);
  // Long pages are cut: what stands below three screens is the same again.
  const height = whole ? picture.viewport.height * 3 : picture.viewport.height;
  await page.setViewportSize({ ...picture.viewport, height });
  await page.screenshot({ path: file });
}
