import type { PagePart } from './page-part.ts';

/** Characters shown of an address or heading: two of them and what stands between fit a column of a terminal. */
const shown = 32;

/** What a part holds, for people: its first and last address, or of a single page its first and last heading. */
export function partSubject(part: PagePart): string {
  const [first] = part;
  const last = part.at(-1);
  if (first === undefined || last === undefined) return '';
  if (first.page !== last.page) return range(pathOf(first.page.url), pathOf(last.page.url));
  const headings = range(first.passage.headings.at(-1) ?? '', last.passage.headings.at(-1) ?? '');
  const page = shortened(pathOf(first.page.url));
  return headings === '' ? page : `${page}: ${headings}`;
}

function range(from: string, to: string): string {
  const ends = [...new Set([from, to])].filter((end) => end !== '');
  return ends.map(shortened).join(' … ');
}

/** The end of an address tells pages of one section apart; of a long name the beginning and the end say most. */
function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  const segments = pathname.split('/').filter((segment) => segment !== '');
  return `/${segments.slice(-2).join('/')}${search}`;
}

function shortened(text: string): string {
  if (text.length <= shown) return text;
  const half = (shown - 1) / 2;
  return `${text.slice(0, Math.ceil(half))}…${text.slice(-Math.floor(half))}`;
}
