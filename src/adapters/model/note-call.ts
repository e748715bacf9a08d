import type { ModelQuestion, Settlement } from '../../ports.ts';
import type { OpenRun } from './model-parts.ts';
import type { Amount } from './settled-amount.ts';

interface CallFacts {
  outcome: Settlement['outcome'];
  kept: boolean;
  amount?: Amount;
  milliseconds?: number;
  reason?: string;
}

const said: Record<Settlement['outcome'], string> = {
  reply: 'answered',
  refusal: 'refused',
  truncated: 'cut off at its limit',
  filtered: 'stopped by the provider’s filter',
  invalid: 'no reply that could be read',
  unavailable: 'no answer',
  'unsupported-form': 'the server does not know this form of reply',
};

/** One entry in the run's journal for one call or one use of a kept reply. */
export function noteCall(open: OpenRun, question: ModelQuestion<unknown>, facts: CallFacts): void {
  const { task, subject } = question;
  const { outcome, kept, amount, milliseconds, reason } = facts;
  const tokens = amount ? amount.input + amount.output : 0;
  const costUsd = amount?.usdMicros == null ? null : amount.usdMicros / 1_000_000;
  const price = costUsd === null ? '' : `, $${costUsd.toFixed(4)}`;
  const how = kept ? ' by a kept reply' : `: ${tokens} tokens${price}, ${((milliseconds ?? 0) / 1000).toFixed(1)} s`;
  open.journal.note({
    kind: 'model-call',
    text: `${open.parts.provider.id} on ${subject} (${task}): ${said[outcome]}${how}.${reason ? ` ${reason}` : ''}`,
    detail: { task, subject, outcome, tokens, costUsd, cached: kept, milliseconds: milliseconds ?? 0 },
  });
}
