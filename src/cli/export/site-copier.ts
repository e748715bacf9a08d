import { UsageError } from '../../errors.ts';
import type { ServedPage } from '../api.ts';
import { type CopiedAddress, copiedAddress, drawnPages } from './copied-address.ts';
import { type CopyScripts, copiedPage } from './copied-page.ts';
import { copiedText } from './copied-text.ts';
import type { LinkBook } from './link-book.ts';
import type { SiteFolder } from './site-folder.ts';

/** What a copier works with. */
export interface CopierParts {
  /** Gives pages in the order of their addresses. */
  ask: (paths: readonly string[]) => Promise<ServedPage[]>;
  folder: SiteFolder;
  book: LinkBook;
  /** Where the copy will stand; null where nobody said. */
  site: string | null;
  scripts: CopyScripts;
}

/** Copies pages, and every page of this site that they link to, each once. */
export interface SiteCopier {
  /** Notes a page that is to be copied if the server has it. */
  want(path: string): void;
  /** Copies what is wanted and what its pages link to, and what those link to, until there is nothing new. */
  follow(): Promise<void>;
}

/** Pages of one request: those of a product, which are made of one analysis. */
const together = 8;
/** Requests at once: while the pages of one are written the server makes the next, and few are in memory. */
const atOnce = 2;

/** A page that was taken down says so at its address, and its history stays. */
const copied: ReadonlySet<number> = new Set([200, 410]);

/** Copies into a folder what the server gives for a copy. */
export function siteCopier({ ask, folder, book, site, scripts }: CopierParts): SiteCopier {
  const known = new Set<string>();
  const waiting: CopiedAddress[] = [];

  async function takeAll(wanted: readonly CopiedAddress[]): Promise<void> {
    const pages = await ask(wanted.map(({ address }) => address));
    for (const [index, at] of wanted.entries()) {
      const page = pages[index];
      if (page) take(at, page);
    }
  }

  function take(at: CopiedAddress, page: ServedPage): void {
    // What the server has not stays a link to no file, which the book tells of.
    if (page.status === 404) return;
    // Of what was withdrawn a page tells people, and a badge; programs are told by a status, which no file has.
    if (page.status === 410 && page.type === 'text/plain') return;
    if (!copied.has(page.status)) {
      throw new UsageError(`The server answered ${page.status} for ${at.address}: ${page.body.slice(0, 300)}`, 1);
    }
    if (page.type !== 'text/html') {
      const { text, named } = copiedText(page.body, at, site);
      folder.write(at.file, text);
      // A long sitemap names its parts, which nothing else does.
      waitFor(named.filter(({ file }) => file.endsWith('.xml')));
      // In linked data, what stands behind a # names a thing, and no place on a page.
      book.noteNamed(at.file, page.type === 'application/ld+json' ? named.map((to) => ({ ...to, hash: '' })) : named);
      return;
    }
    const isDrawn = drawnPages.some((path) => path === at.address.replace(/\?.*/, ''));
    const { html, links, named } = copiedPage(page.body, at, { site, scripts: isDrawn ? scripts : null });
    folder.write(at.file, html);
    book.note(at.file, html);
    book.noteNamed(at.file, named);
    waitFor(links);
  }

  /** What a page links to comes next: the server has just worked on it. */
  function waitFor(found: readonly CopiedAddress[]): void {
    waiting.unshift(...found.filter(isNew));
  }

  function isNew({ file }: CopiedAddress): boolean {
    if (known.has(file)) return false;
    known.add(file);
    return true;
  }

  return {
    want(path) {
      const to = copiedAddress(path, '/');
      if (to && isNew(to)) waiting.push(to);
    },
    async follow() {
      const underWay = new Set<Promise<void>>();
      while (waiting.length > 0 || underWay.size > 0) {
        const next = underWay.size < atOnce ? waiting.splice(0, together) : [];
        if (next.length === 0) {
          await Promise.race(underWay);
          continue;
        }
        const work: Promise<void> = takeAll(next).then(() => {
          underWay.delete(work);
        });
        // Told by the race; the others of the moment must not fail unheard after it.
        work.catch(() => undefined);
        underWay.add(work);
      }
    },
  };
}
