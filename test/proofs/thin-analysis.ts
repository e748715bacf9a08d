import type { Analysis } from '../../src/domain/analysis.ts';
import type { Bodies } from '../../src/ports.ts';
import { draftAnalysis } from '../../src/stages/draft/draft-analysis.ts';
import { walkQuillstore } from '../actions/walked-draft.ts';
import { fixtureTools } from '../fixture-tools.ts';

/**
 * What the offline analyst says of documentation in which nothing was found: the smallest analysis that can be approved.
 * Thousands of them can be edited, decided on and compared in a minute.
 */
export async function thinAnalysis(bodies: Bodies): Promise<Analysis> {
  const { evidence } = await walkQuillstore(bodies);
  const { crawl } = evidence;
  const result = await draftAnalysis(
    {
      ...evidence,
      checks: evidence.checks.map((check) => ({ ...check, quotes: [], searched: check.searched.slice(0, 1) })),
      facts: [],
      crawl: { ...crawl, pages: crawl.pages.slice(0, 1) },
    },
    await fixtureTools(),
  );
  if (result.kind !== 'record') throw new Error(`No draft was made: ${result.reason}`);
  return result.record.analysis;
}
