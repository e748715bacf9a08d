import type { StackFill } from './stack-fill.ts';

/** How good a filling is, as a sentence that needs no other page: what makes one better than another, in its order. */
export function fillProofWords({ proof, choices }: Pick<StackFill, 'proof' | 'choices'>): string {
  if (proof === 'not-proven-best')
    return 'Not proven best: the search was cut short, this is the best that was found, and a better filling may exist.';
  return choices.length === 0
    ? 'No open slot can be filled with a product that passes.'
    : 'No other filling is better: first the most critical slots, then the strongest weakest link, then documented integrations, then scores.';
}
