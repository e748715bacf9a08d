import type { PageRange } from './page-range.ts';

/** How many pages of a site would be read, after "would read": `47 to 49 pages of the 50 addresses found, …`. No full stop. */
export function plannedPages({ read, found }: { read: PageRange; found: number }): string {
  if (found === 1) return 'this page alone: it links to no other of the site';
  const { least, most, full } = read;
  const count = least === most ? `${most} ${most === 1 ? 'page' : 'pages'}` : `${least} to ${most} pages`;
  const more = full ? 'which is all that one run reads' : 'more where links lead on';
  const why = least === most ? '' : '; the first pages of folders, and notices, often hold no text of their own';
  return `${count} of the ${found} addresses found, ${more}${why}`;
}
