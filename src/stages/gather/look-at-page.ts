import type { Pace } from '../../domain/pace.ts';
import type { Rubric } from '../../domain/rubric.ts';
import { speaksToModel } from '../../domain/speaks-to-model.ts';
import { termsOf } from '../../domain/stem.ts';
import { comparisonFacts } from './comparison-facts.ts';
import { factsOf } from './facts.ts';
import { headingFacts } from './heading-facts.ts';
import { limitsOf } from './limitation-lane.ts';
import type { PageLook } from './page-look.ts';
import type { ReadUnit } from './read-unit.ts';
import { searchTerms } from './search-terms.ts';
import { signalLane } from './signal-lane.ts';
import { signalPhrases } from './signal-phrases.ts';

/** Looks at the units of one page, in order of place. */
export async function lookAtPage(units: readonly ReadUnit[], rubric: Rubric, pace: Pace): Promise<PageLook> {
  const phrases = signalPhrases(rubric);
  const wanted = searchTerms(rubric);
  const look: PageLook = { lengths: [], postings: {}, signals: [], limits: [], facts: [], systems: [], orders: [] };
  const postings = new Map<string, number[]>();
  const counts = new Map<string, number>();
  for (const [at, unit] of units.entries()) {
    const terms = termsOf(unit.phrase.words);
    look.lengths.push(terms.length);
    note(terms, wanted.all, { at, postings });
    for (const { check, facet, stance, hedged, found, score } of signalLane([unit], phrases, counts)) {
      look.signals.push([at, check, facet, stance, hedged, found, score]);
    }
    for (const { check, score } of limitsOf(unit, wanted.checks)) look.limits.push([at, check, score]);
    for (const { kind, name, score } of factsOf(unit)) look.facts.push([at, kind, name, score]);
    if (pace.due(unit.phrase.text.length * lanes)) await pace.rest();
  }
  const places = new Map(units.map((unit, at) => [unit, at]));
  for (const { kind, unit, name, score } of comparisonFacts(units)) {
    look.facts.push([places.get(unit) ?? 0, kind, name, score]);
  }
  for (const { unit, name, score } of headingFacts(units)) look.systems.push([places.get(unit) ?? 0, name, score]);
  for (const heading of headingsOf(units)) {
    if (speaksToModel(heading, false)) look.orders.push(heading);
    if (pace.due(heading.length * lanes)) await pace.rest();
  }
  return { ...look, postings: Object.fromEntries(postings) };
}

/** What stands above the units, each once. */
function headingsOf(units: readonly ReadUnit[]): ReadonlySet<string> {
  return new Set(
    [...new Set(units.map(({ passage }) => passage.headings))]
      .flat()
      .concat(units.slice(0, 1).map(({ page }) => page.title)),
  );
}

/** Lanes that read each unit: they share its characters' time. */
const lanes = 3;

function note(
  terms: readonly string[],
  wanted: ReadonlySet<string>,
  { at, postings }: { at: number; postings: Map<string, number[]> },
): void {
  const counts = new Map<string, number>();
  for (const term of terms) if (wanted.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  for (const [term, count] of counts) {
    const list = postings.get(term);
    if (list === undefined) postings.set(term, [at, count]);
    else list.push(at, count);
  }
}
