import { PipelineError } from '../../errors.ts';
import type { Crawl } from './crawl.ts';
import { type FinishedPage, finishPage } from './finish-page.ts';
import type { Candidate } from './frontier.ts';
import { notVisited, type Visit, visitPage } from './visit-page.ts';

/**
 * Visits a page; whatever its bytes make the code throw becomes that page's outcome. One odd page of a site must not
 * cost the other hundred. Cancelling and typed errors pass: they are about the run.
 */
export async function visitOrFail(candidate: Candidate, crawl: Crawl): Promise<Visit> {
  try {
    return await visitPage(candidate, crawl);
  } catch (error) {
    return failed(notVisited(candidate), error, crawl);
  }
}

/** The same for reading a visited page's text. */
export async function finishOrFail(visit: Visit, crawl: Crawl): Promise<FinishedPage> {
  try {
    return await finishPage(visit, crawl);
  } catch (error) {
    return finishPage(failed(visit, error, crawl), crawl);
  }
}

function failed(visit: Visit, error: unknown, { tools }: Crawl): Visit {
  const isAbort = error instanceof Error && error.name === 'AbortError';
  if (tools.signal.aborted || isAbort || error instanceof PipelineError) throw error;
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const reason = `Reading this page broke off unexpectedly (${what.slice(0, 200)}).`;
  return { ...visit, answer: null, verdict: { outcome: 'failed', reason } };
}
