import { PageOutcome } from '../domain/closed-lists.ts';
import type { CrawlPlan } from '../domain/crawl-plan.ts';
import { leftOutWords } from '../domain/left-out.ts';
import { pageOutcomeWords } from '../domain/page-outcome-words.ts';
import { plannedPages } from '../domain/planned-pages.ts';
import { readingTime } from '../domain/reading-time.ts';

/** Addresses of a list that are shown; the rest is counted. */
const shown = 12;

/** A plan as a person reads it before saying yes. */
export function crawlPlanText(plan: CrawlPlan): string[] {
  const { sources, picked, leftOut, elsewhere, estimate } = plan;
  const lines: string[] = [];
  for (const { url, outcome, reason } of sources) {
    if (outcome === 'thin') lines.push(`${url} holds almost no text; its links are followed.`);
    else if (outcome !== 'captured') lines.push(`${url} ${meaning(outcome)}. ${reason}`.trim());
  }
  lines.push(`Would read ${plannedPages(plan)}. First:`);
  for (const url of [...sources.map((source) => source.url), ...picked].slice(0, shown)) lines.push(`  ${url}`);
  const rest = sources.length + picked.length - shown;
  if (rest > 0) lines.push(`  and ${rest} more`);
  if (leftOut.length > 0) lines.push('Left out:');
  for (const { reason, count, examples } of leftOut) {
    lines.push(`  ${count} ${leftOutWords[reason]}${examples[0] ? `, such as ${examples[0]}` : ''}`);
  }
  if (elsewhere.length > 0) lines.push('On other hosts of the site, read in their turn (--exclude leaves them out):');
  for (const url of elsewhere.slice(0, shown)) lines.push(`  ${url}`);
  lines.push(`Reading takes ${readingTime(estimate.seconds)}.${cost(estimate)}`);
  return lines;
}

function meaning(outcome: string): string {
  const known = PageOutcome.safeParse(outcome);
  return known.success ? pageOutcomeWords[known.data].means : outcome;
}

function cost({ tokens, usd, cappedAt }: CrawlPlan['estimate']): string {
  if (tokens === null) return ' No model is set, so an analysis costs nothing.';
  const dollars = usd === null ? '' : `, about $${usd.toFixed(2)}`;
  const cap = cappedAt === null ? '' : ', where the cap of a run stops it';
  return ` The model is asked with some ${Math.round(tokens / 1000)} thousand tokens${dollars}${cap}.`;
}
