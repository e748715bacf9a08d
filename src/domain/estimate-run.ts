import { defaultBudgets } from './run.ts';
import { costMicros, type ModelPrice, type SpendingCaps } from './spending.ts';

/**
 * Tokens of a model for one page, over a whole analysis: measured with 80 pages of KServe's documentation (289,586 in,
 * 39,078 out; bench/README.md). Other documentation has longer or shorter pages, so this tells the order of the amount.
 */
const tokensPerPage = { input: 3_700, output: 500 };

export interface RunEstimate {
  /** Pages that a run would read, at most what its budget holds. */
  pages: number;
  /** What a model would be sent and send. */
  tokens: number;
  /** Null without a known price. */
  usd: number | null;
  /** The cap of a run, where it is less than the estimate. */
  cappedAt: number | null;
}

/** What the analysis of a site of so many pages would read and cost with a model, within the cap of a run. */
export function estimateRun(
  found: number,
  model: { price: ModelPrice | null; caps: Pick<SpendingCaps, 'runUsd'> },
): RunEstimate {
  const pages = Math.min(found, defaultBudgets.pages);
  const { price, caps } = model;
  const tokens = pages * (tokensPerPage.input + tokensPerPage.output);
  if (price === null) return { pages, tokens, usd: null, cappedAt: null };
  const micros = costMicros(price, { input: pages * tokensPerPage.input, output: pages * tokensPerPage.output });
  const usd = micros / 1_000_000;
  const capped = caps.runUsd !== null && usd > caps.runUsd;
  return { pages, tokens, usd: capped ? (caps.runUsd ?? usd) : usd, cappedAt: capped ? caps.runUsd : null };
}
