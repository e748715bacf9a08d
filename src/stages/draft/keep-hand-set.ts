import type { CheckResult } from '../../domain/analysis.ts';
import { briefQuote } from '../../domain/brief-quote.ts';
import { decisionWords } from '../../domain/decision-words.ts';
import { checksOf } from '../../domain/edit-places.ts';
import type { HandSet } from '../../domain/hand-set.ts';
import type { QuoteFate } from '../../domain/site-changes.ts';
import type { FlagOn } from './judge/flag-on.ts';
import { stillQuoted } from './still-quoted.ts';

/** Decisions of a whole new draft, and which of them are a person's. */
interface KeptDecisions {
  checks: CheckResult[];
  flags: FlagOn[];
  /** Ids of the checks that stand as a person set them. */
  handSet: string[];
}

/**
 * The decisions with those that a person made put back, with their sentence and quotes, where a quote of theirs still
 * stands. Where the analyst decides otherwise now, that is a flag for the reviewer and changes nothing by itself.
 * `isSameRubric` says that the checks ask what they asked then; a decision under another rubric is only told of.
 */
export function keepHandSet(
  checks: readonly CheckResult[],
  hand: HandSet | null,
  ground: { fates: ReadonlyMap<string, QuoteFate>; isSameRubric: boolean },
): KeptDecisions {
  const found: KeptDecisions = { checks: [], flags: [], handSet: [] };
  const ids = new Set(hand?.checks);
  const byHand = new Map((hand ? checksOf(hand.analysis) : []).map(({ check }) => [check.id, check]));
  for (const now of checks) {
    const set = ids.has(now.id) ? byHand.get(now.id) : undefined;
    if (!hand || !set) found.checks.push(now);
    else if (!ground.isSameRubric) told(found, now, otherRubric(set, now, hand.from));
    else keep({ set, now, from: hand.from }, ground.fates, found);
  }
  return found;
}

function keep(
  { set, now, from }: { set: CheckResult; now: CheckResult; from: string },
  fates: ReadonlyMap<string, QuoteFate>,
  found: KeptDecisions,
): void {
  const { standing, lost } = stillQuoted(set.citations, fates);
  // A decision without a quote does not exist; that nothing was found needs none.
  if (set.decision !== 'no-evidence' && standing.length === 0) {
    told(found, now, unquoted({ set, now, from }));
    return;
  }
  found.handSet.push(set.id);
  const isOtherwise = set.decision !== now.decision;
  const { searchedOf: _now, ...rest } = now;
  const kept = set.decision === 'no-evidence' ? now : rest;
  const message = isOtherwise
    ? `A person decided this as ${decisionWords[set.decision]} in ${from}; the analyst reads it as ${decisionWords[now.decision]}. It stays as it was decided until you decide otherwise.`
    : null;
  const gone = lost[0]
    ? `Of the quotes that it was decided by in ${from}, the pages no longer say “${briefQuote(lost[0].quote)}”.`
    : null;
  const { decision, why } = set;
  told(
    found,
    { ...kept, decision, why, citations: standing },
    [message, gone].filter((each) => each !== null).join(' '),
  );
}

/** The decision as it stands, with what a reviewer is told of it; nothing where that is empty. */
function told({ checks, flags }: KeptDecisions, check: CheckResult, message: string): void {
  checks.push(check);
  if (message !== '') flags.push({ on: check.id, kind: 'analysts-disagree', severity: 'warns', message });
}

function unquoted({ set, now, from }: { set: CheckResult; now: CheckResult; from: string }): string {
  const quote = set.citations[0] ? `, by “${briefQuote(set.citations[0].quote)}”` : '';
  const wrote = set.why === '' ? '' : ` They wrote: “${set.why}”`;
  return `A person decided this as ${decisionWords[set.decision]} in ${from}${quote}. The pages no longer say that, so that the analyst’s decision stands here: ${decisionWords[now.decision]}.${wrote}`;
}

function otherRubric(set: CheckResult, now: CheckResult, from: string): string {
  if (set.decision === now.decision) return '';
  return `A person decided this as ${decisionWords[set.decision]} in ${from}, under another rubric; the analyst reads it as ${decisionWords[now.decision]} under this one.`;
}
