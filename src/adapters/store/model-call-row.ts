import type { ModelCall } from '../../domain/model-call.ts';
import { instant } from './columns.ts';

/** A row of `assay.model_call` as the driver gives it: counts come as text. */
export interface ModelCallRow {
  id: string;
  run_id: string;
  stage: ModelCall['stage'];
  task: string;
  subject: string;
  request_digest: string;
  model: string;
  state: ModelCall['state'];
  outcome: string;
  reason: string;
  input_tokens: string | null;
  output_tokens: string | null;
  reserved_tokens: string;
  reserved_micros: string | null;
  counted_tokens: string | null;
  counted_micros: string | null;
  run_cap_micros: string | null;
  run_cap_tokens: string | null;
  milliseconds: string | null;
  at: Date;
}

/** The call as the rest of the program knows it. */
export function modelCall(row: ModelCallRow): ModelCall {
  const open = row.state === 'open';
  return {
    id: row.id,
    runId: row.run_id,
    stage: row.stage,
    task: row.task,
    subject: row.subject,
    requestDigest: row.request_digest,
    model: row.model,
    state: row.state,
    outcome: row.outcome,
    reason: row.reason,
    inputTokens: number(row.input_tokens),
    outputTokens: number(row.output_tokens),
    countedTokens: Number(open ? row.reserved_tokens : row.counted_tokens),
    countedUsd: dollars(open ? row.reserved_micros : row.counted_micros),
    runCapUsd: dollars(row.run_cap_micros),
    runCapTokens: number(row.run_cap_tokens),
    milliseconds: number(row.milliseconds),
    at: instant(row.at),
  };
}

function dollars(micros: string | null): number | null {
  return micros === null ? null : Number(micros) / 1_000_000;
}

function number(column: string | null): number | null {
  return column === null ? null : Number(column);
}
