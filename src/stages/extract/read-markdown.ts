import type { PageText } from '../../domain/page-text.ts';
import { markdownToHtml } from './markdown-blocks.ts';
import { readHtml } from './read-html.ts';

/** A Markdown or MDX page as stored text: what a reader of the rendered page would see. */
export function readMarkdown(source: string, url: string): PageText {
  const { body, title } = withoutFrontMatter(source.replace(/^\ufeff/, ''));
  const shown = body.replace(/<!--[\s\S]*?(-->|$)/g, '').replace(/\{\/\*[\s\S]*?\*\/\}/g, '');
  const page = readHtml(`<main>${markdownToHtml(shown)}</main>`, url);
  return { ...page, title: page.title === '' ? title : page.title };
}

function withoutFrontMatter(source: string): { body: string; title: string } {
  const front = /^---[ \t]*\n([\s\S]*?)\n---[ \t]*(\n|$)/.exec(source);
  if (front === null) return { body: source, title: '' };
  const title = /^title:\s*(.+)$/m.exec(front[1] ?? '')?.[1] ?? '';
  return { body: source.slice(front[0].length), title: title.trim().replace(/^["']|["']$/g, '') };
}
