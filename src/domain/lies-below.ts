/** Hosts on which each path is somebody else's. */
const codeHosts: ReadonlySet<string> = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org']);

/** Endings that a page of documentation has where it is a file; a version such as `v2.5` is none. */
const fileEnding = /\.(html?|mdx?|txt|php|aspx?|jsp|pdf)$/i;

/**
 * Whether an address stands where a documentation starts, or further down; segments of its path count whole. A start that is
 * a file stands for its folder, unless others have theirs on that host, which `isHostShared` says.
 */
export function liesBelow(address: string, start: string, isHostShared: boolean): boolean {
  const [from, to] = [new URL(start), new URL(address)];
  if (from.host !== to.host) return false;
  const own = segmentsOf(from);
  if (fileEnding.test(own.at(-1) ?? '') && !isHostShared && !codeHosts.has(from.host)) own.pop();
  const path = segmentsOf(to);
  return own.every((segment, at) => path[at] === segment);
}

function segmentsOf({ pathname }: URL): string[] {
  return pathname.split('/').filter((segment) => segment !== '');
}
