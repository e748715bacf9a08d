import type { Claim } from '../../../domain/analysis.ts';
import { absence, cited } from '../claims.ts';
import type { Material } from '../material.ts';
import { joined, sentence, wordCount } from '../phrasing.ts';
import { clauseOf, speaksOf } from '../quote-clause.ts';

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
  const covers =
    titles.length > 0
      ? `; the ${titles.length === 1 ? 'page with evidence is' : 'pages with evidence are'} ${joined(titles)}`
      : '';
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
    if (!speaksOf(fact.citation.quote, material.vendor.name) || /\b(?:aims|you|we)\b/.test(clause)) continue;
    if (clause === '' || definition.text.includes(clause)) continue;
    const claim = cited(`${definition.text} ${sentence(clause)}`, [...definition.citations, fact.citation]);
    if (wordCount(claim.text) <= mostWords && material.sound(claim)) return claim;
  }
  return definition;
}

/** The titles of the pages that most of the evidence stands on. */
function pageTitles({ evidence }: Material): string[] {
  const counts = new Map<string, number>();
  for (const { quotes } of evidence.checks) {
    for (const { citation } of quotes) counts.set(citation.title.trim(), (counts.get(citation.title.trim()) ?? 0) + 1);
  }
  counts.delete('');
  return [...counts.entries()]
    .sort(([a, first], [b, second]) => second - first || (a < b ? -1 : 1))
    .slice(0, 4)
    .map(([title]) => `“${title}”`);
}
