import { defaultBudgets } from './run.ts';
import { costMicros, type ModelPrice, type SpendingCaps } from './spending.ts';

/**
 * Tokens of a model for the pages of one whole analysis, as measured with KServe's documentation (bench/README.md). Other
 * documentation has longer or shorter pages, so what is worked out from it tells the order of the amount.
 */
const measured = { pages: 80, input: 285_121, output: 40_011 };

export interface RunEstimate {
  /** Pages that a run would read, at most what its budget holds. */
  pages: number;
  /** What a model would be sent and send, up to the cap where that stops it. */
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
  const input = Math.round((pages * measured.input) / measured.pages);
  const output = Math.round((pages * measured.output) / measured.pages);
  const tokens = input + output;
  if (price === null) return { pages, tokens, usd: null, cappedAt: null };
  const usd = costMicros(price, { input, output }) / 1_000_000;
  const { runUsd } = caps;
  if (runUsd === null || usd <= runUsd) return { pages, tokens, usd, cappedAt: null };
  // Dollars and tokens of one run: where the one stops, so does the other.
  return { pages, tokens: Math.round((tokens * runUsd) / usd), usd: runUsd, cappedAt: runUsd };
}
