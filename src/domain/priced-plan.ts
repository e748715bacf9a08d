import type { CrawlPlan } from './crawl-plan.ts';
import { costMicros, type ModelPrice } from './spending.ts';

/**
 * Input and output of a page over all questions of an analysis: the 600,000 tokens that some 80 pages of documentation
 * take, see docs/model.md. One in twelve is output.
 */
const tokensPerPage = 7_500;
const outputShare = 1 / 12;

/** A plan with the tokens that a model would take for it, and their price in dollars; null where there is none. */
export function pricedPlan(
  plan: Omit<CrawlPlan, 'estimate'> & { estimate: Pick<CrawlPlan['estimate'], 'seconds'> },
  { price, model }: { price: ModelPrice | null; model: boolean },
): CrawlPlan {
  const tokens = model ? (plan.picked.length + plan.sources.length) * tokensPerPage : null;
  const output = (tokens ?? 0) * outputShare;
  const micros = price && tokens ? costMicros(price, { input: tokens - output, output }) : null;
  return { ...plan, estimate: { ...plan.estimate, tokens, usd: micros === null ? null : micros / 1e6 } };
}
