import type { StageName } from './domain/closed-lists.ts';
import type { Digest } from './domain/digest.ts';
import type { SpendingCaps } from './domain/spending.ts';

/**
 * Models as types: what a stage asks, what a provider is sent, and what a call sets aside. `ports.ts` passes them on with
 * everything else that the outside world is made of.
 */

/** What a question to a model is for. `probe` is the one page of `assay doctor --model`. */
export type ModelTask = 'harvest' | 'judge' | 'narrative' | 'probe';

/** What a reply means, or each thing that is wrong with it: one complaint a sentence, with the path it stands at. */
export type ModelReading<T> = { ok: true; value: T } | { ok: false; complaints: string[] };

/**
 * One question to a model. Holds nothing that changes by itself: equal questions have equal bytes and are paid once.
 * What stays the same over many questions goes into `system`, so that a provider can reuse it.
 */
export interface ModelQuestion<T> {
  task: ModelTask;
  /** What it is about, for people: `inpact.permitted`, or the section and part of pages read. */
  subject: string;
  system: string;
  user: string;
  /** Letters, digits, `_` and `-`, at most 64. */
  schemaName: string;
  /** JSON Schema, strict: every key required, nullable in place of optional, no records, at most five levels. */
  schema: Record<string, unknown>;
  maxOutputTokens: number;
  /** For one call, body included. */
  seconds: number;
  /** Share of the run's budget, above 0 to 1, that may be spoken for with this question: what comes later keeps the rest. */
  share: number;
  /**
   * Reads a reply. Complaints lead to one repair; the reply to that, or the first one where no repair came, is read with
   * `last` true, where a reader gives what may stand and drops the rest.
   */
  read(value: unknown, last: boolean): ModelReading<T>;
}

/** What a question cost. `costUsd` is null where the model has no known price. */
export interface ModelSpent {
  /** Calls that reached the provider. */
  modelCalls: number;
  /** Replies taken from the ledger. */
  cachedCalls: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: number | null;
}

export type ModelFailure = 'refusal' | 'filtered' | 'truncated' | 'invalid' | 'unavailable' | 'quota' | 'capped';

/** What came of a question. `reason` is a sentence a person can act on and holds nothing of the provider's own words. */
export type ModelAnswer<T> =
  | { kind: 'answer'; value: T; spent: ModelSpent }
  | {
      kind: 'none';
      cause: ModelFailure;
      reason: string;
      /** Whether the same question may be answered later: an outage, a rate limit, an open circuit. */
      retryable: boolean;
      /** What the provider asked to wait, where it said so. */
      waitSeconds: number | null;
      spent: ModelSpent;
    };

/**
 * A language model as a stage has it, for one run: replies are kept and paid once, budgets hold, a bad reply is repaired
 * at most once and no question makes more than two calls beyond its first. Proposes; never decides what stands. Rejects
 * only when the run's signal is aborted, or when the ledger does not answer.
 */
export interface Model {
  /** As it stands in `producer.analyst`. */
  readonly id: string;
  ask<T>(question: ModelQuestion<T>): Promise<ModelAnswer<T>>;
  /** What the run has cost until now: all stages and attempts, broken-off calls at what was set aside for them. */
  spent(): Promise<ModelSpent>;
}

/** How a provider is told which shape is wanted, strictest first. */
export type ReplyForm = 'json-schema' | 'json-object' | 'text';

export interface ProviderRequest {
  messages: readonly { role: 'system' | 'user' | 'assistant'; content: string }[];
  schemaName: string;
  schema: Record<string, unknown>;
  form: ReplyForm;
  maxOutputTokens: number;
  /** Hard deadline, body included. */
  seconds: number;
  /** The same for the same request, for providers that know such a key. */
  idempotencyKey: string;
  signal?: AbortSignal;
}

/** As the provider reports it; null where it does not. */
export interface ModelUsage {
  inputTokens: number | null;
  outputTokens: number | null;
}

/** What came of one call. Never holds the key, and nothing of a provider's error message. */
export type ProviderOutcome =
  | {
      kind: 'reply' | 'refusal' | 'truncated' | 'filtered' | 'invalid';
      text: string;
      usage: ModelUsage;
      /** As the provider names it; empty where it does not. */
      model: string;
      finishReason: string;
      /** Empty for a reply. */
      reason: string;
      milliseconds: number;
    }
  | { kind: 'unsupported-form'; reason: string }
  | {
      kind: 'unavailable';
      cause:
        | 'timed-out'
        | 'network'
        | 'rate-limit'
        | 'server'
        | 'key'
        | 'quota'
        | 'unknown-model'
        | 'bad-request'
        | 'address';
      reason: string;
      retryable: boolean;
      retryAfterSeconds: number | null;
      /** True where it is certain that nothing was billed: the call never arrived, or was refused before any work. */
      unbilled?: boolean;
    };

/** One call to one provider: no retry, no streaming, nothing kept. */
export interface Provider {
  readonly id: string;
  /** Host and port that answer, where they are not the provider's own: one name may stand for two models. */
  readonly server?: string;
  /** The forms it can ask for, strictest first; all of them unless given. */
  readonly forms?: readonly ReplyForm[];
  call(request: ProviderRequest): Promise<ProviderOutcome>;
  /** What `call` sends as JSON, for people who want to see it; absent where a library writes it. */
  body?(request: Pick<ProviderRequest, 'messages' | 'schemaName' | 'schema' | 'form' | 'maxOutputTokens'>): object;
}

/** What a call may cost at most, set aside before it is made. */
export interface Reservation {
  runId: string;
  stage: StageName;
  task: string;
  subject: string;
  requestDigest: Digest;
  /** As it stands in the request. */
  model: string;
  request: Pick<ProviderRequest, 'messages' | 'schemaName' | 'schema' | 'form' | 'maxOutputTokens'>;
  tokens: number;
  /** Millionths of a dollar; null for a model without a known price. */
  usdMicros: number | null;
  /** The call's deadline: after it nobody waits for its reply any longer. */
  seconds: number;
  share: number;
  caps: SpendingCaps;
  at: string;
}

/** What came of a reserved call. A reply that may be read again is kept under the request's digest. */
export interface Settlement {
  outcome: Exclude<ProviderOutcome, { kind: 'unavailable' }>['kind'] | 'unavailable';
  /** Null where nothing came. */
  reply: { text: string; model: string; finishReason: string; reason: string; usage: ModelUsage } | null;
  reason: string;
  /** What counts against the caps. */
  tokens: number;
  usdMicros: number | null;
  milliseconds: number;
  at: string;
}

export interface KeptReply {
  outcome: Settlement['outcome'];
  reply: NonNullable<Settlement['reply']>;
}
