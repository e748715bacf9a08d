import { markdownText } from './markdown-text.ts';

/**
 * A link with its text, in Markdown; the text alone where the address is not one of the web. An address that is its own text
 * is shown without its scheme.
 */
export function markdownLink(text: string, url: string): string {
  const shown = markdownText((text.trim() || url).replace(/^https?:\/\/(?=\S+$)/, ''));
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url)) return shown;
  // As parsed, an address holds no space or line end; these four could end the link, or the cell of a table, around it.
  const address = new URL(url).href.replace(/[<>\\|]/g, (found) => encodeURIComponent(found));
  return `[${shown}](<${address}>)`;
}
