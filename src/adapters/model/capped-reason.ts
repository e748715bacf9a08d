import type { CapName } from '../../domain/spending.ts';

interface PassedCap {
  cap: CapName;
  /** Dollars, or tokens for `run-tokens`; of a run's cap the share that the question may use. */
  limit: number;
}

const advice: Record<CapName, string> = {
  call: 'Raise ASSAY_BUDGET_CALL_USD, or name a cheaper model in ASSAY_MODEL.',
  run: 'Raise ASSAY_BUDGET_RUN_USD or the budget that the run was started with.',
  day: 'Raise ASSAY_BUDGET_DAY_USD, or go on tomorrow (UTC).',
  total: 'Raise ASSAY_BUDGET_TOTAL_USD.',
  'run-tokens': 'Raise ASSAY_BUDGET_RUN_TOKENS.',
};

const names: Record<CapName, string> = {
  call: 'one call',
  run: 'this run',
  day: 'a day',
  total: 'all runs together',
  'run-tokens': 'this run',
};

/**
 * The sentence for a call that was not made because it could have passed a cap, with the setting that raises it. It names
 * no amount spent: that depends on what else was under way, and a draft's flags should not.
 */
export function cappedReason({ cap, limit }: PassedCap, share: number): string {
  const amount = cap === 'run-tokens' ? `${Math.round(limit)} tokens` : `$${Number(limit.toFixed(4))}`;
  if (cap === 'call') return `A call may cost ${amount}, and the next one could cost more. ${advice[cap]}`;
  const part = share < 1 && (cap === 'run' || cap === 'run-tokens') ? ' for this part of the work' : '';
  return `The budget of ${names[cap]}, ${amount}${part}, leaves too little for another call. ${advice[cap]}`;
}
