import type { RunEstimate } from '../../domain/estimate-run.ts';

/** What the analysis of a site costs, as people say it. */
export function estimateWords(analyst: string, { usd, cappedAt, tokens }: RunEstimate): string {
  if (analyst === 'offline') return 'none: the offline analyst drafts';
  const asked = `some ${Math.round(tokens / 1000)} thousand tokens`;
  if (usd === null) return `${asked} of ${analyst}, which has no known price`;
  const cap = cappedAt === null ? '' : ', where the cap of a run stops it';
  return `about $${usd.toFixed(2)} with ${analyst} (${asked})${cap}`;
}
