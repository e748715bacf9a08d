import type { LeftOut } from '../../domain/left-out.ts';
import { barredByRules } from './barred-by-rules.ts';
import type { Crawl } from './crawl.ts';
import type { Candidate } from './frontier.ts';
import { leftOutList } from './left-out-list.ts';

/**
 * Which of these addresses the rules of their hosts let a crawl ask for, in their order, and the others by reason. An
 * address of a host whose rules nobody asked for yet counts as open: a plan makes no request for it.
 */
export async function openAddresses(
  candidates: readonly Candidate[],
  crawl: Pick<Crawl, 'hosts'>,
): Promise<{ open: Candidate[]; barred: LeftOut[] }> {
  const open: Candidate[] = [];
  const barred = leftOutList();
  for (const candidate of candidates) {
    const { url } = candidate;
    const why = crawl.hosts.knows(new URL(url).origin) ? await barredByRules(url, crawl) : null;
    if (why) barred.note(why.verdict.outcome === 'robots-forbidden' ? 'robots-forbidden' : 'rules-unread', url);
    else open.push(candidate);
  }
  return { open, barred: barred.all() };
}
