import type { Analysis, Flag } from '../../domain/analysis.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { thinFlags } from '../../domain/thin-flags.ts';
import { thingOf } from './check-words.ts';
import { crawlFlags } from './crawl-flags.ts';
import { harvestFlags } from './harvest-flags.ts';
import type { FlagOn } from './judge/flag-on.ts';
import { pathOf } from './path-of.ts';
import { capitalised } from './phrasing.ts';
import { suspectFlags } from './suspect-flags.ts';

/** What a reviewer should look at first. Lint flags are added by the caller, which has the whole document. */
export function flagsOf(analysis: Analysis, evidence: Evidence, raised: readonly FlagOn[]): Flag[] {
  return [
    ...raised.map(({ on, ...flag }) => ({ ...flag, target: pathOf(on, analysis) })),
    ...thinFlags(analysis),
    ...levelMoves(analysis, evidence),
    ...crawlFlags(evidence),
    ...suspectFlags(evidence),
    ...harvestFlags(evidence),
    ...refusals(evidence, analysis),
  ];
}

/** The dimension of an id, or of a check's id, in words: `Adaptive` for `inpact.adaptive` and `adaptive.drift`. */
function nameOf(id: string): string {
  return capitalised(id.replace(/^(?:inpact|goals)\./, '').replace(/\..*$/, ''));
}

function levelMoves(analysis: Analysis, { run, passagesDigest }: Evidence): Flag[] {
  const { levels, drafted } = run.baseline;
  if (!levels) return [];
  const same = drafted?.passagesDigest === passagesDigest;
  return [...analysis.frameworks.inpact.dimensions, ...analysis.frameworks.goals.dimensions].flatMap(
    ({ id, level }): Flag[] => {
      const before = levels[id];
      if (before === undefined || before === level) return [];
      const moved = `${nameOf(id)} was published at ${before === null ? 'no level' : `level ${before}`} and is now at ${level === null ? 'none' : level}`;
      const target = pathOf(id, analysis);
      return same
        ? [
            {
              kind: 'level-moved-without-evidence',
              severity: 'warns',
              target,
              message: `${moved}, although the documentation says the same: the rubric or the analyst changed.`,
            },
          ]
        : [
            {
              kind: 'level-moved',
              severity: 'warns',
              target,
              message: `${moved}: compare the quotes with the published ones.`,
            },
          ];
    },
  );
}

function refusals({ refused }: Evidence, analysis: Analysis): Flag[] {
  const byCheck = new Map<string, Map<string, number>>();
  for (const { check, reason } of refused) {
    const reasons = byCheck.get(check) ?? new Map<string, number>();
    byCheck.set(check, reasons.set(reason, (reasons.get(reason) ?? 0) + 1));
  }
  return [...byCheck.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([check, reasons]): Flag => {
      const told = [...reasons.entries()]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([reason, count]) => `${reason.replace(/\.$/, '')} (${count})`);
      return {
        kind: 'quote-refused',
        severity: 'notes',
        target: pathOf(check, analysis),
        message: `${nameOf(check)}: quotes on ${thingOf({ check: { id: check, label: check } })} were refused by the gate: ${told.join(', ')}.`,
      };
    });
}
