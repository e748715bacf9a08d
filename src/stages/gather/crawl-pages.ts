import type { Corpus } from '../../domain/corpus.ts';
import type { Evidence } from '../../domain/evidence.ts';

type CrawlPages = Evidence['crawl']['pages'];

/**
 * The pages of the crawl, in its order, with where the text of each was read: translations and pages without text were left
 * out of the corpus, and of several addresses that lead to one page the first in order stands for it.
 */
export function crawlPages({ snapshot, pages }: Corpus): CrawlPages {
  const read = new Set(pages.map(({ url }) => url));
  const counted = new Map<string, string>();
  for (const { url, finalUrl, bodyDigest } of snapshot.pages) {
    if (bodyDigest === null || !read.has(finalUrl)) continue;
    const known = counted.get(finalUrl);
    if (known === undefined || url < known) counted.set(finalUrl, url);
  }
  return snapshot.pages.map(({ url, finalUrl, outcome, bodyDigest, fetchedAt, reason }) => {
    const page = { url, outcome, digest: bodyDigest, fetchedAt, reason };
    if (bodyDigest === null) return page;
    const readAt = counted.get(finalUrl) === url ? finalUrl : null;
    return readAt === url ? page : { ...page, readAt };
  });
}
