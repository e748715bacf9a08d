import type { Analysis, Flag } from './analysis.ts';
import type { Evidence } from './evidence.ts';
import { flagKey } from './flag-key.ts';
import { supportedDenials } from './supported-denials.ts';

/**
 * The flags of an edited document, with a warning at each check that became contradicted while all its quotes speak for
 * it, and without those that hold no longer. One that a person resolved does not come back by itself.
 */
export function opposedFlags(edited: Analysis, before: Analysis, evidence: Evidence): Flag[] {
  const was = keyed(before, evidence);
  const is = keyed(edited, evidence);
  const kept = edited.flags.filter((flag) => !was.has(flagKey(flag)) || is.has(flagKey(flag)));
  const come = [...is].filter(([key]) => !was.has(key)).map(([, flag]) => flag);
  return [...kept, ...come];
}

function keyed(analysis: Analysis, evidence: Evidence): Map<string, Flag> {
  return new Map(supportedDenials(analysis, evidence).map((flag) => [flagKey(flag), flag]));
}
