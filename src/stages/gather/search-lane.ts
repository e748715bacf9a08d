import { readAround } from '../../domain/hedging.ts';
import type { Pace } from '../../domain/pace.ts';
import type { Check, Rubric } from '../../domain/rubric.ts';
import { type Postings, rankWords } from './bm25.ts';
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

/** What a reader would find with the check's short queries. Queries take turns, so that none crowds out the others. */
export async function searchLane(read: readonly SitePage[], rubric: Rubric, pace: Pace): Promise<SearchLane> {
  const units = read.flatMap((page) => page.units);
  const postings = postingsOf(read);
  const rank = rankWords(postings);
  const pages = [...new Set(units.map(({ page }) => page.url))].sort((a, b) => (a < b ? -1 : 1));
  const offers: Offer[] = [];
  const searched = new Map<string, string[]>();
  for (const { check, queries } of searchTerms(rubric).checks) {
    const found = queries.map((query) => rank.search(query, unitsAQuery * 4));
    await pace.rest();
    const hits = takeTurns(found);
    const addresses = [...new Set(hits.map(({ at }) => units[at]?.page.url ?? ''))];
    searched.set(check.id, [...new Set([...addresses, ...pages])].slice(0, addressesNamed));
    offers.push(...offersOf({ check, queries, units, postings }, hits));
  }
  return { offers, searched: (check) => searched.get(check) ?? pages.slice(0, addressesNamed) };
}

/** The pages' postings as those of one list of units. */
function postingsOf(pages: readonly SitePage[]): Postings {
  const known = new Map<string, number[]>();
  let first = 0;
  for (const { units, look } of pages) {
    for (const [term, pairs] of Object.entries(look.postings)) {
      const list = known.get(term) ?? [];
      known.set(term, list);
      for (let at = 0; at < pairs.length; at += 2) list.push(first + (pairs[at] ?? 0), pairs[at + 1] ?? 0);
    }
    first += units.length;
  }
  return { lengths: pages.flatMap(({ look }) => look.lengths), of: (term) => known.get(term) ?? [] };
}

interface Ground {
  check: Check;
  queries: readonly (readonly string[])[];
  units: readonly ReadUnit[];
  postings: Postings;
}

function offersOf(
  { check, queries, units, postings }: Ground,
  hits: readonly { at: number; score: number }[],
): Offer[] {
  // How many different ones of the check's terms a unit holds, without taking its words apart.
  const held = new Uint16Array(units.length);
  for (const term of new Set(queries.flat())) {
    const holders = postings.of(term);
    for (let pair = 0; pair < holders.length; pair += 2) {
      const at = holders[pair] ?? 0;
      held[at] = (held[at] ?? 0) + 1;
    }
  }
  const offers: Offer[] = [];
  for (const { at, score } of hits) {
    const unit = units[at];
    if (unit === undefined || unit.passage.kind === 'code' || (held[at] ?? 0) < leastTerms) continue;
    const { polarity } = readAround(unit.phrase.text, []);
    if (polarity === 'silent') continue;
    const hedged = polarity === 'hedged' || unit.hedgedAround;
    const worth = unitWorth(unit) / 10 + score / 10;
    offers.push({
      check: check.id,
      unit,
      stance: 'supports',
      lane: 'search',
      facet: '',
      hedged,
      found: '',
      score: worth,
    });
    if (offers.length === unitsACheck) break;
  }
  return offers;
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
