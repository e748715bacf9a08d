import type { Claim } from '../../../domain/analysis.ts';
import { repeatedSentence } from '../../../domain/lint-overlap.ts';
import { categoryName } from '../category-name.ts';
import { lacksOf } from '../check-words.ts';
import { absence, cited, judgement } from '../claims.ts';
import { wordsOf } from '../dimension-words.ts';
import type { Decided, Material } from '../material.ts';
import { joined, possessive, sentence, wordCount } from '../phrasing.ts';
import { clauseOf, speaksOf } from '../quote-clause.ts';
import { factOf, fittingGaps, fullestFirst, proofOf, type Standing, tellingFirst } from '../standing.ts';

const mostWords = 120;
/** A shorter purpose says too little to stand first. */
const leastWords = 8;
/** With fewer checks met in its fullest dimension, a product is recommended for a trial only. */
const leastMet = 3;

/** Who keeps a product, and on which terms, is not what it does. */
const aboutPeople = /\b(?:we|our|project|community|licen[sc]ed?|incubating|founded|originally|also|you)\b/i;

/** What it is for, where its documentation is full, where it is not; the last sentence says when to pick it. */
export function analysisText(material: Material, summary: Claim): Claim[] {
  const full = fullest(material);
  const body = [purpose(material, summary), full?.claim ?? null, gaps(material)].filter((claim) => claim !== null);
  const claims = [...body, pick(material, full?.standing ?? null)].filter((claim) => material.sound(claim));
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
  for (const fact of all.filter(({ citation }) => speaksOf(citation.quote, vendor.name))) {
    const clause = clauseOf(fact.citation.quote, 34);
    if (wordCount(clause) < leastWords || aboutPeople.test(clause)) continue;
    const claim = cited(sentence(clause), [fact.citation]);
    if (material.sound(claim) && repeatedSentence(summary.text, claim.text) === null) return claim;
  }
  return null;
}

/** The dimension that the documentation serves most among those that can be told of, and the sentence on it. */
function fullest(material: Material): { claim: Claim; standing: Standing } | null {
  const able = fullestFirst(material).filter(({ met }) => told({ met }).length > 0);
  const name = possessive(material.vendor.name);
  const most = Math.max(0, ...fullestFirst(material).map(({ met }) => met.length));
  for (const standing of able) {
    const shown = told(standing).slice(0, 2);
    const next = able.find((other) => other !== standing);
    const more = next ? told(next).slice(0, 1) : [];
    const rest = next ? `; on ${wordsOf(next.dimension).topic} it shows ${joined(more.map(factOf))}` : '';
    const reach = standing.met.length === most ? 'goes furthest' : 'is concrete';
    const lead = `${name} documentation ${reach} on ${wordsOf(standing.dimension).topic}, with ${joined(shown.map(factOf))}`;
    const claims = [
      cited(sentence(`${lead}${rest}`), [...shown, ...more].flatMap(proofOf)),
      cited(sentence(lead), shown.flatMap(proofOf)),
    ];
    const claim = claims.find((each) => material.sound(each));
    if (claim) return { claim, standing };
  }
  return null;
}

/** Those with a name before those with a statement: a name reads well in brackets. */
function told({ met }: Pick<Standing, 'met'>): Decided[] {
  const all = tellingFirst(met);
  const quoted = met.filter(({ quoted: words }) => words !== null);
  return [...all.filter(({ noun }) => noun !== ''), ...all.filter(({ noun }) => noun === ''), ...quoted];
}

function gaps(material: Material): Claim | null {
  const [standing, other] = fittingGaps(material);
  if (!standing) return null;
  const { name } = material.vendor;
  const also = other ? ` and, on ${wordsOf(other.dimension).topic}, no ${lacksOf(other.absent, 2)}` : '';
  const text = `${name} leaves ${wordsOf(standing.dimension).topic} open: the pages read show no ${lacksOf(standing.absent, 2)}${also}`;
  const searched = [...standing.absent.slice(0, 2), ...(other?.absent.slice(0, 2) ?? [])];
  return absence(
    sentence(text),
    searched.flatMap(({ result }) => result.searched),
  );
}

function pick(material: Material, fullestOne: Standing | null): Claim {
  const { vendor, category } = material;
  const full = fullestOne ?? fullestFirst(material).find(({ met }) => met.length > 0);
  const [last] = fittingGaps(material);
  const [shown] = full ? told(full) : [];
  if (!full) {
    const text = `Pick ${vendor.name} only for a trial as ${categoryName(category.name)}, since the documentation read decides too little to rely on`;
    return judgement(sentence(text));
  }
  if (full.met.length < leastMet) {
    const text = `Pick ${vendor.name} for a trial only, if you need ${categoryName(category.name)} and ${wordsOf(full.dimension).when}: beyond ${wordsOf(full.dimension).topic} its pages say too little`;
    return judgement(sentence(text), shown ? proofOf(shown) : []);
  }
  const rest = last && last !== full ? `; ${wordsOf(last.dimension).supply}` : '';
  return judgement(
    sentence(
      `Pick ${vendor.name} if you need ${categoryName(category.name)} and ${wordsOf(full.dimension).when}${rest}`,
    ),
    shown ? proofOf(shown) : [],
  );
}
