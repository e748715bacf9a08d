import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Analysis, contentDigest } from '../../src/domain/analysis.ts';
import { people } from '../actions/office.ts';
import { quillstoreAnalysis } from '../actions/quillstore.ts';
import { aVendor, fresh } from '../contract/sample-records.ts';
import { walkToPublication } from '../contract/walked-run.ts';
import { openBrowser } from './browser.ts';
import { coloursSettled } from './colours-settled.ts';
import { type ServedWeb, serveWeb } from './served-web.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser: Browser | null = await openBrowser();
let web: ServedWeb;
let slugs: Record<'Marlstone' | 'Fernwake' | 'Tarnglass', string>;

beforeAll(async () => {
  if (!browser) return;
  web = await serveWeb();
  await web.office.store.accounts.addPerson(people.reviewer, 'assay');
  const analysis = await quillstoreAnalysis(web.office.store.bodies);
  slugs = {
    Marlstone: await publishAs('Marlstone', { layer: 'L4', category: 'reranking' }, analysis),
    Fernwake: await publishAs('Fernwake', { layer: 'L4', category: 'rag-framework' }, withOneCheckLess(analysis)),
    Tarnglass: await publishAs('Tarnglass', { layer: 'L5', category: 'policy-engine' }, analysis),
  };
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

async function publishAs(name: string, vendor: Partial<Analysis['vendor']>, says: Analysis): Promise<string> {
  const slug = fresh('product');
  const own = { ...says, vendor: { ...says.vendor, ...vendor, name, slug } };
  const draft = { analysis: own, contentDigest: contentDigest(own) };
  await walkToPublication(web.office.store, { vendor: aVendor({ slug, name }), draft });
  return slug;
}

function withOneCheckLess(analysis: Analysis): Analysis {
  const { inpact } = analysis.frameworks;
  let isFirst = true;
  const dimensions = inpact.dimensions.map((dimension) => ({
    ...dimension,
    checks: dimension.checks.map((check) => {
      if (check.decision !== 'met' || !isFirst) return check;
      isFirst = false;
      return { ...check, decision: 'no-evidence' as const, citations: [] };
    }),
  }));
  return { ...analysis, frameworks: { ...analysis.frameworks, inpact: { ...inpact, dimensions } } };
}

const namesOn = (page: Page) => page.locator('.card h2').allTextContents();

describe.skipIf(browser === null).each([
  { way: 'with JavaScript', javaScriptEnabled: true },
  { way: 'without JavaScript', javaScriptEnabled: false },
])('A reader, $way,', ({ javaScriptEnabled }) => {
  it('finds, filters, goes back, and compares what was ticked down to the quote', async () => {
    if (!browser) return;
    const tab = await web.tab(browser, null, { javaScriptEnabled });
    const { page } = tab;
    await page.goto('/');
    expect(await namesOn(page)).toEqual(['Fernwake', 'Marlstone', 'Tarnglass']);
    await page.getByRole('searchbox').fill('quillst');
    await page.getByRole('searchbox').press('Enter');
    await page.waitForURL('**/?q=quillst');
    await page.goto('/');
    if (!javaScriptEnabled)
      await page
        .getByText('Filters', { exact: false })
        .first()
        .click({ timeout: 2000 })
        .catch(() => undefined);
    await page.getByLabel('L4 Intelligent Retrieval').check();
    if (!javaScriptEnabled) await page.getByRole('button', { name: 'Apply filters' }).click();
    await page.waitForURL('**/?layer=L4');
    await page.locator('.chip').waitFor();
    expect(await namesOn(page)).toEqual(['Fernwake', 'Marlstone']);
    await page.goBack();
    await page.getByText('3 products').waitFor();
    expect(await namesOn(page)).toEqual(['Fernwake', 'Marlstone', 'Tarnglass']);
    await page.goForward();
    await page.locator('.chip').waitFor();
    for (const name of ['Fernwake', 'Marlstone']) await page.getByLabel(`Compare ${name}`).check();
    await page.getByRole('button', { name: 'Compare the ticked products' }).click();
    await page.waitForURL(`**/compare?v=${slugs.Fernwake},${slugs.Marlstone}`);
    expect(await page.locator('h1').textContent()).toBe('Fernwake and Marlstone compared');
    expect(await page.locator('.compared-check').count()).toBe(1);
    const quote = page.locator('.compared-check mark').first();
    expect(await quote.isVisible()).toBe(false);
    await page.locator('.compared-check summary').last().click();
    expect(await quote.isVisible()).toBe(true);
    expect(tab.faults).toEqual([]);
    await tab.close();
  });
});

describe.skipIf(browser === null)('The catalogue and the comparison', () => {
  it('are used by keyboard alone, and the focus stays where it was', async () => {
    if (!browser) return;
    const { page, close, faults } = await web.tab(browser, null);
    await page.goto('/');
    await page.getByLabel('L5 Agent-Aware Governance').focus();
    await page.keyboard.press('Space');
    await page.waitForURL('**/?layer=L5');
    await page.locator('.chip').waitFor();
    expect(await page.evaluate('document.activeElement?.id')).toBe('layer-L5');
    await page.locator('.chip').focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.search === '');
    // The address changes first, and the list under the focus a moment later.
    await page.getByText('3 products').waitFor();
    await page.getByLabel('Compare Tarnglass').focus();
    await page.keyboard.press('Space');
    await page.getByLabel('Compare Fernwake').focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/compare?v=*,*');
    expect(faults).toEqual([]);
    await close();
  });

  it('have nothing that axe finds, light and dark, wide and narrow, and are never wider than the screen', async () => {
    if (!browser) return;
    const { page, close } = await web.tab(browser, null);
    const compare = `/compare?v=${slugs.Fernwake},${slugs.Marlstone},${slugs.Tarnglass}`;
    const paths = ['/', '/?sort=inpact&view=table', '/?layer=L5&price=paid', compare, '/compare?add=tarn'];
    for (const path of paths) {
      await page.goto(path);
      await page.evaluate(axe);
      for (const [width, colorScheme] of [
        [1440, 'light'],
        [360, 'dark'],
      ] as const) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme });
        await coloursSettled(page);
        await page.evaluate('for (const folded of document.querySelectorAll("details")) folded.open = true');
        const found = await page.evaluate<string[]>(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html.slice(0, 160)))',
        );
        expect([path, width, found]).toEqual([path, width, []]);
        expect([path, width, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
          path,
          width,
          width,
        ]);
      }
    }
    await close();
  });
});
