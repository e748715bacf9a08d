import { costOfChange } from '../../domain/cost-of-change.ts';
import { keyOf, valueSeparator, valuesIn } from '../../domain/facet-values.ts';
import { readAround } from '../../domain/hedging.ts';
import { namesOfSystems } from '../../domain/names-system.ts';
import { matchPhrase, type PhraseMatch } from '../../domain/phrase.ts';
import type { Facet } from '../../domain/rubric.ts';
import { deniesOfProduct, isOfAnother, namesProduct } from './about-product.ts';
import { isBareTitle } from './bare-title.ts';
import { type Offer, unitWorth } from './offer.ts';
import { isPlainDenial } from './plain-denial.ts';
import { isPointer } from './pointer.ts';
import type { ReadUnit } from './read-unit.ts';
import type { SignalPhrase, SignalPhrases } from './signal-phrases.ts';
import { topicWorth } from './topic-worth.ts';

/** Offers kept of one check, facet and stance while reading: the best are among the first that many pages give. */
const keptWhileReading = 400;

/**
 * Phrases that show a thing in part are broad ("stable", "support"): what they match must name the product, stand under a
 * heading on the topic, or hold two words on it.
 */
const leastOnTopic = 0.25;

/**
 * Everything that the rubric's phrases match, with what the words around the match make of it. `counts` goes along where
 * the units come in parts.
 */
export function signalLane(
  units: readonly ReadUnit[],
  phrases: SignalPhrases,
  counts = new Map<string, number>(),
): Offer[] {
  const offers: Offer[] = [];
  for (const unit of units) {
    for (const position of phrases.index.candidates(unit.phrase)) {
      const signal = phrases.list[position];
      if (signal === undefined) continue;
      const match = matchPhrase(signal.phrase, unit.phrase);
      const offer = match && offerOf(unit, signal, match);
      if (!offer) continue;
      const key = `${offer.check} ${offer.facet} ${offer.stance} ${offer.hedged} ${unit.page.url}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count <= keptWhileReading) offers.push(offer);
    }
  }
  return offers;
}

function offerOf(unit: ReadUnit, { check, facet, shows, phrase }: SignalPhrase, match: PhraseMatch): Offer | null {
  const { polarity, cue } = readAround(unit.phrase.text, match.spans);
  if (polarity === 'silent') return null;
  const offer = {
    check: check.id,
    unit,
    lane: 'signal' as const,
    facet: facet?.name ?? '',
    found: facet === null ? match.found : foundOf(facet, unit, match),
  };
  const onTopic = topicWorth(unit, check);
  if (shows === 'partly' && onTopic < leastOnTopic && !namesProduct(unit)) return null;
  const worth = unitWorth(unit) + onTopic;
  const denial = () => (deniesOfProduct(unit, match) ? ('contradicts' as const) : ('limits' as const));
  if (shows === 'not')
    return polarity === 'negated' ? null : { ...offer, stance: denial(), hedged: false, score: worth };
  if (unit.deniedAround) return { ...offer, stance: 'contradicts', hedged: false, score: worth - 1 };
  if (polarity === 'negated') {
    return {
      ...offer,
      stance: isPlainDenial(unit.phrase.text, cue) ? denial() : 'limits',
      hedged: false,
      score: worth - 1,
    };
  }
  if (offer.found === '' && facet !== null && facet.distinct > 1) return null;
  if (costOfChange(unit.phrase.text, check) !== null) {
    return shows === 'partly' ? null : { ...offer, stance: 'limits', hedged: false, score: worth - 1 };
  }
  const isAnother = isOfAnother(unit, match);
  // What another system does in part is no part of what the product does.
  if (shows === 'partly' && isAnother) return null;
  const isElsewhere = isAnother || isPointer(unit.phrase.text) || isBareTitle(unit);
  // A phrase that names the place it wants, such as release notes, means what stands there.
  const isNote = unit.changeNote && !phrase.parts.some(({ looksAt }) => looksAt === 'scope');
  const hedged = shows === 'partly' || polarity === 'hedged' || unit.hedgedAround || isElsewhere || isNote;
  // Longer phrases say more: they tell apart quotes of equal standing.
  const score = worth + Math.min(1, phrase.source.length / 80) - (hedged ? 2 : 0);
  return { ...offer, stance: 'supports', hedged, score };
}

/** For a counting facet the different values that the unit names, else the words the phrase marks. */
function foundOf(facet: Facet, unit: ReadUnit, match: PhraseMatch): string {
  if (facet.distinct === 1) return match.found.replace(/\s+/g, ' ');
  const inUnit = valuesIn(facet, unit.phrase);
  // Where nothing but names counts, they are those of systems; beside code a name is what fills its cell.
  const isNames = facet.of.every((source) => source.includes('<Name>'));
  const named = match.captures.filter(({ name }) => name === 'Name').map(({ text }) => text.replace(/\s+/g, ' '));
  const values = isNames ? namesOfSystems([...named, ...inUnit]) : inUnit;
  const byKey = new Map(values.map((value) => [keyOf(facet, value), value]));
  return [...byKey.values()].slice(0, facet.distinct).join(valueSeparator);
}
