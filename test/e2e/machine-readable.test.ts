import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Analysis } from '../../src/domain/analysis.ts';
import { quillstoreAnalysis } from '../actions/quillstore.ts';
import { fresh } from '../contract/sample-records.ts';
import { publishVersion } from '../news/published-versions.ts';
import { openBrowser } from './browser.ts';
import { type ServedWeb, serveWeb } from './served-web.ts';

const browser: Browser | null = await openBrowser();
const slug = fresh('quillstore');
const partly = fresh('partly');
/** Ends a script element, were it one, and opens another. */
const hostile = '</script><script>alert(1)</script><!--<script>';

/** Run in the page: each text with the room planned for it and what the browser's own font needs. */
const measureTexts = `[...document.querySelectorAll('text')].map((text) => {
  const planned = Number(text.getAttribute('textLength'));
  text.removeAttribute('textLength');
  return { words: text.textContent, planned, needed: text.getComputedTextLength() };
})`;

let web: ServedWeb;
beforeAll(async () => {
  if (!browser) return;
  web = await serveWeb();
  const analysis: Analysis = await quillstoreAnalysis(web.office.store.bodies);
  await publishVersion(web, {
    slug,
    edit: (own) => {
      Object.assign(own, structuredClone(analysis), { vendor: { ...analysis.vendor, slug } });
      own.summary.text = hostile;
      Object.assign(own.strengths[0] ?? {}, { text: hostile });
    },
  });
  await publishVersion(web, { slug: partly });
});
afterAll(async () => {
  await web?.close();
  await browser?.close();
});

describe.skipIf(!browser)('In a real browser', () => {
  it('the data of a page are data: read by whoever looks for them, run by nobody, refused by no policy', async () => {
    if (!browser) return;
    const tab = await web.tab(browser, null);
    await tab.page.goto(`/vendors/${slug}`);
    const texts = await tab.page.locator('script[type="application/ld+json"]').allTextContents();
    const scripts = await tab.page.locator('script:not([src])').count();
    await tab.close();
    expect(tab.faults).toEqual([]);
    expect([texts.length, scripts]).toEqual([1, 1]);
    const data = JSON.parse(texts[0] ?? '');
    expect(data.description).toBe(hostile);
    expect(data.mainEntity.positiveNotes.itemListElement[0].name).toBe(hostile);
  });

  it('the words of a badge fit the room planned for them, and hold as an image of another page', async () => {
    if (!browser) return;
    const tab = await web.tab(browser, null);
    for (const each of [slug, partly]) {
      await tab.page.goto(`/badges/${each}.svg`);
      const texts = await tab.page.evaluate<{ words: string; planned: number; needed: number }[]>(measureTexts);
      expect(texts).toHaveLength(3);
      for (const { words, planned, needed } of texts) {
        expect(planned / needed, words).toBeGreaterThan(0.97);
        expect(planned / needed, words).toBeLessThan(1.15);
      }
    }
    await tab.page.goto('/methodology');
    const size = await tab.page.evaluate<{ width: number; height: number }>(`(async () => {
      const image = new Image();
      image.src = '/badges/${slug}.svg';
      await image.decode();
      return { width: image.naturalWidth, height: image.naturalHeight };
    })()`);
    await tab.close();
    expect(tab.faults).toEqual([]);
    expect(size.height).toBe(20);
    expect(size.width).toBeGreaterThan(200);
  });
});
