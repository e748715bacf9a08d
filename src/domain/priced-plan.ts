import type { CrawlPlan } from './crawl-plan.ts';
import { estimateRun } from './estimate-run.ts';
import type { ModelPrice, SpendingCaps } from './spending.ts';

/** A plan with the tokens that a model would take for it, their price in dollars and the cap that stops it; null where there is none. */
export function pricedPlan(
  plan: Omit<CrawlPlan, 'estimate'> & { estimate: Pick<CrawlPlan['estimate'], 'seconds'> },
  { price, caps, model }: { price: ModelPrice | null; caps: Pick<SpendingCaps, 'runUsd'>; model: boolean },
): CrawlPlan {
  const { tokens, usd, cappedAt } = estimateRun(plan.read.most, { price, caps });
  const asked = model ? { tokens, usd, cappedAt } : { tokens: null, usd: null, cappedAt: null };
  return { ...plan, estimate: { ...plan.estimate, ...asked } };
}
