import type { Locator, Page } from 'playwright-core';

/** How a person works a page: one interaction a call. */
export interface Hand {
  /** Follows a link or presses a button that leads on. */
  press(target: Locator): Promise<void>;
  /** Opens or closes what is folded, in place. */
  unfold(target: Locator): Promise<void>;
  /** How often something was pressed. */
  count(): number;
}

/** With the mouse, or a finger. */
export function mouse(page: Page): Hand {
  let count = 0;
  return {
    async press(target) {
      count += 1;
      // Together, so that a target that never comes leaves no wait behind.
      await Promise.all([page.waitForEvent('framenavigated'), target.click()]);
      await page.waitForLoadState();
    },
    async unfold(target) {
      count += 1;
      await target.click();
    },
    count: () => count,
  };
}

/** The longest way on a page of ours: the review screen with its outline open. */
const mostTabs = 600;

/** With Tab and Enter alone; throws where the target is never reached, or its focus does not show. */
export function keyboard(page: Page): Hand {
  let count = 0;
  return {
    async press(target) {
      count += 1;
      await tabTo(page, target);
      await Promise.all([page.waitForEvent('framenavigated'), page.keyboard.press('Enter')]);
      await page.waitForLoadState();
    },
    async unfold(target) {
      count += 1;
      await tabTo(page, target);
      await page.keyboard.press('Enter');
    },
    count: () => count,
  };
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  // What runs in the page is text: this program is checked without the browser's own names.
  await target.waitFor();
  for (let presses = 0; presses < mostTabs; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await target.and(page.locator(':focus')).count()) === 0) continue;
    const shows = await page.evaluate<boolean>(
      `(({ outlineStyle, outlineWidth, boxShadow }) =>
        (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none')(getComputedStyle(document.activeElement))`,
    );
    if (!shows) throw new Error(`${target} has the focus, and nothing shows it`);
    return;
  }
  throw new Error(`${target} is not reached with Tab`);
}
