import { posix } from 'node:path';
import { type CopiedAddress, copiedAddress, drawnPages } from './copied-address.ts';
import { pageAnchors } from './page-anchors.ts';

/** A link that leads nowhere. */
export interface BrokenLink {
  /** File of the copy that the link stands in. */
  page: string;
  link: string;
}

/** What the pages of a copy link to, kept until all are written. */
export interface LinkBook {
  /** Notes the links of a page as it is written. */
  note(file: string, html: string): void;
  /** Notes what a text or a page names by whole addresses. */
  noteNamed(file: string, named: readonly CopiedAddress[]): void;
  /** Links that lead to no file of the copy, or to no place in it, by page. */
  broken(has: (file: string) => boolean): BrokenLink[];
}

/** Files whose own script reads the query that they are opened with. */
const drawnFiles: ReadonlySet<string> = new Set(drawnPages.map((path) => copiedAddress(path, '/')?.file ?? ''));

/** Reads pages by a parser of its own: whatever made the links, a browser must be able to follow them. */
export function linkBook(): LinkBook {
  /** The first page that links to a file, and to a place in a file: one is enough to mend it. */
  const files = new Map<string, BrokenLink>();
  const places = new Map<string, Map<string, BrokenLink>>();
  const wrong: BrokenLink[] = [];
  /** Where a link can lead to on each page. */
  const anchors = new Map<string, readonly string[]>();
  /** Pages of one kind have the same places by the thousand: each name is kept once. */
  const names = new Map<string, string>();

  return {
    note(file, html) {
      const { ids, links } = pageAnchors(html);
      anchors.set(file, [...ids].map(kept));
      for (const link of links) {
        if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(link)) continue;
        const target = targetOf(file, link);
        const named = { page: file, link };
        if (!target) wrong.push(named);
        else if (target.file !== file) remember(target, named);
        else if (target.hash !== '' && !ids.has(target.hash)) wrong.push(named);
      }
    },
    noteNamed(file, named) {
      for (const { address, file: target, hash } of named) {
        remember({ file: target, hash: decoded(hash.slice(1)) }, { page: file, link: address + hash });
      }
    },
    broken(has) {
      const found = [...wrong];
      for (const [file, named] of files) if (!has(file)) found.push(named);
      for (const [file, named] of places) {
        if (!has(file)) continue;
        const ids = new Set(anchors.get(file));
        for (const [hash, link] of named) if (!ids.has(hash)) found.push(link);
      }
      return found.sort((a, b) => (a.page < b.page ? -1 : a.page > b.page ? 1 : a.link < b.link ? -1 : 1));
    },
  };

  function remember({ file, hash }: { file: string; hash: string }, named: BrokenLink): void {
    const first = (): BrokenLink => ({ page: named.page, link: ownCopy(named.link) });
    if (!files.has(file)) files.set(ownCopy(file), first());
    if (hash === '') return;
    const known = places.get(file);
    if (!known) places.set(ownCopy(file), new Map([[kept(hash), first()]]));
    else if (!known.has(hash)) known.set(kept(hash), first());
  }

  function kept(name: string): string {
    const known = names.get(name);
    if (known !== undefined) return known;
    const own = ownCopy(name);
    names.set(own, own);
    return own;
  }
}

/** The same text in memory of its own: what was cut out of a page keeps the whole page in memory. */
function ownCopy(text: string): string {
  return Buffer.from(text).toString();
}

/**
 * The file and the place that a link means; null for one out of the copy, to a folder, for which not every host shows its
 * index, or with a query that nothing would read.
 */
function targetOf(file: string, link: string): { file: string; hash: string } | null {
  const [path = '', hash = ''] = link.split('#', 2);
  const [name = '', query] = path.split('?', 2);
  const at = name === '' ? file : posix.join(posix.dirname(file), decoded(name));
  if (link.startsWith('/') || at.startsWith('..') || at.endsWith('/')) return null;
  if (query !== undefined && !drawnFiles.has(at)) return null;
  return { file: at, hash: decoded(hash) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
