import type { PageText, ReceivedPage } from '../../domain/page-text.ts';
import { decode } from './decode.ts';
import { readHtml } from './read-html.ts';
import { readAsciidoc, readRst } from './read-lightweight.ts';
import { readMarkdown } from './read-markdown.ts';
import { readPlain } from './read-plain.ts';

type Format = 'html' | 'markdown' | 'asciidoc' | 'rst' | 'plain';

const readers: Record<Format, (source: string, url: string) => PageText> = {
  html: readHtml,
  markdown: readMarkdown,
  asciidoc: readAsciidoc,
  rst: readRst,
  plain: readPlain,
};

/** The visible main text of a received page. Pure: the same bytes give the same text. */
export function readPage(page: ReceivedPage): PageText {
  const source = decode(page);
  return readers[formatOf(page, source)](source, page.url);
}

/** The declared type decides; the ending of an address only where the server says no more than "text". */
function formatOf(page: ReceivedPage, source: string): Format {
  const type = page.contentType.split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'text/html' || type === 'application/xhtml+xml') return 'html';
  if (/markdown|mdx/.test(type)) return 'markdown';
  if (/asciidoc/.test(type) || /\.(adoc|asciidoc|asc)([?#]|$)/i.test(page.url)) return 'asciidoc';
  if (/\brst\b|restructuredtext/.test(type) || /\.rst([?#.]|$)/i.test(page.url)) return 'rst';
  if (/\.(md|mdx|markdown)([?#]|$)/i.test(page.url)) return 'markdown';
  if (type === '' && /^\s*(<!--[\s\S]{0,500}?-->\s*)?<(!doctype html|html|head|body)\b/i.test(source.slice(0, 2000)))
    return 'html';
  return 'plain';
}
