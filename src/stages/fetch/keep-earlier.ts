import { pageOutcomeWords } from '../../domain/page-outcome-words.ts';
import type { KnownPage } from '../../domain/run.ts';
import type { Page } from '../../domain/snapshot.ts';

/**
 * How long text that could not be read again may stand. Long enough for a relaunch of a site or a holiday of its
 * operator, and less than two quarters, after which documentation of most products is another one.
 */
const longestDays = 120;

/**
 * A page that could not be read, with the text that an earlier run read of it: a host that is down or a page that is
 * withheld says nothing of the product, so it may be neither a change nor a reason for a lower level. The outcome stays
 * what it was, and `fetchedAt` says when the text was read. Pages that nobody read before stay as they are.
 */
export function keepEarlier(page: Page, known: KnownPage | null, now: Date): Page {
  if (known === null || page.bodyDigest !== null || !pageOutcomeWords[page.outcome].keepsEarlier) return page;
  const days = (now.getTime() - Date.parse(known.fetchedAt)) / 86_400_000;
  if (days > longestDays) return page;
  const { finalUrl, contentType, etag, lastModified, bodyDigest, reading, links, fetchedAt } = known;
  const reason = `${page.reason} What was read there on ${fetchedAt.slice(0, 10)} stands.`.trim();
  const stands = { finalUrl, contentType, etag, lastModified, bodyDigest, links, fetchedAt, reason };
  const charset = known.charset ?? page.charset;
  return { ...page, ...stands, charset, ...(reading ? { reading } : {}) };
}
