import type { Claim } from '../../../domain/analysis.ts';
import type { Fact } from '../../../domain/evidence.ts';
import { absence, cited } from '../claims.ts';
import type { Material } from '../material.ts';
import { joined, sentence, wordCount } from '../phrasing.ts';
import { clauseOf, speaksOf } from '../quote-clause.ts';

const mostWords = 60;

/** What the product is, in its documentation's own words; where no sentence says it, what the documentation covers. */
export function summary(material: Material): Claim {
  for (const fact of definitions(material)) {
    const clause = clauseOf(fact.citation.quote, mostWords);
    if (clause === '') continue;
    const claim = cited(sentence(wholeOf(clause, fact.citation.quote)), [fact.citation]);
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

/** Of sentences of about the same worth, the one that says most: this far below the first, a sentence counts as its equal. */
const equal = 1;
const tellingWords = 9;

/** Pages whose very purpose is to say what the product is. */
const introduction = /\/(?:(?:index|readme|overview|introduction|intro|about|what-is[\w-]*)(?:\.\w+)?\/?)?$/i;

/** Who keeps it and on which terms is not what it is. */
const aboutTerms = /\b(?:licen[sc]ed?|foundation|project|community|incubating|free|independent)\b/i;

/** Definitions in the order in which they tell what the product is; those of the same worth keep theirs. */
function definitions({ facts: { definition }, category }: Material): Fact[] {
  const top = definition[0]?.score ?? 0;
  const near = definition.filter(({ score }) => score >= top - equal);
  const kind = category.name.toLowerCase().replace(/\s*\(.*\)/, '');
  const worth = ({ citation: { quote, url } }: Fact) =>
    (quote.toLowerCase().includes(kind) ? 1 : 0) +
    (introduction.test(url) ? 1 : 0) +
    (wordCount(quote) >= tellingWords ? 1 : 0) -
    (aboutTerms.test(quote) ? 2 : 0);
  const ranked = near.map((fact, index) => ({ fact, index, worth: worth(fact) }));
  ranked.sort((a, b) => b.worth - a.worth || a.index - b.index);
  return [...ranked.map(({ fact }) => fact), ...definition.slice(near.length)];
}

/** "X is a framework" says too little: there it goes on to the end of its sentence. What stood before it stays away. */
function wholeOf(clause: string, quote: string): string {
  const whole = quote.replace(/\s+/g, ' ').trim();
  const at = whole.indexOf(clause);
  if (at === -1) return clause;
  const line = whole.slice(at);
  const isOne = !/[.!?]\s+\p{Lu}/u.test(line) && wordCount(line) <= mostWords;
  return wordCount(clause) < tellingWords && isOne ? line : clause;
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
