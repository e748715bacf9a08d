import { recordId } from '../../domain/record-id.ts';
import type { Run } from '../../domain/run.ts';
import type { Page, Snapshot } from '../../domain/snapshot.ts';
import { PipelineError } from '../../errors.ts';
import type { StageResult, Tools } from '../../ports.ts';
import { openCrawl, stopIfCancelled } from './crawl.ts';
import { crawlFailure } from './crawl-failure.ts';
import { type CrawlResult, crawlSite } from './crawl-site.ts';
import { storedReading } from './stored-reading.ts';

type FetchTools = Pick<
  Tools,
  'http' | 'turns' | 'bodies' | 'reader' | 'clock' | 'producer' | 'attempt' | 'journal' | 'signal'
>;

/**
 * Reads a vendor's documentation within the run's budgets and gives the pages as received. A spent budget is no failure:
 * `endedBy` says so. A run with a stored reading makes no request. Throws `PipelineError` where no page at all could be
 * read, and when the signal aborts.
 */
export async function fetchVendor(run: Run, tools: FetchTools): Promise<StageResult<Snapshot>> {
  stopIfCancelled(tools.signal);
  if (run.stored) return { kind: 'record', record: await storedReading(run, run.stored, tools) };
  const startedAt = tools.clock.now().toISOString();
  const result = await crawlSite(openCrawl(run, tools));
  if (!result.pages.some(isRead)) throw failureOf(result, run);
  const snapshot: Snapshot = {
    id: recordId('snapshot', { parentId: run.id, producer: tools.producer, attempt: tools.attempt }),
    runId: run.id,
    attempt: tools.attempt,
    run,
    producer: tools.producer,
    startedAt,
    endedAt: tools.clock.now().toISOString(),
    endedBy: result.endedBy,
    pages: result.pages,
  };
  return { kind: 'record', record: snapshot };
}

function isRead(page: Page): boolean {
  return page.outcome === 'captured' || page.outcome === 'not-modified';
}

function failureOf({ pages, causes }: CrawlResult, run: Run): PipelineError {
  const [first] = pages;
  if (first) return crawlFailure({ ...first, cause: causes.get(first.url) ?? '' });
  return new PipelineError({
    cause: 'unreachable',
    reason: `The time of this run was used up before ${run.vendor.sources[0] ?? 'a source'} was asked for.`,
    advice: 'Run the analysis again with more seconds.',
    retryable: true,
    stage: 'fetch',
  });
}
