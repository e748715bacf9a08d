import type { PagePart } from './page-part.ts';

/** Characters shown of an address or heading. */
const shown = 80;

/** What a part holds, for people: its first and last address, or of a single page its first and last heading. */
export function partSubject(part: PagePart): string {
  const [first] = part;
  const last = part.at(-1);
  if (first === undefined || last === undefined) return '';
  if (first.page !== last.page) return range(pathOf(first.page.url), pathOf(last.page.url));
  const headings = range(first.passage.headings.at(-1) ?? '', last.passage.headings.at(-1) ?? '');
  return headings === '' ? pathOf(first.page.url) : `${pathOf(first.page.url)}: ${headings}`;
}

function range(from: string, to: string): string {
  const ends = [...new Set([from, to])].filter((end) => end !== '');
  return ends.map((end) => end.slice(0, shown)).join(' … ');
}

function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return `${pathname}${search}`.slice(0, shown);
}
