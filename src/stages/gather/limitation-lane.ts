import { type Rubric, rubricChecks } from '../../domain/rubric.ts';
import { termsOf } from '../../domain/stem.ts';
import { type Offer, unitWorth } from './offer.ts';
import type { ReadUnit } from './read-unit.ts';
import type { SearchTerms } from './search-terms.ts';
import type { SitePage } from './site-page.ts';

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

/** What a limiting sentence is worth to the checks that it is about; nothing for any other sentence. */
export function limitsOf(unit: ReadUnit, checks: SearchTerms['checks']): { check: string; score: number }[] {
  if (!isLimitation(unit)) return [];
  const terms = new Set(termsOf(unit.phrase.words));
  const worth = unitWorth(unit) / 10;
  return checks.flatMap(({ check, queries }) => {
    const held = Math.max(0, ...queries.map((query) => query.filter((term) => terms.has(term)).length));
    return held < leastTerms ? [] : [{ check: check.id, score: held + worth }];
  });
}

/** Limiting sentences about what a check asks. They limit a decision; alone they do not contradict it. */
export function limitationLane(pages: readonly SitePage[], rubric: Rubric): Offer[] {
  const byCheck = new Map<string, Offer[]>();
  for (const { units, look } of pages) {
    for (const [at, check, score] of look.limits) {
      const unit = units.at(at);
      if (unit === undefined) continue;
      const those = byCheck.get(check) ?? [];
      byCheck.set(check, those);
      those.push({ check, unit, stance: 'limits', lane: 'search', facet: '', hedged: false, found: '', score });
    }
  }
  return rubricChecks(rubric).flatMap(({ check }) =>
    (byCheck.get(check.id) ?? []).sort((a, b) => b.score - a.score).slice(0, unitsACheck),
  );
}
