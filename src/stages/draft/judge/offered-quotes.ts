import type { Citation } from '../../../domain/analysis.ts';
import type { CheckEvidence, Quote } from '../../../domain/evidence.ts';
import type { Dimension } from '../../../domain/rubric.ts';

/** Eight quotes a check say what there is to say; more only dilutes them and costs tokens. */
const quotesEach = 8;
/** Seats kept for what speaks against: a model that sees only praise cannot see a limit. */
const seatsAgainst = 2;
/** A check with fewer proper finds also gets what the plain word search found. */
const fewFinds = 4;

/** One place of the documentation as it is offered, whichever checks it was gathered for. */
export interface Offered {
  citation: Citation;
  headings: readonly string[];
  /** How code read it, by the check that it was gathered for: one reading a facet. */
  readings: ReadonlyMap<string, readonly Quote[]>;
}

/**
 * The quotes that a model sees for one dimension: harvested and signal ones, searched ones only where those are few,
 * suspicious passages never, each place once. Ordered by address and place, not by score, so that a score that moves
 * because of some other page moves no request.
 */
export function offeredQuotes(dimension: Dimension, evidence: readonly CheckEvidence[]): Offered[] {
  const clean = new Map(
    dimension.checks.map(({ id }) => [id, cleanQuotes(evidence.find(({ check }) => check === id)?.quotes ?? [])]),
  );
  const places = new Map(
    [...clean.values()].flatMap((quotes) => chosen(quotes)).map((quote) => [placeOf(quote.citation), quote]),
  );
  return [...places.entries()]
    .map(([place, { citation, headings }]): Offered => {
      // A place is read for every check that it was gathered for, also where that check has better ones to offer.
      const readings = [...clean].flatMap(([id, quotes]) => {
        const own = quotes.filter((quote) => placeOf(quote.citation) === place);
        return own.length > 0 ? [[id, own] as const] : [];
      });
      return { citation, headings, readings: new Map(readings) };
    })
    .sort((a, b) => byPlace(a.citation, b.citation));
}

/** Best first; equals by id, so that no order of input shows. A quote that addresses a model is no evidence. */
function cleanQuotes(quotes: readonly Quote[]): Quote[] {
  return quotes
    .filter(({ flags }) => !flags.includes('injection-suspect'))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function chosen(clean: readonly Quote[]): Quote[] {
  const finds = clean.filter(({ lane }) => lane !== 'search');
  const others = finds.length < fewFinds ? clean.filter(({ lane }) => lane === 'search') : [];
  const pool = [...facetsInTurn(onePlaceEach(finds)), ...onePlaceEach(others)];
  const against = pool.filter(({ stance }) => stance !== 'supports').slice(0, seatsAgainst);
  const rest = pool.filter((quote) => !against.includes(quote));
  return [...against, ...rest].slice(0, quotesEach);
}

/** The best of every facet before the second of any: a check with several halves must not be judged by one. */
function facetsInTurn(quotes: readonly Quote[]): Quote[] {
  const seen = new Map<string, number>();
  return quotes
    .map((quote) => {
      const round = seen.get(quote.facet) ?? 0;
      seen.set(quote.facet, round + 1);
      return { quote, round };
    })
    .sort((a, b) => a.round - b.round)
    .map(({ quote }) => quote);
}

/** A sentence that speaks to two facets of a check stands in its evidence twice. */
function onePlaceEach(quotes: readonly Quote[]): Quote[] {
  const seen = new Set<string>();
  return quotes.filter(({ citation }) => !seen.has(placeOf(citation)) && seen.add(placeOf(citation)));
}

/** Where a citation points, as a key. */
export function placeOf({ textDigest, start, end }: Citation): string {
  return `${textDigest} ${start} ${end}`;
}

function byPlace(a: Citation, b: Citation): number {
  return compare(a.url, b.url) || a.start - b.start || a.end - b.end || compare(a.textDigest, b.textDigest);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
