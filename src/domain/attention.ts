import type { Analysis, Citation, Flag } from './analysis.ts';
import type { FlagKind, FlagSeverity } from './closed-lists.ts';
import { placeOfQuote } from './edit.ts';
import { checksOf } from './edit-places.ts';
import type { Evidence } from './evidence.ts';
import { itemOf } from './item.ts';

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
  'stale-citation': 280,
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
/** A passage of the vendor's own pages that says otherwise. */
const contradicting = 250;
/** A met check beside which a passage narrows it. */
const limiting = 60;
/** The two analysts decided differently, and no flag says so. */
const differing = 220;
/** Notes never lift an item above a warning. */
const noteScale = 0.1;

/**
 * What a reviewer should look at, most doubtful first: what blocks, what is flagged, checks on which the analysts
 * disagree or a passage says otherwise, thin evidence. Items of equal weight are in the order of the page.
 */
export function attentionOf(
  analysis: Analysis,
  from: { blocks: readonly Block[]; evidence: Evidence | null },
): Attention[] {
  const found = new Map<string, Doubt[]>();
  const add = (path: string, doubt: Doubt): void => {
    const item = itemOf(path);
    const known = found.get(item) ?? [];
    if (known.some(({ message }) => message === doubt.message)) return;
    found.set(item, [...known, doubt]);
  };
  for (const flag of analysis.flags) add(flag.target, fromFlag(flag));
  for (const { path, message } of from.blocks) {
    add(path, { severity: 'blocks', message, weight: blocking, flag: null });
  }
  for (const { path, doubt } of fromChecks(analysis, from.evidence)) add(path, doubt);
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

function fromChecks(analysis: Analysis, evidence: Evidence | null): { path: string; doubt: Doubt }[] {
  const flagged = new Set(
    analysis.flags.filter(({ kind }) => kind === 'analysts-disagree').map(({ target }) => target),
  );
  const offered = new Map(evidence?.checks.map(({ check, quotes }) => [check, quotes]));
  return checksOf(analysis).flatMap(({ path, check }) => {
    const found: { path: string; doubt: Doubt }[] = [];
    const warn = (message: string, weight: number) =>
      found.push({ path, doubt: { severity: 'warns', message, weight, flag: null } });
    if (check.decision !== check.offline.decision && analysis.producer.analyst !== 'offline' && !flagged.has(path)) {
      warn(`Decided ${check.decision}; the offline analyst said ${check.offline.decision}.`, differing);
    }
    const cited = new Set(check.citations.map(placeOfQuote));
    const left = (offered.get(check.id) ?? []).filter(({ citation }) => !cited.has(placeOfQuote(citation)));
    const against = left.find(({ stance }) => stance === 'contradicts');
    const limits = left.find(({ stance, hedged }) => stance === 'limits' && !hedged);
    if (against && (check.decision === 'met' || check.decision === 'partly')) {
      warn(`A passage says otherwise: “${brief(against.citation)}”`, contradicting);
    } else if (limits && check.decision === 'met') {
      warn(`A passage narrows it: “${brief(limits.citation)}”`, limiting);
    }
    return found;
  });
}

function brief({ quote }: Citation): string {
  return quote.length > 160 ? `${quote.slice(0, 159).trimEnd()}…` : quote;
}
