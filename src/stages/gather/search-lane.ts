import type { Pace } from '../../domain/pace.ts';
import type { Check, Rubric } from '../../domain/rubric.ts';
import { type Postings, rankWords } from './bm25.ts';
import { readStance } from './harvest/read-stance.ts';
import { type Offer, unitWorth } from './offer.ts';
import type { ReadUnit } from './read-unit.ts';
import { searchTerms } from './search-terms.ts';
import type { SitePage } from './site-page.ts';

export interface SearchLane {
  offers: Offer[];
  /** Addresses of pages looked through for a check, best-matching first, at most twelve. */
  searched(check: string): string[];
}

/** Units looked at for each query, and offered for each check. */
const unitsAQuery = 12;
const unitsACheck = 6;
/** Addresses named beside a check for which nothing was found. */
const addressesNamed = 12;
/** Of a check's terms a unit must hold so many different ones: one alone means anything. */
const leastTerms = 2;
/** What one query over a large documentation costs, in the pace's characters: about a tenth of a millisecond. */
const searchCost = 500;

/** What a reader would find with the check's short queries. Queries take turns, so that none crowds out the others. */
export async function searchLane(read: readonly SitePage[], rubric: Rubric, pace: Pace): Promise<SearchLane> {
  const units = unitsOfAll(read);
  const postings = postingsOf(read);
  const rank = rankWords(postings);
  const withUnits = read.filter((page) => page.units.length > 0).map(({ url }) => url);
  const pages = [...new Set(withUnits)].sort((a, b) => (a < b ? -1 : 1));
  const held = new Uint16Array(units.length);
  const offers: Offer[] = [];
  const searched = new Map<string, string[]>();
  for (const { check, queries } of searchTerms(rubric).checks) {
    const found = queries.map((query) => rank.search(query, unitsAQuery * 4));
    if (pace.due(searchCost * found.length)) await pace.rest();
    const hits = takeTurns(found);
    const addresses = [...new Set(hits.map(({ at }) => units.urlOf(at)))];
    searched.set(check.id, [...new Set([...addresses, ...pages])].slice(0, addressesNamed));
    offers.push(...offersOf({ check, queries, units, postings, held }, hits));
  }
  return { offers, searched: (check) => searched.get(check) ?? pages.slice(0, addressesNamed) };
}

/** The units of all pages, counted through. */
interface AllUnits {
  readonly length: number;
  at(number: number): ReadUnit | undefined;
  urlOf(number: number): string;
}

function unitsOfAll(pages: readonly SitePage[]): AllUnits {
  const firsts: number[] = [];
  let length = 0;
  for (const { units } of pages) {
    firsts.push(length);
    length += units.length;
  }
  const placeOf = (number: number): { page: SitePage | undefined; at: number } => {
    let [low, high] = [0, firsts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((firsts[middle] ?? 0) <= number) low = middle;
      else high = middle;
    }
    return { page: pages[low], at: number - (firsts[low] ?? 0) };
  };
  return {
    length,
    at(number) {
      const { page, at } = placeOf(number);
      return page?.units.at(at);
    },
    urlOf: (number) => placeOf(number).page?.url ?? '',
  };
}

/** The pages' postings as those of one list of units. */
function postingsOf(pages: readonly SitePage[]): Postings {
  const onPages = new Map<string, { first: number; pairs: readonly number[] }[]>();
  let first = 0;
  for (const { units, look } of pages) {
    for (const term in look.postings) {
      const part = { first, pairs: look.postings[term] ?? [] };
      const parts = onPages.get(term);
      if (parts === undefined) onPages.set(term, [part]);
      else parts.push(part);
    }
    first += units.length;
  }
  const known = new Map<string, Uint32Array>();
  return {
    lengths: pages.flatMap(({ look }) => look.lengths),
    of(term) {
      const list = known.get(term) ?? joined(onPages.get(term) ?? []);
      known.set(term, list);
      return list;
    },
  };
}

/** The postings of one term on all pages, their units counted through. */
function joined(parts: readonly { first: number; pairs: readonly number[] }[]): Uint32Array {
  const list = new Uint32Array(parts.reduce((sum, { pairs }) => sum + pairs.length, 0));
  let at = 0;
  for (const { first, pairs } of parts) {
    for (let pair = 0; pair < pairs.length; pair += 2) {
      list[at] = first + (pairs[pair] ?? 0);
      list[at + 1] = pairs[pair + 1] ?? 0;
      at += 2;
    }
  }
  return list;
}

interface Ground {
  check: Check;
  queries: readonly (readonly string[])[];
  units: AllUnits;
  postings: Postings;
  /** Room for a count a unit, all of them nought. */
  held: Uint16Array;
}

function offersOf(
  { check, queries, units, postings, held }: Ground,
  hits: readonly { at: number; score: number }[],
): Offer[] {
  const terms = new Set(queries.flat());
  const offers: Offer[] = [];
  countHeld(held, terms, postings);
  for (const { at, score } of hits) {
    const unit = units.at(at);
    if (unit === undefined || unit.passage.kind === 'code' || (held[at] ?? 0) < leastTerms) continue;
    const read = readStance(unit, check, 'supports');
    if (read === null) continue;
    // Words in common show that a sentence is on the topic; that it rules the thing out, a phrase of the rubric must show.
    const stance = read.stance === 'supports' ? 'supports' : 'limits';
    const worth = unitWorth(unit) / 10 + score / 10;
    offers.push({
      check: check.id,
      unit,
      stance,
      lane: 'search',
      facet: '',
      hedged: read.hedged,
      found: '',
      score: worth,
    });
    if (offers.length === unitsACheck) break;
  }
  forgetHeld(held, terms, postings);
  return offers;
}

/** How many different ones of the terms a unit holds, without taking its words apart. */
function countHeld(held: Uint16Array, terms: Iterable<string>, postings: Postings): void {
  for (const term of terms) {
    const holders = postings.of(term);
    for (let pair = 0; pair < holders.length; pair += 2) {
      const at = holders[pair] ?? 0;
      held[at] = (held[at] ?? 0) + 1;
    }
  }
}

/** Far fewer units hold a check's terms than there are: all of them need not be gone through for each check. */
function forgetHeld(held: Uint16Array, terms: Iterable<string>, postings: Postings): void {
  for (const term of terms) {
    const holders = postings.of(term);
    for (let pair = 0; pair < holders.length; pair += 2) held[holders[pair] ?? 0] = 0;
  }
}

/** The first of each list, then the second of each, each unit once. */
function takeTurns<T extends { at: number }>(lists: readonly (readonly T[])[]): T[] {
  const seen = new Set<number>();
  const taken: T[] = [];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let turn = 0; turn < longest; turn += 1) {
    for (const list of lists) {
      const hit = list[turn];
      if (hit === undefined || seen.has(hit.at)) continue;
      seen.add(hit.at);
      taken.push(hit);
    }
  }
  return taken;
}
