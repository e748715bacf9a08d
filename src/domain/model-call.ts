import { z } from 'zod';
import { StageName } from './closed-lists.ts';

/** One use of a model in a run, for people who want to see what was asked and what it cost. */
export const ModelCall = z.strictObject({
  id: z.string(),
  runId: z.string(),
  stage: StageName,
  /** `harvest`, `judge`, `narrative`, `probe`. */
  task: z.string(),
  subject: z.string(),
  requestDigest: z.string(),
  model: z.string(),
  /** `open`: reserved and not settled: under way, or its process ended; it counts at its reservation. */
  state: z.enum(['open', 'settled', 'kept']),
  /** Empty while open; for a kept reply that of the call that was paid. */
  outcome: z.string(),
  reason: z.string(),
  /** As the provider reported; null where it did not, and while open. */
  inputTokens: z.int().nullable(),
  outputTokens: z.int().nullable(),
  /** What counts against the caps: the reservation while open, nothing for a kept reply. */
  countedTokens: z.int().nonnegative(),
  /** Null for a model without a known price. */
  countedUsd: z.number().nonnegative().nullable(),
  /** The run's caps under which it was made; null where there was none, and for a kept reply. */
  runCapUsd: z.number().nonnegative().nullable(),
  runCapTokens: z.number().nonnegative().nullable(),
  milliseconds: z.int().nonnegative().nullable(),
  at: z.iso.datetime(),
});
export type ModelCall = z.infer<typeof ModelCall>;

/** A request as it was sent and what came back. */
export const ModelExchange = z.strictObject({
  requestDigest: z.string(),
  model: z.string(),
  messages: z.array(z.strictObject({ role: z.enum(['system', 'user', 'assistant']), content: z.string() })),
  schemaName: z.string(),
  schema: z.record(z.string(), z.unknown()),
  form: z.enum(['json-schema', 'json-object', 'text']),
  maxOutputTokens: z.int().positive(),
  /** Null where no reply was kept. */
  reply: z.string().nullable(),
});
export type ModelExchange = z.infer<typeof ModelExchange>;
