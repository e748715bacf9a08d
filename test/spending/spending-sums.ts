import type { OpenedStore } from '../../src/adapters/store/open-store.ts';

/** The day's counters against its calls: what is set aside and counted must be what the rows say. */
export async function sumsOf({ pool }: OpenedStore): Promise<{ counters: number; calls: number; open: number }> {
  const day = await pool.query<{ sum: string }>(
    `select reserved_micros + counted_micros as sum from assay.model_spending where scope = 'day 2026-03-01'`,
  );
  const calls = await pool.query<{ sum: string; open: string }>(
    `select sum(coalesce(counted_micros, reserved_micros)) as sum, count(*) filter (where state = 'open') as open
     from assay.model_call`,
  );
  return {
    counters: Number(day.rows[0]?.sum ?? 0),
    calls: Number(calls.rows[0]?.sum ?? 0),
    open: Number(calls.rows[0]?.open),
  };
}
