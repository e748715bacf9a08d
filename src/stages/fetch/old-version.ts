const version = /^(v\d+(\.\d+)*(\.x)?|\d+(\.\d+)+(\.x)?|\d+\.x|release-\d[\w.]*)$/i;

/** The first path segment that names a version, such as `v1.2`, `0.9` or `1.x`. */
export function versionOf(segments: readonly string[]): string | undefined {
  return segments.find((segment) => version.test(segment));
}

/**
 * The path up to and with the version segment, where that segment is all that tells an address from its canonical one:
 * `/docs/v1.2/` for `/docs/v1.2/auth` and `/docs/auth` or `/docs/latest/auth`. Null otherwise.
 */
export function oldVersionPrefix(url: string, canonical: string): string | null {
  const [page, target] = [new URL(url), new URL(canonical)];
  const segments = page.pathname.split('/');
  const named = versionOf(segments.slice(0, 5));
  if (page.host !== target.host || named === undefined) return null;
  const at = segments.indexOf(named);
  const rest = segments.slice(at + 1).join('/');
  const before = segments.slice(0, at).join('/');
  const current =
    target.pathname.startsWith(`${before}/`) && `/${target.pathname.slice(before.length + 1)}`.endsWith(`/${rest}`);
  return current && rest !== '' ? `${page.origin}${before}/${named}/` : null;
}
