import { type Quote, type Refusal, Stance } from '../../domain/evidence.ts';
import { keyOf, valueSeparator } from '../../domain/facet-values.ts';
import type { Pace } from '../../domain/pace.ts';
import type { Check, Facet } from '../../domain/rubric.ts';
import { type Gate, gateOffer } from './gate-offers.ts';
import { byWorth, type Offer } from './offer.ts';

/** Quotes of one check and facet: enough to choose from, few enough to read. */
const quotesAFacet = 6;
/** A counting facet needs one quote a value at worst. */
const quotesACount = 14;
/** Quotes against a check, and from the search lane. */
const quotesAgainst = 3;
const quotesSearched = 3;
/**
 * Quotes that a model found, by stance. A judge is shown eight a check; six of the harvest beside those of the signals
 * give it a choice of pages, and three against say that something limits it.
 */
const quotesHarvested: Record<Stance, number> = { supports: 6, contradicts: 3, limits: 3 };
/** Offers tried at the gate for each place to fill; more would be the same sentence in other words. */
const triesAPlace = 3;
/** What putting an offer in order costs, in the pace's characters: some microseconds, as reading a short sentence does. */
const orderingCost = 40;

export interface Selected {
  quotes: Quote[];
  refused: Refusal[];
}

/** The quotes offered for one check: those that pass the gate, best first, from different pages first. */
export async function selectQuotes(
  check: Check,
  offers: readonly Offer[],
  { gate, pace }: { gate: Gate; pace: Pace },
): Promise<Selected> {
  const chosen: Selected = { quotes: [], refused: [] };
  // Apart, so that what the offline analyst sees is the same with and without a model.
  const harvested = offers.filter(({ lane }) => lane === 'harvest');
  const found = offers.filter(({ lane }) => lane !== 'harvest');
  const take = async (those: readonly Offer[], most: number) => {
    // Ordering tens of thousands of offers is the longest that one step takes; most have a few.
    if (pace.due(those.length * orderingCost)) await pace.rest();
    const taken = await fill(those, most, gate);
    chosen.quotes.push(...taken.quotes);
    chosen.refused.push(...taken.refused);
  };
  const supportingBy = new Map<string, Offer[]>();
  for (const offer of found) {
    if (offer.stance !== 'supports') continue;
    const those = supportingBy.get(offer.facet);
    if (those === undefined) supportingBy.set(offer.facet, [offer]);
    else those.push(offer);
  }
  for (const facet of check.signals.facets) {
    const supporting = supportingBy.get(facet.name) ?? [];
    if (facet.distinct > 1) await take(await covering(facet, supporting, pace), quotesACount);
    else await take(spread(supporting, quotesAFacet), quotesAFacet);
  }
  const whole = supportingBy.get('') ?? [];
  await take(
    spread(
      whole.filter(({ lane }) => lane === 'signal'),
      quotesAFacet,
    ),
    quotesAFacet,
  );
  await take(
    spread(
      whole.filter(({ lane }) => lane !== 'signal'),
      quotesSearched,
    ),
    quotesSearched,
  );
  await take(
    spread(
      found.filter(({ stance }) => stance === 'contradicts'),
      quotesAgainst,
    ),
    quotesAgainst,
  );
  // What a phrase of the rubric limits is weighed against the decision: what merely shares words takes no place of it.
  for (const isSignal of [true, false]) {
    await take(
      spread(
        found.filter(({ stance, lane }) => stance === 'limits' && (lane === 'signal') === isSignal),
        quotesAgainst,
      ),
      quotesAgainst,
    );
  }
  const signals = chosen.quotes.filter(({ lane }) => lane === 'signal');
  const added = harvested.filter((offer) => !signals.some((quote) => saysAlready(quote, offer)));
  for (const stance of Stance.options) {
    const places = quotesHarvested[stance];
    await take(
      spread(
        added.filter((offer) => offer.stance === stance),
        places,
      ),
      places,
    );
  }
  return { quotes: onceEach(chosen.quotes), refused: chosen.refused };
}

async function fill(offers: readonly Offer[], most: number, gate: Gate): Promise<Selected> {
  const quotes: Quote[] = [];
  const refused: Refusal[] = [];
  const said = new Set<string>();
  for (const offer of offers.slice(0, most * triesAPlace)) {
    if (quotes.length === most) break;
    const gated = await gateOffer(gate, offer);
    if ('refusal' in gated) {
      refused.push(gated.refusal);
      continue;
    }
    // The same words twice are one quote, however their lines are broken.
    const words = gated.quote.citation.quote.replace(/\s+/g, ' ');
    if (said.has(words)) continue;
    said.add(words);
    quotes.push(gated.quote);
  }
  return { quotes, refused };
}

/**
 * Best first, but the best of every page before the second of any; plain statements before reserved ones. As many as are
 * tried for so many places: of tens of thousands of offers only the best of each page are ever put in order.
 */
function spread(offers: readonly Offer[], places: number): Offer[] {
  const tried = places * triesAPlace;
  const byPage = new Map<string, Offer[]>();
  for (const offer of offers) {
    const key = `${offer.hedged} ${offer.unit.page.url}`;
    const best = byPage.get(key);
    if (best === undefined) byPage.set(key, [offer]);
    else keepBest(best, offer, tried);
  }
  const ranked = [...byPage.values()].flatMap((best) => best.map((offer, round) => ({ offer, round })));
  ranked.sort(
    (a, b) => Number(a.offer.hedged) - Number(b.offer.hedged) || a.round - b.round || byWorth(a.offer, b.offer),
  );
  return ranked.slice(0, tried).map(({ offer }) => offer);
}

/** Puts an offer into its place among the best, if it has one. */
function keepBest(best: Offer[], offer: Offer, most: number): void {
  const last = best.at(-1);
  if (best.length >= most && last !== undefined && byWorth(last, offer) <= 0) return;
  let at = best.length;
  for (let before = best[at - 1]; before !== undefined && byWorth(before, offer) > 0; before = best[at - 1]) at -= 1;
  best.splice(at, 0, offer);
  if (best.length > most) best.pop();
}

/** Offers in an order in which each of the first adds the most values not seen yet. */
async function covering(facet: Facet, offers: readonly Offer[], pace: Pace): Promise<Offer[]> {
  const rest = [...offers]
    .sort((a, b) => Number(a.hedged) - Number(b.hedged) || byWorth(a, b))
    .map((offer) => ({ offer, keys: offer.found.split(valueSeparator).map((value) => keyOf(facet, value)) }));
  const seen = new Set<string>();
  const chosen: Offer[] = [];
  const gainAt = (at: number): number => {
    const one = rest[at];
    return one ? one.keys.filter((key) => !seen.has(key)).length * (one.offer.hedged ? 0.5 : 1) : 0;
  };
  const gains = rest.map((_one, at) => gainAt(at));
  while (chosen.length < quotesACount * triesAPlace) {
    if (pace.due(gains.length)) await pace.rest();
    const best = greatest(gains, gainAt);
    const next = rest[best];
    if (next === undefined || gains[best] === 0) break;
    for (const key of next.keys) seen.add(key);
    chosen.push(next.offer);
  }
  return chosen;
}

/** Where the first of the greatest gains stands. Gains only shrink, so one is counted anew only where it would be the greatest. */
function greatest(gains: number[], gainAt: (at: number) => number): number {
  for (;;) {
    let best = 0;
    for (let at = 1; at < gains.length; at += 1) if ((gains[at] ?? 0) > (gains[best] ?? 0)) best = at;
    const now = gainAt(best);
    if (now === (gains[best] ?? 0)) return best;
    gains[best] = now;
  }
}

/** Places are few: none is spent on what a phrase of the rubric found and read in the same way. */
function saysAlready({ citation, stance }: Quote, offer: Offer): boolean {
  if (stance !== offer.stance || citation.textDigest !== offer.unit.page.textDigest) return false;
  return citation.start <= offer.unit.start && offer.unit.end <= citation.end;
}

/** By id; best first. A sentence that speaks to two facets stays twice: it carries both. */
function onceEach(quotes: readonly Quote[]): Quote[] {
  const byId = new Map(quotes.map((quote) => [quote.id, quote]));
  return [...byId.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}
