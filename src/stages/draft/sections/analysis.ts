import type { Claim } from '../../../domain/analysis.ts';
import { repeatedSentence } from '../../../domain/lint-overlap.ts';
import { categoryName } from '../category-name.ts';
import { lacksOf } from '../check-words.ts';
import { absence, cited, judgement } from '../claims.ts';
import { wordsOf } from '../dimension-words.ts';
import type { Material } from '../material.ts';
import { joined, possessive, sentence, wordCount } from '../phrasing.ts';
import { clauseOf, speaksOf } from '../quote-clause.ts';
import { emptiestFirst, factOf, fullestFirst, proofOf, type Standing, tellingFirst } from '../standing.ts';

const mostWords = 120;
/** With fewer checks met in its fullest dimension, a product is recommended for a trial only. */
const leastMet = 3;

/** Who keeps a product, and on which terms, is not what it does. */
const aboutPeople = /\b(?:we|our|project|community|licen[sc]ed?|incubating|founded|originally)\b/i;

/** What it is for, where its documentation is full, where it is not; the last sentence says when to pick it. */
export function analysisText(material: Material, summary: Claim): Claim[] {
  const body = [purpose(material, summary), fullest(material), gaps(material)].filter((claim) => claim !== null);
  const claims = [...body, pick(material)].filter((claim) => material.sound(claim));
  const kept = claims.filter(({ text }) => repeatedSentence(summary.text, text) === null);
  // The purpose is the longest and the least needed: the summary says most of it.
  return words(kept) > mostWords ? kept.slice(1) : kept;
}

function words(claims: readonly Claim[]): number {
  return claims.reduce((sum, { text }) => sum + wordCount(text), 0);
}

function purpose(material: Material, summary: Claim): Claim | null {
  const { facts, vendor } = material;
  const said = new Set(summary.citations.map(({ quote }) => quote));
  const all = [...facts.definition, ...facts.purpose].filter(({ citation }) => !said.has(citation.quote));
  for (const fact of [...all.filter(({ citation }) => speaksOf(citation.quote, vendor.name)), ...facts.purpose]) {
    const clause = clauseOf(fact.citation.quote, 34);
    if (clause === '' || !clause.includes(vendor.name) || aboutPeople.test(clause)) continue;
    const claim = cited(sentence(clause), [fact.citation]);
    if (material.sound(claim) && repeatedSentence(summary.text, claim.text) === null) return claim;
  }
  return null;
}

function fullest(material: Material): Claim | null {
  const [first, second] = fullestFirst(material).filter(({ met }) => told({ met }).length > 0);
  if (!first) return null;
  const shown = told(first).slice(0, 2);
  const more = second ? told(second).slice(0, 1) : [];
  const name = possessive(material.vendor.name);
  const rest = second ? `; on ${wordsOf(second.dimension).topic} it shows ${joined(more.map(factOf))}` : '';
  for (const tail of [rest, '']) {
    const items = tail === '' ? shown : [...shown, ...more];
    const lead = `${name} documentation goes furthest on ${wordsOf(first.dimension).topic}, with ${joined(shown.map(factOf))}`;
    const claim = cited(sentence(`${lead}${tail}`), items.flatMap(proofOf));
    if (material.sound(claim)) return claim;
  }
  return null;
}

/** Those with a name before those with a statement: a name reads well in brackets. */
function told({ met }: Pick<Standing, 'met'>) {
  const all = tellingFirst(met);
  return [...all.filter(({ noun }) => noun !== ''), ...all.filter(({ noun }) => noun === '')];
}

function gaps(material: Material): Claim | null {
  const [standing, other] = emptiestFirst(material).filter(({ absent }) => absent.length > 0);
  if (!standing) return null;
  const { name } = material.vendor;
  const also = other ? ` and, on ${wordsOf(other.dimension).topic}, no ${lacksOf(other.absent, 2)}` : '';
  const text = `It leaves ${wordsOf(standing.dimension).topic} open: the pages read of ${name} show no ${lacksOf(standing.absent, 3)}${also}`;
  const searched = [...standing.absent.slice(0, 3), ...(other?.absent.slice(0, 2) ?? [])];
  return absence(
    sentence(text),
    searched.flatMap(({ result }) => result.searched),
  );
}

function pick(material: Material): Claim {
  const { vendor, category } = material;
  const full = fullestFirst(material).find(({ met }) => met.length > 0);
  const last = emptiestFirst(material).find(({ absent }) => absent.length > 0);
  const [shown] = full ? told(full) : [];
  if (!full) {
    const text = `Pick ${vendor.name} only for a trial as ${categoryName(category.name)}, since the documentation read decides too little to rely on`;
    return judgement(sentence(text));
  }
  if (full.met.length < leastMet) {
    const text = `Pick ${vendor.name} for a trial where the stack lacks ${categoryName(category.name)} and ${wordsOf(full.dimension).when}; the pages read say too little beyond ${wordsOf(full.dimension).topic}`;
    return judgement(sentence(text), shown ? proofOf(shown) : []);
  }
  const rest = last && last !== full ? `; plan to supply ${wordsOf(last.dimension).supply} yourself` : '';
  return judgement(
    sentence(
      `Pick ${vendor.name} when the stack lacks ${categoryName(category.name)} and ${wordsOf(full.dimension).when}${rest}`,
    ),
    shown ? proofOf(shown) : [],
  );
}
