import type { Run } from '../../domain/run.ts';
import type { SpendingCaps } from '../../domain/spending.ts';
import type { Journal, ModelAccess } from '../../ports.ts';
import { askModel } from './ask-model.ts';
import { openCircuit } from './circuit.ts';
import type { ModelParts, OpenRun, ProviderState } from './model-parts.ts';

/**
 * The model over a provider and a ledger, to be opened for one run after another. What the provider turns out to be able
 * to do, and whether it is down, is remembered for the process.
 */
export function openModelAccess(parts: ModelParts): ModelAccess {
  const state: ProviderState = {
    circuit: openCircuit(() => performance.now()),
    form: parts.provider.forms?.[0] ?? 'json-schema',
  };
  const { id, server } = parts.provider;
  return {
    ...{ id, server },
    open({ run, stage, journal, signal }) {
      // Told once a run, by the stage that asks first.
      if (stage === 'gather') noteBudgetWithoutPrice(run, { ...parts, journal });
      const open: OpenRun = {
        ...{ parts, state, run, stage, journal, signal },
        caps: capsFor(run, parts.caps),
        stopped: null,
      };
      return { id, ask: (question) => askModel(question, open), spent: () => parts.ledger.spent(run.id) };
    },
  };
}

/** Whoever starts a run with a budget in dollars must learn that it cannot hold. */
function noteBudgetWithoutPrice(
  { budgetUsd }: Run,
  { price, provider, caps, journal }: ModelParts & { journal: Journal },
): void {
  if (budgetUsd === undefined || price !== null) return;
  const instead = caps.runTokens === null ? '' : ` What holds is the cap of ${caps.runTokens} tokens.`;
  const text = `The price of ${provider.id} is not known, so the run’s budget of $${budgetUsd} cannot hold.${instead}`;
  journal.note({ kind: 'note', text });
}

/** A run may be started with less than the settings allow, never with more. */
function capsFor(run: Run, caps: SpendingCaps): SpendingCaps {
  if (run.budgetUsd === undefined) return caps;
  return { ...caps, runUsd: Math.min(run.budgetUsd, caps.runUsd ?? run.budgetUsd) };
}
