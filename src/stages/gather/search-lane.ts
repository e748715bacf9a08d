import { readAround } from '../../domain/hedging.ts';
import type { Pace } from '../../domain/pace.ts';
import { toWords } from '../../domain/phrase-unit.ts';
import { type Check, type Rubric, rubricChecks } from '../../domain/rubric.ts';
import { termsOf } from '../../domain/stem.ts';
import { indexTerms } from './bm25.ts';
import { type Offer, unitWorth } from './offer.ts';
import type { ReadUnit } from './read-unit.ts';

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
export async function searchLane(units: readonly ReadUnit[], rubric: Rubric, pace: Pace): Promise<SearchLane> {
  const terms: string[][] = [];
  for (const { phrase } of units) {
    terms.push(termsOf(phrase.words));
    if (pace.due(phrase.text.length)) await pace.rest();
  }
  const rank = await indexTerms(terms, pace);
  const pages = [...new Set(units.map(({ page }) => page.url))].sort((a, b) => (a < b ? -1 : 1));
  const offers: Offer[] = [];
  const searched = new Map<string, string[]>();
  for (const { check } of rubricChecks(rubric)) {
    const queries = check.search.map((query) => termsOf(toWords(query).words));
    const found: { at: number; score: number }[][] = [];
    for (const query of queries) {
      found.push(rank.search(query, unitsAQuery * 4));
      await pace.rest();
    }
    const hits = takeTurns(found);
    const addresses = [...new Set(hits.map(({ at }) => units[at]?.page.url ?? ''))];
    searched.set(check.id, [...new Set([...addresses, ...pages])].slice(0, addressesNamed));
    offers.push(...offersOf({ check, queries, units, terms }, hits));
  }
  return { offers, searched: (check) => searched.get(check) ?? pages.slice(0, addressesNamed) };
}

interface Ground {
  check: Check;
  queries: readonly (readonly string[])[];
  units: readonly ReadUnit[];
  terms: readonly (readonly string[])[];
}

function offersOf({ check, queries, units, terms }: Ground, hits: readonly { at: number; score: number }[]): Offer[] {
  const wanted = new Set(queries.flat());
  const offers: Offer[] = [];
  for (const { at, score } of hits) {
    const unit = units[at];
    if (unit === undefined || unit.phrase.kind === 'code') continue;
    const held = new Set((terms[at] ?? []).filter((term) => wanted.has(term)));
    if (held.size < leastTerms) continue;
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
