import type { Page } from 'playwright-core';

/** Waits until what changes its colours gradually has done so: in between, they are nobody's choice. */
export async function coloursSettled(page: Page): Promise<void> {
  // Text, because this program is checked without the browser's own names. Two frames: the first one starts transitions.
  await page.evaluate(
    `new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))).then(() =>
      Promise.all(document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity)
        .map((one) => one.finished.catch(() => undefined)))).then(() => undefined)`,
  );
}
