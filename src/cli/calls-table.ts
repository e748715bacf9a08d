import { callOutcome } from '../domain/call-outcome.ts';
import { callTotals } from '../domain/call-totals.ts';
import { callsSentences } from '../domain/calls-sentences.ts';
import { dollars } from '../domain/dollars.ts';
import type { ModelCall } from '../domain/model-call.ts';
import type { Api } from './api.ts';
import { printLine, printTable } from './output.ts';

/** Every call to a model of the run at this path of the API, oldest first. */
export async function callsOf(api: Api, runPath: string): Promise<ModelCall[]> {
  const calls: ModelCall[] = [];
  let after = '';
  do {
    const page = await api.get<{ items: ModelCall[]; next: string | null }>(`${runPath}/calls?limit=200${after}`);
    calls.push(...page.items);
    after = page.next ? `&after=${encodeURIComponent(page.next)}` : '';
  } while (after);
  return calls;
}

/** Prints the calls of a run and what they come to; `ended` says that the run goes on no more. */
export function printCalls(calls: readonly ModelCall[], ended: boolean): void {
  printLine();
  if (calls.length > 0) {
    const header = ['task', 'subject', 'outcome', 'in', 'out', 'counted', 'seconds', 'paid'];
    printTable(
      header,
      calls.map((call) => cells(call, ended)),
      '',
    );
  }
  for (const sentence of callsSentences(callTotals(calls), ended)) printLine(sentence);
}

function cells(call: ModelCall, ended: boolean): string[] {
  return [
    call.task,
    call.subject,
    callOutcome(call, ended),
    call.inputTokens === null ? '?' : String(call.inputTokens),
    call.outputTokens === null ? '?' : String(call.outputTokens),
    call.countedUsd === null ? `${call.countedTokens} tokens` : dollars(call.countedUsd),
    call.milliseconds === null ? '' : (call.milliseconds / 1000).toFixed(1),
    call.state === 'kept' ? 'kept' : 'paid',
  ];
}
