import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/analysis.ts';
import { people } from '../actions/office.ts';
import { openBrowser } from './browser.ts';
import { type Filled, fillOffice } from './filled-office.ts';
import { type Hand, keyboard, mouse } from './hand.ts';
import { type ServedWeb, serveWeb } from './served-web.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const browser: Browser | null = await openBrowser();
let web: ServedWeb;
let filled: Filled;
let address: string;
let analysis: Analysis;

beforeAll(async () => {
  if (!browser) return;
  web = await serveWeb();
  filled = await fillOffice(web);
  address = `/vendors/${filled.published}`;
  const publication = await web.office.store.publications.latest(filled.published);
  if (!publication) throw new Error('nothing is published');
  analysis = publication.analysis;
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
});

/** A stranger's tab; what goes wrong in it fails the test. */
async function asStranger(options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
  if (!browser) throw new Error('no browser');
  const tab = await web.tab(browser, null, { reducedMotion: 'reduce', ...options });
  await look(tab.page);
  const faults = tab.faults.filter((fault) => !fault.startsWith('422') && !fault.includes('status of 422'));
  expect(faults).toEqual([]);
  await tab.close();
}

const ways: [name: string, options: BrowserContextOptions, hand: (page: Page) => Hand][] = [
  ['with a mouse', {}, mouse],
  ['with the keyboard alone', {}, keyboard],
  ['without JavaScript', { javaScriptEnabled: false }, mouse],
  ['on a phone in dark colours', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }, mouse],
];

describe.skipIf(!browser)('A citation', () => {
  it.each(ways)('opens in place to its surroundings, %s', async (_name, options, hand) => {
    await asStranger(options, async (page) => {
      await page.goto(address);
      const citation = analysis.strengths[0]?.citations[0];
      const quote = page.locator('#strengths figure').first();
      expect(await quote.isVisible()).toBe(false);
      await hand(page).unfold(page.locator('#strengths summary').first());
      expect(await quote.locator('mark').innerText()).toBe(citation?.quote.trim());
      expect(await quote.locator('.around').first().isVisible()).toBe(true);
      expect(await quote.locator('figcaption').innerText()).toContain(citation?.pageDigest.slice(0, 12));
    });
  });

  it.each(ways)('of a check is read once its dimension is open, %s', async (_name, options, hand) => {
    await asStranger(options, async (page) => {
      await page.goto(address);
      const dimension = page.locator('[id="inpact.permitted"]');
      await hand(page).unfold(dimension.locator('.checks > summary'));
      const fold = dimension.locator('.quote-fold').first();
      expect((await fold.locator('summary').innerText()).length).toBeGreaterThan(20);
      await hand(page).unfold(fold.locator('summary'));
      expect(await fold.locator('figure mark').isVisible()).toBe(true);
    });
  });
});

describe.skipIf(!browser)('The page of an analysis', () => {
  it.each(ways)('leads from what would raise it to the check, which opens, %s', async (_name, options, hand) => {
    await asStranger(options, async (page) => {
      await page.goto(address);
      const link = page.locator('#raise li a').first();
      const id = ((await link.getAttribute('href')) ?? '').slice(1);
      await hand(page).press(link);
      await page.locator(`[id="${id}"] .question`).waitFor({ state: 'visible' });
    });
  });

  it('marks in its contents where the reader is, on a wide screen and on a phone', async () => {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 360, height: 740 },
    ]) {
      await asStranger({ viewport }, async (page) => {
        await page.goto(address);
        for (const id of ['goals', 'poc', 'strengths']) {
          await page.locator(`.contents a[href="#${id}"]`).click();
          await page.locator(`.contents a[href="#${id}"][aria-current=location]`).waitFor();
        }
        expect(await page.locator('.contents [aria-current]').count()).toBe(1);
      });
    }
  });

  it('prints on A4 with every quote under its number, every check, and nothing of the screen', async () => {
    await asStranger({}, async (page) => {
      await page.goto(address);
      const paper = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' })));
      const { text } = await extractText(paper, { mergePages: true });
      const words = text.replace(/\s+/g, ' ');
      const questions = ['inpact', 'goals'] as const;
      for (const { check } of questions.flatMap((id) =>
        web.office.rubric[id].dimensions.flatMap(({ checks }) => checks.map((check) => ({ check }))),
      )) {
        expect(words).toContain(check.question.replace(/\s+/g, ' ').slice(0, 30));
      }
      const quotes = [...analysis.strengths, ...analysis.limitations].flatMap(({ citations }) => citations);
      for (const { quote } of quotes) expect(words).toContain(quote.replace(/\s+/g, ' ').slice(0, 30));
      expect(words).not.toContain('Sign in');
      expect(words).not.toContain('Report an error');
      // The width of A4 between the margins, in pixels of CSS.
      await page.setViewportSize({ width: 680, height: 1000 });
      await page.emulateMedia({ media: 'print' });
      expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(680);
    });
  });

  it('prints every check where no script runs, too', async () => {
    await asStranger({ javaScriptEnabled: false }, async (page) => {
      await page.goto(address);
      const paper = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4' })));
      const { text } = await extractText(paper, { mergePages: true });
      const [check] = web.office.rubric.goals.dimensions[4]?.checks ?? [];
      expect(text.replace(/\s+/g, ' ')).toContain(check?.question.slice(0, 30));
    });
  });
});

describe.skipIf(!browser)('Each public page of an analysis', () => {
  const pages = () => [
    address,
    `${address}/history`,
    `${address}/history/1`,
    `${address}/history/1..2`,
    `${address}/evidence`,
    `${address}/report?about=strengths.0`,
    '/methodology',
  ];

  it('has a title, a description, a language, one first heading, no level left out, and a label on every field', async () => {
    await asStranger({}, async (page) => {
      for (const path of pages()) {
        await page.goto(path);
        const found = await page.evaluate<Record<string, unknown>>(`({
          title: document.title.length,
          lang: document.documentElement.lang,
          description: document.querySelector('meta[name=description]')?.content.length ?? 0,
          canonical: document.querySelector('link[rel=canonical]')?.href ?? '',
          first: document.querySelectorAll('h1').length,
          levels: [...document.querySelectorAll('main :is(h1, h2, h3, h4)')].map((each) => Number(each.tagName[1])),
          unlabelled: [...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter((each) => !each.labels.length).length,
          silent: [...document.querySelectorAll('a')].filter((each) => !each.textContent.trim()).length,
          doubled: [...document.querySelectorAll('[id]')].map(({ id }) => id).filter((id, at, all) => all.indexOf(id) !== at),
        })`);
        const levels = found.levels as number[];
        const skipped = levels.filter((level, at) => at > 0 && level > (levels[at - 1] ?? 1) + 1);
        expect({ path, ...found, levels: skipped }).toMatchObject({
          ...{ lang: 'en', first: 1, levels: [], unlabelled: 0, silent: 0, doubled: [] },
        });
        expect(Number(found.title), path).toBeGreaterThan(8);
        expect(Number(found.description), path).toBeGreaterThan(20);
        // A form is no page to be found by.
        if (!path.includes('/report')) expect(String(found.canonical), path).toContain(path.replace(/\?.*/, ''));
      }
    });
  });

  it('has nothing that axe finds with everything opened, and is no wider than a phone', async () => {
    await asStranger({ viewport: { width: 360, height: 740 } }, async (page) => {
      for (const path of pages()) {
        await page.goto(path);
        await page.evaluate('for (const folded of document.querySelectorAll("details")) folded.open = true');
        await page.evaluate(axe);
        const found = await page.evaluate<string[]>(
          `axe.run(document, { resultTypes: ['violations'], rules: { 'color-contrast': { enabled: false } } }).then(({ violations }) =>
            violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 160)))`,
        );
        expect([path, found]).toEqual([path, []]);
        expect(await page.evaluate<number>('document.documentElement.scrollWidth'), path).toBe(360);
      }
    });
  });
});

describe.skipIf(!browser)('A reader who sees an error', () => {
  it('reports it from the statement without JavaScript, is helped to the right sentence, and a reviewer answers', async () => {
    // Another sentence than the one that the statement rests on already.
    const shows = analysis.strengths[0]?.citations[0];
    const quote = shows?.quote ?? '';
    await asStranger({ javaScriptEnabled: false }, async (page) => {
      await page.goto(address);
      await page.locator('#strengths summary').nth(1).click();
      const { press } = mouse(page);
      await press(page.locator('#strengths .report-link').nth(1));
      expect(await page.locator('.reported').innerText()).toContain(analysis.strengths[1]?.text);
      await page.getByLabel('What is wrong with it').fill('The page says more than that.');
      await page.getByLabel('Address of the page').fill(shows?.url ?? '');
      await page.getByLabel('The sentence on that page').fill(quote.replace(/\w+([.]?)$/, 'elsewhere$1'));
      await press(page.getByRole('button', { name: 'Send the report', exact: true }));
      expect(await page.locator('[role=alert]').innerText()).toContain('Nothing was kept and nothing changes');
      await press(page.getByRole('button', { name: 'Send the report with this sentence' }).first());
      expect(await page.locator('h1').innerText()).toContain('your report is kept');
    });
    if (!browser) return;
    const desk = await web.tab(browser, people.reviewer);
    await desk.page.goto('/review');
    await mouse(desk.page).press(desk.page.locator('a[href="/reports"]'));
    expect(await desk.page.locator('.reports mark').innerText()).toBe(quote.trim());
    await desk.page.evaluate(axe);
    const found = await desk.page.evaluate<string[]>(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + nodes[0].html))`,
    );
    expect(found).toEqual([]);
    await mouse(desk.page).press(desk.page.getByRole('button', { name: 'Take it up' }));
    expect(await desk.page.locator('#notice').innerText()).toContain('You took up the report');
    expect(await desk.page.locator('.reports').count()).toBe(0);
    await desk.close();
  });
});
