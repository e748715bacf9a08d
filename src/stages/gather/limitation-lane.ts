import type { Pace } from '../../domain/pace.ts';
import { toWords } from '../../domain/phrase-unit.ts';
import { type Rubric, rubricChecks } from '../../domain/rubric.ts';
import { termsOf } from '../../domain/stem.ts';
import { type Offer, unitWorth } from './offer.ts';
import type { ReadUnit } from './read-unit.ts';

/** Words with which documentation says what a product does not do. */
const limitationCue =
  /\b(?:(?:does|do|is|are|did|has|have|will)(?: currently| yet)?(?: not|n['’]t)(?: yet| currently)? (?:support(?:ed)?|available|provide[ds]?|implement(?:ed)?|include[ds]?|offer(?:ed)?|guarantee[ds]?|possible|allow(?:ed)?)|cannot|can['’]t|no (?:built-in|native|direct|official)? ?support|not supported|unsupported|unavailable|known (?:limitation|issue)s?|limitations? (?:is|are|of)|limited to|only supports?|no longer supports?|at most|must not exceed|maximum (?:number|size|length))\b/i;
const limitationHeading = /\b(?:limitations?|known issues?|restrictions?|caveats?|not supported|unsupported|limits)\b/i;

/** Of a check's terms a limiting sentence must hold so many: it must be about the check, not beside it. */
const leastTerms = 2;
/** Limiting sentences offered for each check. */
const unitsACheck = 4;

/** Whether a unit says what the product does not do or how far it goes. */
export function isLimitation({ phrase, passage, page }: ReadUnit): boolean {
  if (phrase.kind === 'code') return false;
  if (limitationCue.test(phrase.text)) return true;
  const closest = passage.headings.at(-1) ?? page.title;
  return limitationHeading.test(closest) && phrase.kind !== 'row' && phrase.words.length >= 6;
}

/** Limiting sentences about what a check asks. They limit a decision; alone they do not contradict it. */
export async function limitationLane(units: readonly ReadUnit[], rubric: Rubric, pace: Pace): Promise<Offer[]> {
  const limiting: { unit: ReadUnit; terms: Set<string> }[] = [];
  for (const unit of units) {
    if (isLimitation(unit)) limiting.push({ unit, terms: new Set(termsOf(unit.phrase.words)) });
    if (pace.due(unit.phrase.text.length)) await pace.rest();
  }
  const offers: Offer[] = [];
  for (const { check } of rubricChecks(rubric)) {
    const wanted = check.search.map((query) => termsOf(toWords(query).words));
    const those = limiting.flatMap(({ unit, terms }): Offer[] => {
      const held = Math.max(0, ...wanted.map((query) => query.filter((term) => terms.has(term)).length));
      if (held < leastTerms) return [];
      const score = held + unitWorth(unit) / 10;
      return [{ check: check.id, unit, stance: 'limits', lane: 'search', facet: '', hedged: false, found: '', score }];
    });
    those.sort((a, b) => b.score - a.score);
    offers.push(...those.slice(0, unitsACheck));
    await pace.rest();
  }
  return offers;
}
