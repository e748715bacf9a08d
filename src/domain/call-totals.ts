import type { ModelCall } from './model-call.ts';

/** What the calls of a run come to. */
export interface CallTotals {
  /** Calls that were made, open ones included. */
  made: number;
  /** Replies taken from what was kept: they cost nothing. */
  kept: number;
  /** Reserved and never settled. */
  open: { calls: number; usd: number; tokens: number };
  /** Settled at the most they can have cost, because no count of tokens came, or one that was not believed. */
  atMost: number;
  /** As providers reported, of calls that were made. */
  inputTokens: number;
  outputTokens: number;
  /** What counts against caps. */
  countedTokens: number;
  /** Null where no call had a known price. */
  usd: number | null;
  /** Calls that brought no reply to read, by outcome, such as `truncated`. */
  failed: Readonly<Record<string, number>>;
  /** The run's caps under which the latest call was made; null where there was none. */
  capUsd: number | null;
  capTokens: number | null;
}

/** Adds up the calls of one run. */
export function callTotals(calls: readonly ModelCall[]): CallTotals {
  const made = calls.filter(({ state }) => state !== 'kept');
  const open = calls.filter(({ state }) => state === 'open');
  const priced = made.filter(({ countedUsd }) => countedUsd !== null);
  const failed: Record<string, number> = {};
  for (const { state, outcome } of made) {
    if (state === 'settled' && outcome !== 'reply') failed[outcome] = (failed[outcome] ?? 0) + 1;
  }
  const latest = made.at(-1);
  return {
    made: made.length,
    kept: calls.length - made.length,
    open: {
      calls: open.length,
      usd: sum(open, (call) => call.countedUsd),
      tokens: sum(open, (call) => call.countedTokens),
    },
    atMost: made.filter(countsAtMost).length,
    inputTokens: sum(made, (call) => call.inputTokens),
    outputTokens: sum(made, (call) => call.outputTokens),
    countedTokens: sum(made, (call) => call.countedTokens),
    usd: made.length > 0 && priced.length === 0 ? null : sum(priced, (call) => call.countedUsd),
    failed,
    capUsd: latest?.runCapUsd ?? null,
    capTokens: latest?.runCapTokens ?? null,
  };
}

/**
 * Whether more counts than what was reported can explain: a believed count is never more than doubled, nor cut. A call that
 * is certain to have cost nothing counts nothing, whatever is reported.
 */
function countsAtMost({ state, inputTokens, outputTokens, countedTokens }: ModelCall): boolean {
  if (state !== 'settled' || countedTokens === 0) return false;
  if (inputTokens === null || outputTokens === null) return true;
  const reported = inputTokens + outputTokens;
  return countedTokens > 2 * reported || countedTokens < reported;
}

/** Added as whole millionths: dollars as binary fractions would not come out even. */
function sum(calls: readonly ModelCall[], of: (call: ModelCall) => number | null): number {
  return calls.reduce((total, call) => total + Math.round((of(call) ?? 0) * 1_000_000), 0) / 1_000_000;
}
