import { describe, expect, it } from 'vitest';
import type { Block, PageText } from '../../../src/domain/page-text.ts';
import { boundText, mostCharacters } from '../../../src/stages/extract/bound-text.ts';

function pageOf(...texts: string[]): PageText {
  let text = '';
  const blocks = texts.map((one): Block => {
    if (text !== '') text += '\n\n';
    const start = text.length;
    text += one;
    return { kind: 'prose', start, end: text.length, level: 0, group: 0 };
  });
  const more = { title: '', links: [], canonical: null, language: null, needsJavascript: false, hidden: 0 };
  return { text, blocks, ...more };
}

describe('The bound of a page', () => {
  it('leaves a page of the usual size as it is', () => {
    const page = pageOf('One.', 'Two.');
    expect(boundText(page)).toEqual({ page, unread: 0 });
  });

  it('keeps whole blocks and counts what is left', () => {
    const page = pageOf('One.', 'a'.repeat(mostCharacters / 2 - 2), 'b'.repeat(mostCharacters / 2));
    const { page: kept, unread } = boundText(page);
    expect(kept.blocks).toEqual(page.blocks.slice(0, 2));
    expect(kept.text.length + unread).toBe(page.text.length);
    expect(kept.text.endsWith('a')).toBe(true);
  });

  it('cuts one huge paragraph at the end of a sentence', () => {
    const { page } = boundText(pageOf('Tables are kept for a week. '.repeat(mostCharacters / 20)));
    expect(page.text.length).toBeGreaterThan(mostCharacters - 100);
    expect(page.text.length).toBeLessThanOrEqual(mostCharacters);
    expect(page.text.endsWith('for a week.')).toBe(true);
    expect(page.blocks).toHaveLength(1);
  });
});
