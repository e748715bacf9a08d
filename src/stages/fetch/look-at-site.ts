import type { ReadingScope } from '../../domain/reading-scope.ts';
import type { SiteView } from '../../domain/site-view.ts';
import { openPlan, type PlanTools } from './plan-crawl.ts';
import { viewSite } from './view-site.ts';

/** A person waits for it, often for several sites at once: shorter than a plan of one, which is the same otherwise. */
const mostSeconds = 12;

/**
 * What a site says of itself, on the page that a person named, and the plan of a crawl of it. Keeps the manners of a crawl
 * and nothing that it reads. Throws for nothing that a network does.
 */
export async function lookAtSite(scope: ReadingScope, tools: PlanTools): Promise<SiteView> {
  return (await viewSite(scope, openPlan(scope, { tools, seconds: mostSeconds }))).site;
}
