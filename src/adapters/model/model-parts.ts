import type { StageName } from '../../domain/closed-lists.ts';
import type { Run } from '../../domain/run.ts';
import type { ModelPrice, SpendingCaps } from '../../domain/spending.ts';
import type { Clock, Journal, ModelLedger, Provider, ProviderOutcome, ReplyForm } from '../../ports.ts';
import type { Circuit } from './circuit.ts';
import type { Amount } from './settled-amount.ts';

/** A call as it starts, for whoever watches calls. Holds nothing of what is asked. */
export interface StartedCall {
  model: string;
  runId: string;
  stage: StageName;
  task: string;
  subject: string;
  form: ReplyForm;
  maxOutputTokens: number;
}

/** Told when a call starts; what it gives is told how the call ended and what it counts. */
export type CallWatch = (call: StartedCall) => (outcome: ProviderOutcome, amount: Amount) => void;

/** What a metered model is made of. */
export interface ModelParts {
  provider: Provider;
  ledger: ModelLedger;
  /** Null for a model without a known price: its calls count in tokens only. */
  price: ModelPrice | null;
  caps: SpendingCaps;
  clock: Clock;
  prompts: {
    /** Asks for a better reply; placeholder `complaints`. */
    repair: string;
    /** Tells the schema where the form does not; placeholder `schema`. */
    schema: string;
  };
  watch?: CallWatch;
  /** Milliseconds before a failed call is made again, doubled for the second time; a second unless given. */
  backoffMilliseconds?: number;
}

/** What all runs of the process share about one provider. */
export interface ProviderState {
  circuit: Circuit;
  /** The strictest form that the server has not refused. */
  form: ReplyForm;
}

/** The run that a model was opened for. */
export interface OpenRun {
  parts: ModelParts;
  state: ProviderState;
  run: Pick<Run, 'id'>;
  stage: StageName;
  journal: Journal;
  signal: AbortSignal;
  caps: SpendingCaps;
  /** Set by a failure that no later call of this run would be spared, such as a wrong key. */
  stopped: { cause: 'quota' | 'unavailable'; reason: string } | null;
}
