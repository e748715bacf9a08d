import type { PageText } from '../../domain/page-text.ts';
import { asciidocToHtml } from './asciidoc-blocks.ts';
import { readHtml } from './read-html.ts';
import { rstToHtml } from './rst-blocks.ts';

/** An AsciiDoc source as stored text: what a reader of the rendered page would see. */
export function readAsciidoc(source: string, url: string): PageText {
  return readHtml(`<main>${asciidocToHtml(source)}</main>`, url);
}

/** A reStructuredText source as stored text: what a reader of the rendered page would see. */
export function readRst(source: string, url: string): PageText {
  return readHtml(`<main>${rstToHtml(source)}</main>`, url);
}
