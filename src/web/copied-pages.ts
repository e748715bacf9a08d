import { Hono } from 'hono';
import type { Publication } from '../domain/publication.ts';
import { recentlyUsed } from '../domain/recently-used.ts';
import type { Store } from '../ports.ts';
import { asset } from './asset.ts';
import type { WebParts, WebVariables } from './parts.ts';
import { problemOf } from './problem.ts';
import { icon } from './public/icon.ts';
import { addPublicPages } from './public/routes.tsx';
import { unknownSite } from './public/unknown-site.ts';

/** Where and when a copy of the public site stands. */
interface CopyOf {
  /** What its pages take for now, so that the same state makes the same pages on any day. */
  now: Date;
  /** Whether it is known where it will stand: its pages then name it, by `unknownSite`, for whoever writes them to put in. */
  placed: boolean;
}

type Pages = Hono<{ Variables: WebVariables }>;

/** The pages of the last copy that somebody asked for: an export asks for thousands of the same one. */
const memories = new WeakMap<WebParts, { key: string; pages: Pages }>();

/** The public pages as strangers see them, made for a copy that stands without this server. */
export function copiedPages(parts: WebParts, { now, placed }: CopyOf): Pages {
  const key = `${now.toISOString()} ${placed}`;
  const known = memories.get(parts);
  if (known?.key === key) return known.pages;
  const pages: Pages = new Hono();
  pages.use(async (c, next) => {
    c.set('person', null);
    c.set('holder', null);
    await next();
  });
  const store = { ...parts.office.store, publications: remembered(parts.office.store.publications) };
  const office = { ...parts.office, store, clock: { now: () => now } };
  pages.get(parts.stylesheet.path, asset({ text: parts.stylesheet.text, type: 'text/css', keep: 'ever' }));
  pages.get('/favicon.svg', asset({ text: icon, type: 'image/svg+xml', keep: 'day' }));
  // Never its own address: a vendor's documentation may stand on the same host, and is no part of the copy.
  const copy = { site: placed ? unknownSite : null };
  addPublicPages(pages, { ...parts, office, baseUrl: unknownSite, copy });
  pages.onError((error, c) => {
    const problem = problemOf(error, 'copy');
    if (problem.status === 500) throw error;
    return c.text(problem.detail, problem.status as 404);
  });
  memories.set(parts, { key, pages });
  return pages;
}

/** The forms of an analysis are asked for one after the other: those of a few products at a time, at some 1 MB each. */
const analysesKept = 16;

/** Publications as they stand while a copy is made: it is thrown away where one of them changes meanwhile. */
function remembered(publications: Store['publications']): Store['publications'] {
  const kept = recentlyUsed<Promise<Publication | null>>(analysesKept);
  const once = (key: string, read: () => Promise<Publication | null>): Promise<Publication | null> => {
    const found = kept.get(key) ?? read();
    kept.set(key, found, 1);
    // What failed is tried again.
    found.catch(() => kept.drop(key));
    return found;
  };
  return {
    ...publications,
    latest: (slug) => once(slug, () => publications.latest(slug)),
    async version(slug, version) {
      const latest = await kept.get(slug);
      // Nearly every version that is asked for is the one whose other forms have just been made.
      if (latest?.version === version) return latest;
      return once(`${slug} ${version}`, () => publications.version(slug, version));
    },
  };
}
