import { openBrowser } from '../../test/e2e/browser.ts';
import type { ServedCatalogue } from './ask-pages.ts';

export interface BrowserFigures {
  /** Everything that the page made the browser load, as transferred. */
  bytes: number;
  /** Milliseconds from the navigation to the first text. */
  firstPaint: number;
  /** Milliseconds until its modules have run and no long task is left: keys and forms answer. */
  interactive: number;
}

/** Opens a page in new browsers without anything cached, and measures each; null without Chromium. */
export async function browserFigures(
  { address, cookie }: ServedCatalogue,
  path: string,
  times: number,
): Promise<BrowserFigures[] | null> {
  const browser = await openBrowser();
  if (!browser) return null;
  const found: BrowserFigures[] = [];
  for (let time = 0; time < times; time += 1) {
    const context = await browser.newContext({ baseURL: address, extraHTTPHeaders: { cookie } });
    const page = await context.newPage();
    const devtools = await context.newCDPSession(page);
    let bytes = 0;
    devtools.on('Network.loadingFinished', ({ encodedDataLength }) => {
      bytes += encodedDataLength;
    });
    await devtools.send('Network.enable');
    const reply = await page.goto(path, { waitUntil: 'networkidle' });
    if (reply?.status() !== 200) throw new Error(`${path} was answered with ${reply?.status()}`);
    const times = await page.evaluate(measuredInPage);
    found.push({ bytes, ...times });
    await context.close();
  }
  await browser.close();
  return found;
}

/** Runs in the page, from its text: modules run before DOMContentLoaded, so what comes after that is long tasks only. */
const measuredInPage = `new Promise((done) => {
  const [navigation] = performance.getEntriesByType('navigation');
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  let last = navigation.domContentLoadedEventEnd;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) last = Math.max(last, startTime + duration);
  }).observe({ type: 'longtask', buffered: true });
  setTimeout(() => done({ firstPaint: paint ? paint.startTime : 0, interactive: Math.max(last, paint ? paint.startTime : 0) }), 200);
})` as unknown as () => Promise<Omit<BrowserFigures, 'bytes'>>;
