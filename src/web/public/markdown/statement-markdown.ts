import type { Claim } from '../../../domain/analysis.ts';
import { markdownLink } from '../../../domain/markdown-link.ts';
import { markdownText } from '../../../domain/markdown-text.ts';
import { pagesRead } from '../../../domain/pages-read.ts';
import { pagesSearched } from '../../../domain/pages-searched.ts';
import type { MarkdownPage } from './markdown-page.ts';

/** A statement with what it rests on: the numbers of its quotes, the pages searched in vain, or that it is a judgement. */
export function statement(claim: Claim, page: MarkdownPage): string {
  return `${markdownText(claim.text)}${groundOf(claim, page)}`;
}

function groundOf(claim: Claim, page: MarkdownPage): string {
  if (claim.kind === 'judgement') return ' *(judgement)*';
  if (claim.kind === 'absence') return searchedWords(claim, page) || ' *(not found)*';
  return page.notes.mark(claim.citations);
}

/** Whoever doubts that something is missing looks at a few pages; all of them bury the sentence. */
const nearestNamed = 3;

/** On how many pages something was looked for in vain, and which came nearest; empty where none is named. */
export function searchedWords(
  item: Pick<Claim, 'searched' | 'searchedOf'>,
  { analysis }: Pick<MarkdownPage, 'analysis'>,
): string {
  const urls = item.searched;
  if (urls.length === 0) return '';
  const read = pagesSearched(item, pagesRead(analysis).length);
  const nearest = urls
    .slice(0, nearestNamed)
    .map((url) => markdownLink(url, url))
    .join(', ');
  const more = urls.length > nearestNamed ? ` and ${urls.length - nearestNamed} more, which the JSON names` : '';
  return ` *(not found on ${read} ${read === 1 ? 'page' : 'pages'}; nearest: ${nearest}${more})*`;
}
