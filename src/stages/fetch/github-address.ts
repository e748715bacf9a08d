/** A repository of GitHub, spelled as its address spells it. */
export interface Repository {
  owner: string;
  name: string;
}

/** Folders of the site itself that stand where owners do. */
const notOwners =
  /^(features|topics|orgs|marketplace|sponsors|about|login|settings|collections|trending|enterprise|pricing|search|apps)$/i;
const pages = 'https://github.com';
const raw = 'https://raw.githubusercontent.com';
const api = 'https://api.github.com';

/** The repository that an address of github.com lies in, or null. */
export function repositoryAt(url: string): Repository | null {
  const { hostname, pathname } = new URL(url);
  const [, owner = '', name = ''] = pathname.split('/');
  if (!/^(www\.)?github\.com$/.test(hostname) || owner === '' || name === '' || notOwners.test(owner)) return null;
  return { owner, name: name.replace(/\.git$/, '') };
}

/**
 * Where the text of a repository's page is asked for. GitHub shows files within pages that are mostly its own; the text
 * itself it gives from hosts made for programs. Any other address is its own.
 */
export function requestAddress(url: string): string {
  if (repositoryAt(url) === null) return url;
  const [, owner, name = '', kind, ...rest] = new URL(url).pathname.split('/');
  const repository = `${owner}/${name.replace(/\.git$/, '')}`;
  if (kind === 'blob') return `${raw}/${repository}/${rest.join('/')}`;
  if (kind === 'releases') return `${api}/repos/${repository}/releases?per_page=20`;
  return kind === undefined || kind === '' ? `${raw}/${repository}/HEAD/README.md` : url;
}

/** The address that a person can open for what was asked for elsewhere: the reverse of `requestAddress`. */
export function citedAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  if (origin === raw) {
    const [, owner, name, ...rest] = pathname.split('/');
    return `${pages}/${owner}/${name}/blob/${rest.join('/')}`;
  }
  const releases = origin === api ? /^\/repos\/([^/]+\/[^/]+)\/releases$/.exec(pathname)?.[1] : undefined;
  return releases ? `${pages}/${releases}/releases` : url;
}

/** Whether an address of a repository leads to text of it: a file, its releases, its front. */
export function isRepositoryText(url: string): boolean {
  const [, , , kind = '', ...rest] = new URL(url).pathname.split('/');
  if (kind === '' || (kind === 'releases' && rest.length === 0)) return true;
  return (
    kind === 'blob' &&
    /(\.(md|mdx|markdown|rst|adoc|asciidoc|txt)|\/(README|SECURITY|CHANGELOG|NOTICE))$/i.test(`/${rest.join('/')}`)
  );
}

/** The list of every file of a repository. */
export function treeAddress({ owner, name }: Repository): string {
  return `${api}/repos/${owner}/${name}/git/trees/HEAD?recursive=1`;
}

/** Whether this is an interface for programs, which has no pages that robots.txt could be about. */
export function isProgramInterface(url: string): boolean {
  return new URL(url).origin === api;
}

/** The page that shows a file. */
export function fileAddress({ owner, name }: Repository, path: string): string {
  return `${pages}/${owner}/${name}/blob/HEAD/${path.split('/').map(encodeURIComponent).join('/')}`;
}
