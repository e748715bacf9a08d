import type { Analysis, CheckResult, Citation, Claim, Flag } from '../../../domain/analysis.ts';
import type { ChangeItem, DraftChange, QuoteChange, Requote } from '../../../domain/draft-change.ts';
import { checksOf } from '../../../domain/edit-places.ts';
import type { Evidence } from '../../../domain/evidence.ts';
import { followDecisions } from '../../../domain/follow-decisions.ts';
import { levelsOf } from '../../../domain/level-moves.ts';
import { claimsOf } from '../../../domain/lint-targets.ts';
import { vanishedOutcomes } from '../../../domain/page-outcome-words.ts';
import { pagesRead } from '../../../domain/pages-read.ts';
import type { Rubric } from '../../../domain/rubric.ts';
import type { PublishedBaseline } from '../../../domain/run.ts';
import { type QuoteFate, quoteKey, type SiteChanges } from '../../../domain/site-changes.ts';
import { crawlFlags } from '../crawl-flags.ts';
import { crawlOf } from '../crawl-of.ts';
import { suspectFlags } from '../suspect-flags.ts';
import { decisionSentence, fatesSentence } from './change-sentence.ts';
import { fatesByKey, opens, type Touched } from './touched-checks.ts';
import { turnedQuotes } from './turned-checks.ts';

/** A publication carried on: the document, and what of it is open. */
export interface CarriedOn {
  analysis: Analysis;
  change: DraftChange;
}

interface Ground {
  evidence: Evidence & { changes: SiteChanges };
  published: PublishedBaseline;
  rubric: Rubric;
  touched: readonly Touched[];
  /** Decisions made now, by check; needed for the touched ones. */
  decided: ReadonlyMap<string, CheckResult>;
}

/**
 * The published analysis with what the changed pages do to it: touched decisions made anew, quotes that moved shown where
 * they stand now, statements whose quote no longer stands flagged. Everything else stays as it was approved.
 */
export function carryOn(ground: Ground): CarriedOn {
  const { evidence, published, rubric } = ground;
  const before = published.analysis;
  const fates = fatesByKey(evidence.changes);
  const analysis = structuredClone(before);
  const found: Found = { items: [], requotes: [], flags: [] };
  const kept = searchedBefore(before, evidence);
  for (const { path, check } of checksOf(analysis)) {
    const touched = ground.touched.find((each) => each.was.id === check.id);
    if (touched) redecide({ path, check, touched }, ground, found);
    else {
      check.citations = requoted(check.citations, { path, fates, found });
      keepSearched(check, kept);
    }
  }
  for (const { path, holder } of statementsOf(analysis)) {
    const touching = holder.citations.flatMap((citation) => fates.get(quoteKey(citation)) ?? []).filter(opens);
    holder.citations = requoted(holder.citations, { path, fates, found });
    if (holder.kind === 'absence') keepSearched(holder, kept);
    if (touching.length > 0) openStatement(path, { fates: touching, vanished: vanishedIn(evidence) }, found);
  }
  // What a reviewer must know of this reading, whatever it changes: a page that was not read took no quote back.
  const flags = [...found.flags, ...crawlFlags(evidence).map(unlessKnown(before)), ...suspectFlags(evidence)];
  const edited: Analysis = { ...analysis, crawl: crawlOf(evidence), flags };
  return {
    analysis: followDecisions(edited, { before, published: levelsOf(before), rubric }),
    change: {
      publicationId: published.publicationId,
      version: published.version,
      items: found.items,
      requotes: found.requotes,
    },
  };
}

/** On how many pages things were looked for before, where these were other pages than those of this reading; else null. */
function searchedBefore(before: Analysis, evidence: Evidence): number | null {
  const was = pagesRead(before);
  return was.join(' ') === pagesRead(evidence).join(' ') ? null : was.length;
}

/** What was looked for in vain keeps the number of the pages that it was looked for on. */
function keepSearched(item: Pick<Claim, 'searchedOf'>, before: number | null): void {
  if (before !== null) item.searchedOf ??= before;
}

type Statement = { citations: Citation[] } & Partial<Pick<Claim, 'kind' | 'searchedOf'>>;

/** Everything but decisions that rests on quotes; the objects are the document's own. */
function statementsOf(analysis: Analysis): { path: string; holder: Statement }[] {
  return [
    ...claimsOf(analysis).map(({ path, claim }) => ({ path, holder: claim })),
    ...analysis.integrations.map((holder, index) => ({ path: `integrations.${index}`, holder })),
  ];
}

/** What is met on the way through the document. */
interface Found {
  items: ChangeItem[];
  requotes: Requote[];
  flags: Flag[];
}

function redecide(
  { path, check, touched }: { path: string; check: CheckResult; touched: Touched },
  { evidence, published, decided }: Ground,
  found: Found,
): void {
  const { was, fates, fresh, turned } = touched;
  const fateByKey = fatesByKey(evidence.changes);
  const now = decided.get(check.id) ?? was;
  const moved = requoted(was.citations, { path, fates: fateByKey, found });
  const isHandSet = published.handSet.includes(check.id);
  if (isHandSet) check.citations = moved;
  // Another rubric or analyst has a say of its own, though no quote changed.
  else {
    delete check.searchedOf;
    Object.assign(check, turned ? now : standingDecision(touched, now, moved));
  }
  const cause =
    fates.length > 0
      ? fatesSentence(fates, vanishedIn(evidence))
      : (turned ?? 'A sentence that was not there before bears on it.');
  const effect = isHandSet
    ? `A person decided it; the analyst now reads it as follows. ${decisionSentence(was, now)} It stays as it was set until you decide.`
    : decisionSentence(was, check);
  const sentence = `${cause} ${effect}`;
  // A sentence that stands in the place of an old one is shown beside that.
  const isShown = fates.some(({ after }) => after && fresh && quoteKey(after) === quoteKey(fresh.citation));
  const come = fresh && !isShown ? [{ before: null, after: fresh.citation, meaning: [] }] : [];
  const read = turned && fates.length === 0 ? turnedQuotes(was, now, isHandSet) : [];
  found.items.push({ path, sentence, quotes: [...fates.map(quoteChange), ...come, ...read] });
  const kind = turned && fates.length === 0 ? 'analysts-disagree' : 'stale-citation';
  found.flags.push({ kind, severity: 'warns', target: path, message: sentence });
}

/**
 * The decision made now, unless it is the published one and quotes for that still stand; or the analyst, who decided it
 * otherwise before as well, sees nothing new in what is left.
 */
function standingDecision({ was, fates }: Touched, now: CheckResult, moved: readonly Citation[]): CheckResult {
  const lost = new Set(fates.map(({ before }) => quoteKey(before)));
  const rewritten = fates.filter(onlyWording).flatMap(({ after }) => after ?? []);
  const standing = [...moved.filter((citation) => !lost.has(quoteKey(citation))), ...rewritten];
  const sameAsBefore = now.decision === was.decision || now.offline.decision === was.offline.decision;
  if (standing.length === 0 || !sameAsBefore) return now;
  return { ...now, decision: was.decision, why: was.why, citations: standing };
}

function openStatement(
  path: string,
  { fates, vanished }: { fates: readonly QuoteFate[]; vanished: ReadonlySet<string> },
  { items, flags }: Found,
): void {
  const isWording = fates.every(onlyWording);
  const isName = path.startsWith('integrations.');
  const sentence = `${fatesSentence(fates, vanished)} ${adviceOn(isName, isWording)}`;
  items.push({ path, sentence, quotes: fates.map(quoteChange) });
  // A name stands or goes; a sentence that its quote no longer proves may not stay as it is.
  const severity = isWording || isName ? 'warns' : 'blocks';
  flags.push({ kind: 'stale-citation', severity, target: path, message: sentence });
}

/** What was not read then either, for the same reason, was weighed when it was approved: it is noted, and opens nothing. */
function unlessKnown({ flags }: Analysis): (flag: Flag) => Flag {
  const known = new Set(flags.map(({ kind, message }) => `${kind} ${message}`));
  return (flag) => (known.has(`${flag.kind} ${flag.message}`) ? { ...flag, severity: 'notes' } : flag);
}

/** Addresses at which there was no page this time. */
function vanishedIn({ crawl: { pages } }: Evidence): ReadonlySet<string> {
  return new Set(pages.flatMap(({ url, outcome }) => (vanishedOutcomes.has(outcome) ? [url] : [])));
}

function adviceOn(isName: boolean, isWording: boolean): string {
  if (isName) return 'Take the integration away unless the page still shows it.';
  return isWording ? 'Cite the sentence as it reads now.' : 'Write what the page says now, or drop it.';
}

function quoteChange({ before, after, meaning }: QuoteFate): QuoteChange {
  return { before, after, meaning };
}

/** Nothing of meaning was found to differ between the old sentence and the one in its place. */
function onlyWording({ after, meaning }: QuoteFate): boolean {
  return after !== null && meaning.every((kind) => kind === 'wording');
}

/** The citations, those whose words stand on another page now pointing there. */
function requoted(
  citations: readonly Citation[],
  { path, fates, found }: { path: string; fates: ReadonlyMap<string, QuoteFate>; found: Found },
): Citation[] {
  return citations.map((before) => {
    const fate = fates.get(quoteKey(before));
    if (fate?.fate !== 'moved' || fate.after === null) return before;
    found.requotes.push({ path, before, after: fate.after });
    return fate.after;
  });
}
