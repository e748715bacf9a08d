import type { Analysis, Flag } from './analysis.ts';
import { deniedBySupport } from './denied-by-support.ts';
import { checksOf } from './edit-places.ts';
import type { Evidence } from './evidence.ts';
import { flagKey } from './flag-key.ts';

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

function keyed(analysis: Analysis, { checks }: Evidence): Map<string, Flag> {
  const offered = new Map(checks.map(({ check, quotes }) => [check, quotes]));
  return new Map(
    checksOf(analysis).flatMap(({ path, check }): [string, Flag][] => {
      const message = deniedBySupport(check, offered.get(check.id) ?? []);
      if (message === null) return [];
      const flag: Flag = { kind: 'stale-citation', severity: 'warns', target: path, message };
      return [[flagKey(flag), flag]];
    }),
  );
}
