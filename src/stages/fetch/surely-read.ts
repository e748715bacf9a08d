import type { Crawl } from './crawl.ts';
import type { Candidate } from './frontier.ts';

/** Notices that every site links to and that often are a line or a form. */
const notice = /\b(legal|privacy|terms|imprint|cookies?|login|signin|signup|account|contact|newsletter)\b/i;
/** Fewer first pages of folders beside each other say nothing of a page that stands among them. */
const leastFolders = 3;

/**
 * Those of these addresses of which nothing speaks against a text of their own: not the first pages of folders, which often
 * hold links to the pages below them and nothing else, no notices, and no pages of hosts that nobody asked yet.
 */
export function surelyRead(candidates: readonly Candidate[], { hosts }: Pick<Crawl, 'hosts'>): Candidate[] {
  const isFolder = folderTest(candidates);
  return candidates.filter(({ url }) => {
    const { origin, pathname } = new URL(url);
    return hosts.knows(origin) && !isFolder(url) && !notice.test(pathname.replace(/[-_.]/g, ' '));
  });
}

/** Whether an address is the first page of a folder: pages lie below it, or below most of those that stand beside it. */
function folderTest(candidates: readonly Candidate[]): (url: string) => boolean {
  const places = candidates.map(({ url }) => placeOf(url));
  const folders = new Set(places.flatMap(above));
  const beside = new Map<string, { all: number; folders: number }>();
  for (const place of new Set(places)) {
    const count = beside.get(parentOf(place)) ?? { all: 0, folders: 0 };
    count.all += 1;
    if (folders.has(place)) count.folders += 1;
    beside.set(parentOf(place), count);
  }
  return (url) => {
    const place = placeOf(url);
    const around = beside.get(parentOf(place));
    const amongFolders = around && around.folders >= leastFolders && around.folders > around.all / 2;
    return folders.has(place) || amongFolders === true;
  };
}

/** Host and path, with neither the slash at the end nor the name that a first page has in its folder. */
function placeOf(url: string): string {
  const { host, pathname } = new URL(url);
  return host + pathname.replace(/\/index\.\w+$/i, '').replace(/\/$/, '');
}

function parentOf(place: string): string {
  return place.slice(0, Math.max(0, place.lastIndexOf('/')));
}

/** Every folder that a place lies in. */
function above(place: string): string[] {
  const segments = place.split('/');
  return segments.slice(1).map((_, at) => segments.slice(0, at + 1).join('/'));
}
