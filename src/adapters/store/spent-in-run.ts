import type { ModelSpent } from '../../ports.ts';
import type { Queryable } from './pool.ts';

interface SpentRow {
  made: string;
  kept: string;
  input: string;
  counted: string;
  micros: string;
  unpriced: string;
}

/** What a run's calls come to, over all its attempts; a call that is open, or will be for good, at its reservation. */
export async function readSpent(pool: Queryable, runId: string): Promise<ModelSpent> {
  const { rows } = await pool.query<SpentRow>(
    `select count(*) as made, coalesce(sum(counted), 0) as counted, coalesce(sum(micros), 0) as micros,
       count(*) filter (where micros is null) as unpriced,
       coalesce(sum(case when input_tokens <= counted then input_tokens
         else greatest(0, counted - coalesce(output_tokens, 0)) end), 0) as input,
       (select count(*) from assay.model_call where run_id = $1 and state = 'kept') as kept
     from (
       select input_tokens, output_tokens, coalesce(counted_tokens, reserved_tokens) as counted,
         case when state = 'open' then reserved_micros else counted_micros end as micros
       from assay.model_call where run_id = $1 and state <> 'kept'
     ) as made`,
    [runId],
  );
  const row = rows[0];
  if (!row) throw new Error(`Nothing was counted for ${runId}.`);
  return {
    modelCalls: Number(row.made),
    cachedCalls: Number(row.kept),
    inputTokens: Number(row.input),
    outputTokens: Number(row.counted) - Number(row.input),
    costUsd: Number(row.unpriced) > 0 ? null : Number(row.micros) / 1_000_000,
  };
}
