import type { Evidence, Refusal } from './evidence.ts';

/** Of the refused quotes of a check those that would have shown it: where nothing is decided, an absence must not be told. */
export function nearMisses({ refused }: Pick<Evidence, 'refused'>, check: string): Refusal[] {
  return refused.filter((refusal) => refusal.check === check && refusal.near === true);
}
