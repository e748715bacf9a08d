import { callOutcome } from '../../domain/call-outcome.ts';
import { callTotals } from '../../domain/call-totals.ts';
import { callsSentences } from '../../domain/calls-sentences.ts';
import { dollars } from '../../domain/dollars.ts';
import type { ModelCall } from '../../domain/model-call.ts';
import { Table } from '../public/table.tsx';

/** What the model did in a run, what it cost and what went wrong: first in sentences, then call by call. */
export function RunCalls({ calls, ended }: { calls: readonly ModelCall[]; ended: boolean }) {
  return (
    <section aria-labelledby="calls-title">
      <h2 id="calls-title">Calls to the model</h2>
      <p>{callsSentences(callTotals(calls), ended).join(' ')}</p>
      {calls.length > 0 ? (
        <Table
          head={['Question', 'Task', 'What came', 'Tokens in', 'Tokens out', 'Counted', 'Seconds']}
          rows={calls.map((call) => [
            <a href={`/runs/${call.runId}/calls/${call.id}`}>{call.subject}</a>,
            call.task,
            callOutcome(call, ended),
            call.inputTokens ?? 'not reported',
            call.outputTokens ?? 'not reported',
            counted(call),
            call.milliseconds === null ? '–' : (call.milliseconds / 1000).toFixed(1),
          ])}
        />
      ) : null}
    </section>
  );
}

/** What a call counts against the caps: money where there is a price, else tokens, and nothing for a kept reply. */
export function counted({ state, countedUsd, countedTokens }: ModelCall): string {
  if (state === 'kept') return '$0, kept';
  return countedUsd === null ? `${countedTokens} tokens` : dollars(countedUsd);
}
