import type { KnownPage, Run } from '../../domain/run.ts';
import type { Vendor } from '../../domain/vendor.ts';
import { PipelineError } from '../../errors.ts';
import type { Tools } from '../../ports.ts';
import { type Frontier, frontier } from './frontier.ts';
import { pageKey } from './normal-url.ts';
import { type PoliteHttp, politeHttp } from './polite-http.ts';
import { type SiteHosts, siteHosts } from './site-hosts.ts';
import { type SiteScope, siteScope } from './site-scope.ts';

export type CrawlTools = Pick<Tools, 'http' | 'turns' | 'bodies' | 'reader' | 'clock' | 'journal' | 'signal'>;

/** What a crawl needs of its run. */
export interface CrawledRun extends Pick<Run, 'id' | 'budgets' | 'baseline'> {
  vendor: Pick<Vendor, 'sources' | 'include' | 'exclude'>;
}

/** Everything that one crawl holds while it runs. */
export interface Crawl {
  run: CrawledRun;
  tools: CrawlTools;
  scope: SiteScope;
  frontier: Frontier;
  http: PoliteHttp;
  hosts: SiteHosts;
  /** Pages of the run before, by page key. */
  known: ReadonlyMap<string, KnownPage>;
}

/** A crawl with its sources waiting in the frontier. */
export function openCrawl(run: CrawledRun, tools: CrawlTools): Crawl {
  const scope = siteScope(run.vendor.sources, run.vendor);
  const waiting = frontier(scope, run.budgets.depth);
  for (const url of run.vendor.sources) waiting.add({ url, depth: 0 });
  const http = politeHttp(tools, run.budgets);
  return {
    run,
    tools,
    scope,
    frontier: waiting,
    http,
    hosts: siteHosts(http, tools.reader, run.id),
    known: new Map(run.baseline.pages.map((page) => [pageKey(page.url), page])),
  };
}

/**
 * Ends the stage when the run was cancelled or the process stops. Nothing is recorded then: half a crawl would look like
 * a site that lost its pages. The queue may try again; a cancelled run is no longer due, so nothing comes of that.
 */
export function stopIfCancelled(signal: AbortSignal): void {
  if (!signal.aborted) return;
  throw new PipelineError({
    cause: 'cancelled',
    reason: 'Reading the documentation was cancelled.',
    advice: 'Start the run again when it is wanted.',
    retryable: true,
    stage: 'fetch',
  });
}
