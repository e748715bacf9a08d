import type { Claim } from '../../../domain/analysis.ts';
import { absence, cited } from '../claims.ts';
import type { Material } from '../material.ts';
import { joined, sentence, wordCount } from '../phrasing.ts';
import { clauseOf } from '../quote-clause.ts';

const mostWords = 60;

/** What the product is, in its documentation's own words; where no sentence says it, what the documentation covers. */
export function summary(material: Material): Claim {
  for (const fact of material.facts.definition) {
    const clause = clauseOf(fact.citation.quote, mostWords);
    if (clause === '') continue;
    const claim = cited(sentence(clause), [fact.citation]);
    if (material.sound(claim)) return withPurpose(claim, material);
  }
  const { vendor, pagesRead } = material;
  const titles = pageTitles(material);
  const covers = titles.length > 0 ? `; the pages with evidence are ${joined(titles)}` : '';
  const claim = absence(`No sentence in the documentation read says what ${vendor.name} is${covers}.`, pagesRead);
  return material.sound(claim)
    ? claim
    : absence(`No sentence in the documentation read says what ${vendor.name} is.`, pagesRead);
}

/** A short definition leaves room for what the product is for. */
function withPurpose(definition: Claim, material: Material): Claim {
  if (wordCount(definition.text) > 18) return definition;
  for (const fact of material.facts.purpose) {
    const clause = clauseOf(fact.citation.quote, 26);
    if (clause === '' || definition.text.includes(clause)) continue;
    const claim = cited(`${definition.text} ${sentence(clause)}`, [...definition.citations, fact.citation]);
    if (wordCount(claim.text) <= mostWords && material.sound(claim)) return claim;
  }
  return definition;
}

function pageTitles({ evidence }: Material): string[] {
  const titles = evidence.checks
    .flatMap(({ quotes }) => quotes.map(({ citation }) => citation.title.trim()))
    .filter(Boolean);
  return [...new Set(titles)]
    .sort()
    .slice(0, 4)
    .map((title) => `“${title}”`);
}
