import type { Analysis, Flag } from '../../domain/analysis.ts';
import { cutText } from '../../domain/cut-text.ts';
import { checksOf } from '../../domain/edit-places.ts';
import type { Evidence } from '../../domain/evidence.ts';
import { nearMisses } from '../../domain/near-misses.ts';
import { supportedDenials } from '../../domain/supported-denials.ts';
import { thinFlags } from '../../domain/thin-flags.ts';
import { thingOf } from './check-words.ts';
import { crawlFlags } from './crawl-flags.ts';
import { harvestFlags } from './harvest-flags.ts';
import type { FlagOn } from './judge/flag-on.ts';
import { pathOf } from './path-of.ts';
import { capitalised, lowered } from './phrasing.ts';
import { suspectFlags } from './suspect-flags.ts';

/** What a reviewer should look at first. Lint flags are added by the caller, which has the whole document. */
export function flagsOf(analysis: Analysis, evidence: Evidence, raised: readonly FlagOn[]): Flag[] {
  return [
    ...raised.map(({ on, ...flag }) => ({ ...flag, target: pathOf(on, analysis) })),
    ...supportedDenials(analysis, evidence),
    ...thinFlags(analysis),
    ...levelMoves(analysis, evidence),
    ...crawlFlags(evidence),
    ...suspectFlags(evidence),
    ...harvestFlags(evidence),
    ...missed(evidence, analysis),
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

/** Enough of a refused text to look it up by. */
const mostShown = 120;

/** Where nothing was decided though the gate refused something that would have shown it, a reviewer reads the page. */
function missed(evidence: Evidence, analysis: Analysis): Flag[] {
  const undecided = checksOf(analysis).filter(({ check }) => check.decision === 'no-evidence');
  return undecided.flatMap(({ path, check: { id } }): Flag[] => {
    const [first, ...others] = nearMisses(evidence, id);
    if (!first) return [];
    const more = others.length > 0 ? ` The same goes for ${others.length} more.` : '';
    const told = cutText(first.text, mostShown).replace(/[.\s]+$/, '');
    const message = `Nothing is decided on ${thingOf({ check: { id, label: id } })}, though the pages say “${told}”, which may not be quoted: ${lowered(first.reason)}${more} Read the page before the absence stands.`;
    return [{ kind: 'quote-refused', severity: 'warns', target: path, message }];
  });
}

/** Refused quotes of checks that others show, or that would have shown nothing. */
function refusals({ refused }: Evidence, analysis: Analysis): Flag[] {
  const undecided = new Set(
    checksOf(analysis).flatMap(({ check }) => (check.decision === 'no-evidence' ? [check.id] : [])),
  );
  const byCheck = new Map<string, Map<string, number>>();
  for (const { check, reason, near } of refused) {
    if (near && undecided.has(check)) continue;
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
