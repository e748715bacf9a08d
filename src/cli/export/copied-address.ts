import { unknownSite } from '../../web/public/unknown-site.ts';

/**
 * Where the pages of the server stand in a copy, which is made of files. Pure: the pages that a browser draws again in the
 * copy use it too.
 */

/** Something of ours that a page links to. */
export interface CopiedAddress {
  /** The page's address on the server, as it is asked for. */
  address: string;
  /** Its file, relative to the folder of the copy. */
  file: string;
  /** What is left of the query: the page's own script reads it. */
  query: string;
  /** With its `#`; empty for none. */
  hash: string;
}

/** Pages which a script of the copy draws for the query that it finds. */
export const drawnPages = ['/', '/compare', '/stack'] as const;

/** Names of what is no page: everything else is a folder with an index. */
const plainFile = /\.(?:md|json|jsonld|svg|atom|xml|txt|css|js|ico|png)$/;

/** A list that is turned has a file a page. */
const turn = /^\?(page|after|before)=([\w-]+)$/;

/** What a link on a page leads to; null where that is another site's, or nothing that can be asked for. */
export function copiedAddress(link: string, from: string): CopiedAddress | null {
  if (!URL.canParse(link, unknownSite + from)) return null;
  const { origin, pathname, search, hash } = new URL(link, unknownSite + from);
  if (origin !== unknownSite) return null;
  const turned = turn.exec(search);
  const place = turned ? `${pathname.replace(/\/$/, '')}/${turned[1]}/${turned[2]}` : pathname;
  return {
    address: turned ? pathname + search : pathname,
    file: fileOf(place),
    query: turned ? '' : search,
    hash,
  };
}

/** The way from one file of the copy to another, as a link. */
export function relativeLink(from: string, { file, query, hash }: Omit<CopiedAddress, 'address'>): string {
  const here = from.split('/').slice(0, -1);
  const there = file.split('/');
  let same = 0;
  while (same < here.length && same < there.length - 1 && here[same] === there[same]) same += 1;
  return [...here.slice(same).map(() => '..'), ...there.slice(same)].join('/') + query + hash;
}

function fileOf(path: string): string {
  const name = path.replace(/^\/+|\/+$/g, '');
  if (name === '') return 'index.html';
  return plainFile.test(name) ? name : `${name}/index.html`;
}
