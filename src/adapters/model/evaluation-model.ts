import type { Model, Provider, ReplyForm } from '../../ports.ts';
import { askModel } from './ask-model.ts';
import { openCircuit } from './circuit.ts';
import { openMemoryLedger } from './memory-ledger.ts';
import type { ModelParts } from './model-parts.ts';

const uncapped = { callUsd: null, runUsd: null, dayUsd: null, totalUsd: null, runTokens: null };

/**
 * The metered model over a scripted provider: questions, repairs and retries as in a run, with a ledger in memory, no caps
 * and no price. For evaluations and tests; a failed call is made again after a millisecond.
 */
export function evaluationModel(provider: Provider, prompts: ModelParts['prompts']): Model {
  const parts: ModelParts = {
    provider,
    ledger: openMemoryLedger(),
    price: null,
    caps: uncapped,
    clock: { now: () => new Date('2026-01-01T00:00:00.000Z') },
    prompts,
    backoffMilliseconds: 1,
  };
  const form: ReplyForm = 'json-schema';
  const open = {
    parts,
    state: { circuit: openCircuit(() => performance.now()), form },
    run: { id: 'evaluation' },
    stage: 'gather' as const,
    journal: { note: () => {} },
    signal: new AbortController().signal,
    caps: uncapped,
    stopped: null,
  };
  return {
    id: provider.id,
    ask: (question) => askModel(question, open),
    spent: () => parts.ledger.spent(open.run.id),
  };
}
