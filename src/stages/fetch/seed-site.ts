import type { Frontier } from './frontier.ts';
import { llmsLinks } from './llms-links.ts';
import { pageScore } from './page-score.ts';
import type { PoliteHttp } from './polite-http.ts';
import type { HostRobots } from './read-robots.ts';
import { folderOf, type SiteScope } from './site-scope.ts';
import { sitemapLinks } from './sitemap-links.ts';

interface Seeding {
  http: PoliteHttp;
  frontier: Frontier;
  scope: SiteScope;
  /** Robots of the site itself and of any host that a redirect leads to. */
  allow: (url: string) => Promise<boolean>;
}

/** An index over hundreds of files lists blogs and languages; the best dozen holds the documentation. */
const mostFiles = 12;
const fileBytes = 5_000_000;

/** Adds what a site says of itself in its sitemaps and `llms.txt`, beside a source and at the top of its host. */
export async function seedSite(source: URL, robots: HostRobots, seeding: Seeding): Promise<void> {
  if (robots.kind === 'closed') return;
  const folder = new URL(folderOf(source), source).href.replace(/\/?$/, '/');
  const tops = [...new Set([`${source.origin}/`, folder])];
  const named = robots.sitemaps
    .filter((url) => URL.canParse(url, source.origin))
    .map((url) => new URL(url, source.origin).href);
  await readSitemaps(named.length > 0 ? named : tops.map((top) => `${top}sitemap.xml`), seeding);
  for (const top of tops) await readLlms(`${top}llms.txt`, seeding);
}

async function readSitemaps(urls: string[], seeding: Seeding): Promise<void> {
  const seen = new Set<string>();
  let level = urls;
  // An index of indexes is not allowed by the protocol and not followed.
  for (let depth = 0; depth < 2; depth += 1) {
    const next: string[] = [];
    for (const url of ordered(level, seeding.scope)) {
      if (seen.has(url) || seen.size >= mostFiles || !seeding.scope.holds(url)) continue;
      seen.add(url);
      const body = await bodyOf(url, seeding);
      const links = body ? await sitemapLinks(body) : null;
      if (links?.index) next.push(...links.addresses);
      else for (const address of links?.addresses ?? []) seeding.frontier.add({ url: address, depth: 1 });
    }
    level = next.filter((url) => URL.canParse(url));
  }
}

async function readLlms(url: string, seeding: Seeding): Promise<void> {
  const body = await bodyOf(url, seeding);
  if (body) for (const link of llmsLinks(body, url)) seeding.frontier.add({ ...link, depth: 1 });
}

async function bodyOf(url: string, { http, allow }: Seeding): Promise<Uint8Array | null> {
  const maxBytes = Math.min(fileBytes, http.bytesLeft());
  if (maxBytes <= 0 || !(await allow(url))) return null;
  const reply = await http.get({ url, maxBytes, allow });
  return reply.kind === 'answer' && reply.status === 200 ? reply.body : null;
}

function ordered(urls: string[], scope: SiteScope): string[] {
  const scored = urls.map((url) => ({ url, score: pageScore(url, '', scope) }));
  scored.sort((a, b) => (a.score === b.score ? (a.url < b.url ? -1 : 1) : b.score - a.score));
  return scored.map(({ url }) => url);
}
