import type { Crawl } from './crawl.ts';
import { fileAddress, type Repository, repositoryAt, treeAddress } from './github-address.ts';
import { filesIn } from './github-replies.ts';
import { seedSite } from './seed-site.ts';
import { refuseHop, type Visit } from './visit-page.ts';

/** Hosts whose name says that documentation stands there. */
const documentationHost = /^(docs?|documentation|developers?|learn|help|support|manual|reference)\./;
/** A product has one documentation, sometimes two; more hosts of that kind are other products. */
const mostHosts = 2;

/**
 * Adds what sitemaps and `llms.txt` list: of the hosts where sources stand, also where a source itself only led there, and
 * of hosts of documentation that the pages link to, so that a home page is enough to start from.
 */
export async function seedAround(visits: Visit[], crawl: Crawl, seeded: Set<string>): Promise<void> {
  for (const visit of visits.filter(({ candidate }) => candidate.depth === 0)) {
    await seed(crawl.scope.holds(visit.finalUrl) ? visit.finalUrl : visit.candidate.url, crawl, seeded);
  }
  const linked = crawl.frontier.origins().filter((origin) => documentationHost.test(new URL(origin).hostname));
  for (const origin of linked.slice(0, mostHosts)) await seed(`${origin}/`, crawl, seeded);
}

async function seed(url: string, crawl: Crawl, seeded: Set<string>): Promise<void> {
  const repository = repositoryAt(url);
  const key = repository === null ? new URL('.', url).href : treeAddress(repository);
  if (seeded.has(key)) return;
  seeded.add(key);
  if (repository !== null) return seedRepository(repository, crawl);
  const robots = await crawl.hosts.robots(new URL(url).origin);
  const allow = async (next: string): Promise<boolean> => (await refuseHop(next, crawl)) === null;
  await seedSite(new URL(url), robots, { http: crawl.http, frontier: crawl.frontier, scope: crawl.scope, allow });
}

/** A list of files of the largest repositories has a few megabytes. */
const treeBytes = 8_000_000;

/** Adds a repository's documents and its releases, from the list of its files. */
async function seedRepository(repository: Repository, { http, frontier }: Crawl): Promise<void> {
  const maxBytes = Math.min(treeBytes, http.bytesLeft());
  if (maxBytes <= 0) return;
  frontier.add({ url: `https://github.com/${repository.owner}/${repository.name}/releases`, depth: 1 });
  const url = treeAddress(repository);
  const reply = await http.get({ url, maxBytes, allow: (next) => next === url });
  if (reply.kind !== 'answer' || reply.status !== 200) return;
  for (const path of filesIn(reply.body)) frontier.add({ url: fileAddress(repository, path), depth: 1 });
}
