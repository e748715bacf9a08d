import type { Store } from '../../ports.ts';
import type { PoolLike } from './pool.ts';

const millionths = 1_000_000;

/** What our tables take up with their indexes, and what was spent: as the counters of the caps hold it. */
export function databaseUse(pool: PoolLike): Store['use'] {
  return async (day) => {
    const { rows } = await pool.query<{ bytes: string | null }>(
      `select sum(pg_total_relation_size(pg_class.oid)) as bytes from pg_class
       join pg_namespace on pg_namespace.oid = relnamespace where nspname = 'assay' and relkind = 'r'`,
    );
    const spent = await pool.query<{ scope: string; micros: string }>(
      'select scope, counted_micros + reserved_micros as micros from assay.model_spending where scope = any ($1::text[])',
      [[`day ${day}`, 'all']],
    );
    const dollars = (scope: string): number =>
      Number(spent.rows.find((row) => row.scope === scope)?.micros ?? 0) / millionths;
    return { bytes: Number(rows[0]?.bytes ?? 0), dayUsd: dollars(`day ${day}`), totalUsd: dollars('all') };
  };
}
