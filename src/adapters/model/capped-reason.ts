import type { CapName } from '../../domain/spending.ts';

interface PassedCap {
  cap: CapName;
  /** Dollars, or tokens for `run-tokens`; of a run's cap the share that the question may use. */
  limit: number;
  spent: number;
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

/** The sentence for a call that was not made because it could have passed a cap, with the setting that raises it. */
export function cappedReason({ cap, limit, spent }: PassedCap, share: number): string {
  const amount = (value: number): string =>
    cap === 'run-tokens' ? `${Math.round(value)} tokens` : `$${Number(value.toFixed(4))}`;
  if (cap === 'call')
    return `The model was not asked: a call may cost ${amount(limit)}, and this one could cost more. ${advice[cap]}`;
  const part = share < 1 && (cap === 'run' || cap === 'run-tokens') ? ` that this part of the work may use` : '';
  return `The model was not asked, because the next call could pass the budget of ${names[cap]}: of the ${amount(limit)}${part}, ${amount(spent)} is spent or set aside. ${advice[cap]}`;
}
