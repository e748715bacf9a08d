import type { Claim } from '../../../domain/analysis.ts';
import { markdownLink } from '../../../domain/markdown-link.ts';
import { markdownText } from '../../../domain/markdown-text.ts';
import { pagesRead } from '../reading.ts';
import type { MarkdownPage } from './markdown-page.ts';

/** A statement with what it rests on: the numbers of its quotes, the pages searched in vain, or that it is a judgement. */
export function statement(claim: Claim, page: MarkdownPage): string {
  return `${markdownText(claim.text)}${groundOf(claim, page)}`;
}

function groundOf(claim: Claim, page: MarkdownPage): string {
  if (claim.kind === 'judgement') return ' *(judgement)*';
  if (claim.kind === 'absence') return searchedWords(claim.searched, page) || ' *(not found)*';
  return page.notes.mark(claim.citations);
}

/** On how many pages something was looked for in vain, and which came nearest; empty where none is named. */
export function searchedWords(urls: readonly string[], { analysis }: MarkdownPage): string {
  if (urls.length === 0) return '';
  const read = Math.max(pagesRead(analysis), urls.length);
  const nearest = urls.map((url) => markdownLink(url, url)).join(', ');
  return ` *(not found on ${read} ${read === 1 ? 'page' : 'pages'}; nearest: ${nearest})*`;
}
