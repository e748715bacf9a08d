/** Query keys that say who came from where or in which session, never what is shown. */
const noiseKey =
  /^(utm_.*|gclid|gclsrc|dclid|fbclid|msclkid|yclid|igshid|mc_cid|mc_eid|mkt_tok|_ga|_gl|_hs.*|hsctatracking|s?sid|session_?id|phpsessid|jsessionid|aspsessionid.*)$/i;
/** Longer addresses are made by programs for programs. */
const longestUrl = 2_048;
/** `/a/b/a/b/a/b`: a relative link that was meant to be absolute, followed for ever. */
const mostRepeats = 3;
/** More keys are a form's filters, and every combination is another page. */
const mostQueryKeys = 6;
/** What no reader of documentation text can use; asking for it would only spend the budget. */
const binaryEnding =
  /\.(png|jpe?g|gif|svg|webp|avif|ico|bmp|css|m?js|map|woff2?|ttf|otf|eot|zip|gz|tgz|bz2|xz|7z|tar|jar|whl|rpm|deb|dmg|exe|msi|iso|bin|mp[34]|m4[av]|mov|avi|webm|ogg|wav|docx?|xlsx?|pptx?|psd|ics|rss|atom|proto|go|py|java|ts|sh|ya?ml|toml|xml|json|csv|parquet|pem|sha256|asc|sig)$/i;

/**
 * One spelling for each page: no fragment, no session or tracking keys, no `index.html`, sorted query. Null for what is
 * not worth a request: other schemes, binary files, endless paths and queries.
 */
export function normalUrl(href: string, base?: string): string | null {
  if (!URL.canParse(href, base)) return null;
  const url = new URL(href, base);
  if ((url.protocol !== 'http:' && url.protocol !== 'https:') || url.username !== '' || url.password !== '')
    return null;
  url.hash = '';
  url.pathname = unescaped(url.pathname)
    .replace(/;jsessionid=[^/]*/i, '')
    .replace(/\/{2,}/g, '/')
    .replace(/\/index\.html?$/i, '/');
  const kept = [...url.searchParams].filter(([key]) => !noiseKey.test(key));
  if (new Set(kept.map(([key]) => key)).size > mostQueryKeys) return null;
  kept.sort(([a, x], [b, y]) => (a === b ? compare(x, y) : compare(a, b)));
  url.search = new URLSearchParams(kept).toString();
  if (url.href.length > longestUrl || binaryEnding.test(url.pathname) || repeats(url.pathname)) return null;
  return url.href;
}

/**
 * What two addresses of one page have in common: scheme, last slash and page ending do not count. Sites link to
 * `/a`, list `/a/` in their sitemap and name `/a.md` in `llms.txt`; one of them is enough.
 */
export function pageKey(url: string): string {
  const { host, pathname, search } = new URL(url);
  return host + pathname.replace(/\.(html?|mdx?)$/i, '').replace(/(?<=.)\/$/, '') + search;
}

function unescaped(path: string): string {
  return path.replace(/%(4[1-9a-f]|5[0-9af]|6[1-9a-f]|7[0-9ae]|3[0-9]|2[de])/gi, (escaped) => {
    const letter = decodeURIComponent(escaped);
    return /[\w.~-]/.test(letter) ? letter : escaped;
  });
}

function repeats(path: string): boolean {
  const seen = new Map<string, number>();
  for (const segment of path.split('/').filter(Boolean)) {
    const count = (seen.get(segment) ?? 0) + 1;
    if (count > mostRepeats) return true;
    seen.set(segment, count);
  }
  return false;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
