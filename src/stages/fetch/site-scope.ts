import { getDomain } from 'tldts';
import { type AddressPattern, matchesPattern } from '../../domain/address-pattern.ts';
import { isRepositoryText, repositoryAt } from './github-address.ts';

/** Which addresses belong to the documentation that was asked for. */
export interface SiteScope {
  holds(url: string): boolean;
  /** Whether the address lies below the folder of one of the sources; true everywhere for a source at the top. */
  prefers(url: string): boolean;
  /** Which of a person's patterns keeps an address of the site from being read; null where none does. */
  refuses(url: string): 'excluded' | 'not-included' | null;
  /** Segments of the sources' own paths: a version or language in them was chosen by a person. */
  chosenSegments: ReadonlySet<string>;
}

/** What a person said of a vendor's addresses; see `AddressPattern`. */
interface Patterns {
  include?: readonly AddressPattern[];
  exclude?: readonly AddressPattern[];
}

/**
 * The registrable domains of the sources; for a source without one (an address, `localhost`) exactly its host and port.
 * Platforms such as code hosts' page services count as suffixes, so a neighbour's site is another site.
 */
export function siteScope(sources: readonly string[], patterns: Patterns = {}): SiteScope {
  const { include = [], exclude = [] } = patterns;
  const sites = new Set(sources.map(siteOf));
  const folders = sources.map((source) => new URL(source)).map((url) => ({ host: url.host, folder: folderOf(url) }));
  return {
    holds: (url) =>
      URL.canParse(url) && sites.has(siteOf(url)) && (repositoryAt(url) === null || isRepositoryText(url)),
    prefers: (url) => {
      const { host, pathname } = new URL(url);
      return folders.some((one) => one.host === host && pathname.startsWith(one.folder));
    },
    refuses(url) {
      if (exclude.some((pattern) => matchesPattern(pattern, url))) return 'excluded';
      const included = include.length === 0 || include.some((pattern) => matchesPattern(pattern, url));
      return included ? null : 'not-included';
    },
    chosenSegments: new Set(sources.flatMap((source) => new URL(source).pathname.split('/').filter(Boolean))),
  };
}

/** The folder a source stands in: `/docs/intro` and `/docs/intro.html` give `/docs/`, but `/docs` gives `/docs`. */
export function folderOf(url: URL): string {
  const segments = url.pathname.split('/');
  const last = segments.at(-1) ?? '';
  const isPage = segments.length > 2 || /\.(html?|mdx?|txt|php|aspx?|jsp|pdf)$/i.test(last);
  return isPage ? url.pathname.slice(0, url.pathname.length - last.length) : url.pathname;
}

/** A repository is a site of its own: its neighbours on the same host are other people's. */
function siteOf(url: string): string {
  const repository = repositoryAt(url);
  if (repository !== null) return `github.com/${repository.owner}/${repository.name}`.toLowerCase();
  const { hostname, host } = new URL(url);
  return getDomain(hostname, { allowPrivateDomains: true }) ?? host;
}
