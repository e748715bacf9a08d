import type { ReadingScope } from '../../domain/reading-scope.ts';
import { defaultBudgets } from '../../domain/run.ts';
import { type Crawl, type CrawlTools, openCrawl } from './crawl.ts';
import { type PlannedSite, viewSite } from './view-site.ts';

/** What a plan needs of the outside world: nothing is kept of it, and nobody follows it. */
export type PlanTools = Omit<CrawlTools, 'bodies' | 'journal'>;

/** A person waits for the plan. */
const mostSeconds = 30;

/** What a crawl of the vendor would read and what its site says of itself; see `readPlan`. Keeps nothing. */
export async function planCrawl(vendor: Partial<ReadingScope>, tools: PlanTools): Promise<PlannedSite> {
  const { sources = [] } = vendor;
  return viewSite({ sources }, openPlan(vendor, { tools, seconds: mostSeconds }));
}

/** A crawl that only makes a plan, within so many seconds. */
export function openPlan(
  { sources = [], include, exclude }: Partial<ReadingScope>,
  { tools, seconds }: { tools: PlanTools; seconds: number },
): Crawl {
  const baseline = { snapshotId: null, publicationId: null, pages: [], levels: null, drafted: null, neighbours: [] };
  return openCrawl(
    { id: 'plan', vendor: { sources, include, exclude }, budgets: { ...defaultBudgets, seconds }, baseline },
    { ...tools, bodies: { keep: async () => '', read: async () => null }, journal: { note: () => undefined } },
  );
}
