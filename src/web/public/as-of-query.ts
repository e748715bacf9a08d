import type { AsOf } from '../../actions/as-of.ts';

/** The query of an address that asks for the past time that is looked at: `?as-of=2026-03-01`; empty for now. */
export function asOfQuery(moment: AsOf | null): string {
  return moment ? `?${new URLSearchParams({ 'as-of': moment.asked })}` : '';
}
