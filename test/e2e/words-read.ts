import type { Page } from 'playwright-core';

/** Counts the words that somebody reads who works through pages: what is visible in the places named, each text once. */
export interface Reader {
  /** Reads the places of the page that are there; folded parts and what was read before count nothing. */
  read(page: Page, places: readonly string[]): Promise<void>;
  words(): number;
}

export function reader(): Reader {
  const seen = new Set<string>();
  let words = 0;
  return {
    async read(page, places) {
      for (const text of await visibleTexts(page, places)) {
        if (seen.has(text)) continue;
        seen.add(text);
        words += text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
      }
    },
    words: () => words,
  };
}

/** The text of every visible node, and what stands in visible fields. */
async function visibleTexts(page: Page, places: readonly string[]): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const roots = [...document.querySelectorAll(${JSON.stringify(places.join(','))})];
    const texts = [];
    for (const root of roots) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const shown = node.parentElement.checkVisibility({ visibilityProperty: true });
        if (shown && node.parentElement.tagName !== 'OPTION') texts.push(node.textContent.trim());
      }
      for (const field of root.querySelectorAll('textarea, input:not([type=hidden]):not([type=radio])'))
        if (field.checkVisibility()) texts.push(field.value.trim());
    }
    return texts.filter(Boolean);
  })()`);
}
