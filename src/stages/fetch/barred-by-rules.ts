import type { Crawl } from './crawl.ts';
import { isProgramInterface, requestAddress } from './github-address.ts';
import type { Verdict } from './page-outcome.ts';

/** Why an address may not be asked for. */
export interface Barred {
  verdict: Verdict;
  /** What the network reported where the rules could not be read; empty where they could. */
  cause: string;
}

/** Why the rules of its host keep an address from being asked for; null where they do not. Reads the rules of a host once. */
export async function barredByRules(url: string, crawl: Pick<Crawl, 'hosts'>): Promise<Barred | null> {
  const asked = requestAddress(url);
  if (isProgramInterface(asked)) return null;
  const robots = await crawl.hosts.robots(new URL(asked).origin);
  if (robots.kind === 'closed') return { verdict: { outcome: 'failed', reason: robots.reason }, cause: robots.cause };
  if (robots.allows(asked)) return null;
  const reason = 'The robots.txt of the host forbids this address.';
  return { verdict: { outcome: 'robots-forbidden', reason }, cause: '' };
}
