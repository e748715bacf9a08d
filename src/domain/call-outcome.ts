import type { ModelCall } from './model-call.ts';

/** What came of a call, for people; `ended` says that its run goes on no more. */
export function callOutcome({ state, outcome, reason }: ModelCall, ended: boolean): string {
  if (state === 'open') return ended ? 'ended with its process; counted at its reservation' : 'under way';
  const text = outcome === 'reply' ? 'answered' : [outcome, reason].filter(Boolean).join(': ');
  return state === 'kept' ? `${text} (kept reply)` : text;
}
