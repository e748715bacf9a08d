import type { Claim } from './analysis.ts';
import type { DecisionValue } from './closed-lists.ts';
import type { CheckEvidence, Quote } from './evidence.ts';
import { countValues } from './facet-values.ts';
import { claimDefects } from './lint-claims.ts';
import type { Check, Facet } from './rubric.ts';
import { soughtSentence } from './sought-sentence.ts';

export interface OfflineDecision {
  decision: DecisionValue;
  /** One or two plain sentences: which facets stand, what is missing, what holds it back. */
  why: string;
  /** The quotes that carry the decision, best first; empty for `no-evidence`. */
  quotes: Quote[];
}

/** Quotes shown for a decision: one a facet, and a second where there are few facets. */
const quotesShown = 4;

/**
 * The decision on a check that its verified quotes carry by themselves. Presence counts, never frequency: a second quote
 * of a facet changes nothing. The same quotes in any order give the same answer, and harvested ones none at all. `isNear`
 * tells that something that speaks to it may not be quoted.
 */
export function decideOffline(
  check: Check,
  evidence: CheckEvidence,
  { isNear }: { isNear: boolean } = { isNear: false },
): OfflineDecision {
  const quotes = evidence.quotes.filter(isOwn).sort(byScore);
  const facets = check.signals.facets.map((facet) => weigh(facet, quotes));
  const standing = facets.filter((facet) => facet.weight === 'stands');
  const need = check.signals.need ?? facets.length;
  if (standing.length >= need) return met(standing, quotes);
  const some = facets.filter((facet) => facet.weight !== 'absent');
  const promised = quotes.filter((quote) => isSignal(quote) && quote.facet === '' && quote.stance === 'supports');
  if (some.length > 0 || promised.length > 0) return partly({ facets, some, promised, need });
  const against = quotes.filter((quote) => quote.stance === 'contradicts' && quote.lane !== 'search');
  if (against.length > 0) {
    const words = quotable(against[0]);
    const why = words === '' ? 'A sentence says that it is not so.' : `A sentence says that it is not so: ${words}.`;
    return { decision: 'contradicted', why, quotes: against.slice(0, 2) };
  }
  const why = `No ${soughtSentence(isNear)} was found that shows ${soughtOf(check)}.`;
  return { decision: 'no-evidence', why, quotes: [] };
}

/** What was looked for, as one thing: "any list of its metrics by name". */
function soughtOf({ sought }: Check): string {
  return sought === '' ? 'it' : `any ${sought}`;
}

interface Weighed {
  facet: Facet;
  weight: 'stands' | 'weak' | 'absent';
  quotes: Quote[];
  /** Why it is weak; empty otherwise. */
  reason: string;
}

function weigh(facet: Facet, quotes: readonly Quote[]): Weighed {
  const supporting = quotes.filter(
    (quote) => isSignal(quote) && quote.facet === facet.name && quote.stance === 'supports',
  );
  const plain = supporting.filter((quote) => reservation(quote) === '');
  const enough = (those: readonly Quote[]) =>
    facet.distinct === 1 ? those.length > 0 : countValues(facet, foundIn(those)) >= facet.distinct;
  if (enough(plain)) return { facet, weight: 'stands', quotes: carriers(facet, plain), reason: '' };
  const [best] = supporting;
  if (best === undefined) return { facet, weight: 'absent', quotes: [], reason: '' };
  const reason = enough(supporting)
    ? reservation(supporting.find((quote) => reservation(quote) !== '') ?? best)
    : `${countValues(facet, foundIn(supporting))} of ${facet.distinct} found`;
  return { facet, weight: 'weak', quotes: carriers(facet, supporting), reason };
}

/** Why a quote alone cannot make a check met; empty when it can. */
function reservation(quote: Quote): string {
  if (quote.hedged) return 'only with a reservation';
  if (quote.flags.includes('marketing')) return 'only on a marketing page';
  if (quote.flags.includes('old-version')) return 'only for an old version';
  return '';
}

/** The fewest quotes, best first, that make the facet stand. */
function carriers(facet: Facet, quotes: readonly Quote[]): Quote[] {
  if (facet.distinct === 1) return quotes.slice(0, 2);
  const kept: Quote[] = [];
  for (const quote of quotes) {
    const before = countValues(facet, foundIn(kept));
    if (before >= facet.distinct) break;
    if (countValues(facet, foundIn([...kept, quote])) > before) kept.push(quote);
  }
  return kept;
}

function foundIn(quotes: readonly Quote[]): string[] {
  return quotes.map((quote) => quote.found);
}

/** What a model found is left to the model's analyst: a cross-check that used it would check nothing. */
function isOwn({ lane, flags }: Quote): boolean {
  return lane !== 'harvest' && !flags.includes('injection-suspect');
}

function isSignal(quote: Quote): boolean {
  return quote.lane === 'signal';
}

function met(standing: readonly Weighed[], quotes: readonly Quote[]): OfflineDecision {
  const limit = quotes.some((quote) => quote.stance !== 'supports' && quote.lane === 'signal')
    ? ' Other sentences limit it.'
    : '';
  const why = `Shown: ${list(standing.map(told))}.${limit}`;
  return { decision: 'met', why, quotes: shown(standing) };
}

/** A facet with the words that showed it, where they can be said again. */
function told({ facet, quotes }: Weighed): string {
  const words = facet.distinct === 1 ? quotable(quotes[0]) : '';
  return words === '' ? facet.name : `${facet.name} (${words})`;
}

/** Longer ones are read in the quote itself. */
const mostWordsFound = 8;

/** The found words in quotation marks; empty where they are put together from several places, or unfit to be printed. */
function quotable(quote: Quote | undefined): string {
  const words = quote?.found.replace(/\s+/g, ' ').trim() ?? '';
  if (!quote || words === '' || words.split(' ').length > mostWordsFound || /["“”<>{}|`]/.test(words)) return '';
  if (!quote.citation.quote.replace(/\s+/g, ' ').includes(words)) return '';
  const claim: Claim = { text: words, kind: 'cited', origin: 'offline', citations: [quote.citation], searched: [] };
  return claimDefects(claim, { names: [], attributesMet: false }).length === 0 ? `“${words}”` : '';
}

interface Parts {
  facets: readonly Weighed[];
  some: readonly Weighed[];
  promised: readonly Quote[];
  need: number;
}

function partly({ facets, some, promised, need }: Parts): OfflineDecision {
  const said = some.map(({ facet, reason }) => (reason === '' ? facet.name : `${facet.name} (${reason})`));
  const missing = facets.filter(({ weight }) => weight === 'absent').map(({ facet }) => facet.name);
  const parts: string[] = [];
  if (said.length > 0) parts.push(`Shown: ${list(said)}.`);
  else parts.push(inPart(facets, promised));
  if (missing.length > 0 && some.length > 0 && some.length < need) parts.push(`Not found: ${list(missing)}.`);
  const quotes = some.length > 0 ? shown(some) : [];
  return { decision: 'partly', why: parts.join(' '), quotes: unique([...quotes, ...promised]).slice(0, quotesShown) };
}

/** The thing is said to exist in one form, elsewhere, or later. */
function inPart(facets: readonly Weighed[], promised: readonly Quote[]): string {
  const words = quotable(promised[0]);
  const names = list(facets.map(({ facet }) => facet.name));
  return words === '' ? `In part or elsewhere only: ${names}.` : `In part only: ${names} (${words}).`;
}

/** The best quote of each facet first, then the second ones; every one of a counting facet. */
function shown(facets: readonly Weighed[]): Quote[] {
  const counting = facets.filter(({ facet }) => facet.distinct > 1).flatMap(({ quotes }) => quotes);
  const firsts = facets.filter(({ facet }) => facet.distinct === 1).flatMap(({ quotes }) => quotes.slice(0, 1));
  const seconds = facets.filter(({ facet }) => facet.distinct === 1).flatMap(({ quotes }) => quotes.slice(1));
  const most = Math.max(quotesShown, counting.length + firsts.length);
  return unique([...firsts, ...counting, ...seconds]).slice(0, most);
}

function unique(quotes: readonly Quote[]): Quote[] {
  const seen = new Set<string>();
  return quotes.filter(({ citation }) => {
    const key = `${citation.textDigest}:${citation.start}:${citation.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** Best first; equals by id, so that no order of input shows. */
function byScore(a: Quote, b: Quote): number {
  return b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
