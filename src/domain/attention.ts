import type { Analysis, Flag } from './analysis.ts';
import { checkDoubts } from './check-doubts.ts';
import { claimDoubts } from './claim-doubts.ts';
import type { FlagKind, FlagSeverity } from './closed-lists.ts';
import type { Evidence } from './evidence.ts';
import { itemOf } from './item.ts';
import { levelsApart } from './offline-levels.ts';
import type { Rubric } from './rubric.ts';

/** Why an item wants a reviewer's eye. `flag` is set where it is one of the draft's flags. */
export interface Doubt {
  severity: FlagSeverity;
  message: string;
  weight: number;
  flag: Flag | null;
}

/** An item of a draft with what is doubtful about it, heaviest first. */
export interface Attention {
  item: string;
  doubts: Doubt[];
}

/** What stands in the way of approval at a place. */
export interface Block {
  path: string;
  message: string;
}

/** A block is looked at before everything else. */
const blocking = 1000;
/** Of warnings, those that may hide a false statement come before those that say the evidence is little. */
const weights: Record<FlagKind, number> = {
  'claim-stronger-than-quote': 300,
  'stale-citation': 215,
  'level-moved-without-evidence': 260,
  'analysts-disagree': 240,
  'level-moved': 200,
  'injection-suspected': 120,
  lint: 110,
  'crawl-incomplete': 90,
  'thin-evidence': 80,
  'quote-refused': 20,
  'thin-section': 10,
};
/** Notes never lift an item above a warning. */
const noteScale = 0.1;

/** The two analysts' decisions come to levels that are so far apart that readers would conclude something else. */
const levelsFarApart = 245;
const farApart = 2;

/**
 * What a reviewer should look at, most doubtful first: what blocks; statements and decisions that their quotes do not
 * carry; passages that say otherwise; levels that moved; thin evidence; what is met in part. Within a kind, what most
 * hangs on comes first. Items of equal weight are in the order of the page.
 */
export function attentionOf(
  analysis: Analysis,
  from: { blocks: readonly Block[]; evidence: Evidence | null; rubric: Rubric },
): Attention[] {
  const found = new Map<string, Doubt[]>();
  const add = (path: string, doubt: Doubt): void => {
    const item = itemOf(path);
    const known = found.get(item) ?? [];
    const same = known.find(({ message }) => message === doubt.message);
    // What is said twice counts once, with what hangs on it.
    if (same) same.weight = Math.max(same.weight, doubt.weight);
    else found.set(item, [...known, doubt]);
  };
  const warn = ({ path, message, weight }: { path: string; message: string; weight: number }) =>
    add(path, { severity: 'warns', message, weight, flag: null });
  for (const flag of analysis.flags) add(flag.target, fromFlag(flag));
  for (const { path, message } of from.blocks) {
    add(path, { severity: 'blocks', message, weight: blocking, flag: null });
  }
  for (const doubt of claimDoubts(analysis, from.rubric)) warn(doubt);
  for (const doubt of checkDoubts(analysis, from.evidence)) warn(doubt);
  for (const doubt of levelDoubts(analysis, from.rubric)) warn(doubt);
  return [...found]
    .map(([item, doubts]) => ({ item, doubts: doubts.toSorted((a, b) => b.weight - a.weight) }))
    .sort((a, b) => total(b) - total(a));
}

/** Whether an item should be looked at, or only holds notes. */
export function isDoubtful({ doubts }: Attention): boolean {
  return doubts.some(({ severity }) => severity !== 'notes');
}

function total({ doubts }: Attention): number {
  return doubts.reduce((sum, { weight }) => sum + weight, 0);
}

function fromFlag(flag: Flag): Doubt {
  const { severity, message, kind } = flag;
  const scale = severity === 'notes' ? noteScale : 1;
  return { severity, message, flag, weight: severity === 'blocks' ? blocking : weights[kind] * scale };
}

/** Dimensions that edits or a model lifted far above what the offline analyst's decisions come to. */
function levelDoubts(analysis: Analysis, rubric: Rubric) {
  return levelsApart(analysis, rubric).flatMap(({ path, draft, offline, max }) => {
    if ((draft ?? 0) - (offline ?? 0) < farApart) return [];
    const message = `Level ${draft} of ${max}; the offline analyst’s decisions come to ${offline ?? 'none'}.`;
    return [{ path, message, weight: levelsFarApart }];
  });
}
