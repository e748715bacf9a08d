import type { PageText } from '../../domain/page-text.ts';

/** Characters read of one page: a book of two hundred printed pages, many times the longest real page of a manual. */
export const mostCharacters = 400_000;

/** The page up to the bound, and how many characters were left unread. Whole blocks; only a first huge one is cut itself. */
export function boundText(page: PageText): { page: PageText; unread: number } {
  if (page.text.length <= mostCharacters) return { page, unread: 0 };
  const blocks = page.blocks.filter(({ end }) => end <= mostCharacters);
  const next = page.blocks[blocks.length];
  // A huge block is cut where a line or a sentence ends, so that no half sentence can be quoted.
  if (next !== undefined && next.end - next.start > mostCharacters / 2) {
    const line = page.text.lastIndexOf('\n', mostCharacters);
    const sentence = next.kind === 'prose' ? page.text.lastIndexOf('. ', mostCharacters - 1) + 1 : 0;
    const end = Math.max(line, sentence);
    if (end > next.start) blocks.push({ ...next, end });
  }
  const size = blocks.at(-1)?.end ?? 0;
  return { page: { ...page, text: page.text.slice(0, size), blocks }, unread: page.text.length - size };
}
