import type { CallTotals } from './call-totals.ts';
import { dollars } from './dollars.ts';

/** What the model did in a run, what it cost and what went wrong, in sentences; `ended` says that the run goes on no more. */
export function callsSentences(totals: CallTotals, ended: boolean): string[] {
  if (totals.made + totals.kept === 0) return ['No model was asked in this run.'];
  return [asked(totals), cost(totals), unreported(totals), wrong(totals), unsettled(totals, ended)].filter(
    (sentence) => sentence !== '',
  );
}

function asked({ made, kept }: CallTotals): string {
  const reused = `${count(kept, 'reply', 'replies')} of earlier calls ${kept === 1 ? 'was' : 'were'} used again, for nothing`;
  if (made === 0) return `The model was not called: ${reused}.`;
  return `The model was called ${made === 1 ? 'once' : `${count(made, 'time', 'times')}`}${kept > 0 ? `, and ${reused}` : ''}.`;
}

function cost({ made, atMost, usd, inputTokens, outputTokens, countedTokens, capUsd, capTokens }: CallTotals): string {
  if (made === 0) return '';
  const reported = `${thousands(inputTokens)} tokens in and ${thousands(outputTokens)} out, as reported`;
  const tokensCap = capTokens === null ? '' : ` of at most ${thousands(capTokens)}`;
  const counted = `; ${thousands(countedTokens)}${tokensCap} count against its budget`;
  const moneyCap = capUsd === null ? '' : ` of at most ${dollars(capUsd)}`;
  const money =
    usd === null
      ? 'The model has no known price'
      : `It ${atMost > 0 ? 'counts as' : 'cost'} ${dollars(usd)}${moneyCap}`;
  return `${money}: ${reported}${capTokens === null && usd !== null ? '' : counted}.`;
}

/** Else dollars would stand beside tokens that do not come to them. */
function unreported({ atMost }: CallTotals): string {
  if (atMost === 0) return '';
  const counts = atMost === 1 ? 'it counts at the most that it' : 'they count at the most that they';
  return `Of ${count(atMost, 'call', 'calls')} the provider told no number of tokens, or one that cannot be true: ${counts} can have cost.`;
}

function wrong({ failed }: CallTotals): string {
  const kinds = Object.entries(failed);
  if (kinds.length === 0) return '';
  const all = kinds.reduce((total, [, calls]) => total + calls, 0);
  const named = kinds.map(([outcome, calls]) => `${calls} ${outcome}`).join(', ');
  return `${count(all, 'call', 'calls')} brought nothing to read: ${named}.`;
}

/** A run that goes on may still wait for them; one that ended cannot. */
function unsettled({ open, usd }: CallTotals, ended: boolean): string {
  if (open.calls === 0) return '';
  const amount = usd === null ? `${thousands(open.tokens)} tokens` : dollars(open.usd);
  if (!ended) return `${count(open.calls, 'call is', 'calls are')} under way; up to ${amount} is set aside.`;
  const one = open.calls === 1;
  return (
    `${count(open.calls, 'call', 'calls')} ended with ${one ? 'its' : 'their'} process and ${one ? 'is' : 'are'} counted at ` +
    `${one ? 'its reservation' : 'their reservations'}, ${amount}: nobody can know whether the provider billed ${one ? 'it' : 'them'}.`
  );
}

function count(number: number, one: string, many: string): string {
  return `${thousands(number)} ${number === 1 ? one : many}`;
}

/** Written by hand: a locale of the machine must not change the page. */
function thousands(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}
