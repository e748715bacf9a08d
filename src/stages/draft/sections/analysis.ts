import type { Citation, Claim } from '../../../domain/analysis.ts';
import { repeatedSentence } from '../../../domain/lint-overlap.ts';
import { absence, cited, judgement } from '../claims.ts';
import { wordsOf } from '../dimension-words.ts';
import type { Decided, Material } from '../material.ts';
import { joined, sentence, wordCount } from '../phrasing.ts';
import { clauseOf } from '../quote-clause.ts';
import { emptiestFirst, fullestFirst, labelOf, tellingFirst } from '../standing.ts';

const mostWords = 120;

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
  const said = new Set(summary.citations.map(({ quote }) => quote));
  for (const fact of [...material.facts.purpose, ...material.facts.definition.slice(1)]) {
    if (said.has(fact.citation.quote)) continue;
    const clause = clauseOf(fact.citation.quote, 34);
    if (clause === '') continue;
    const claim = cited(sentence(clause), [fact.citation]);
    if (material.sound(claim) && repeatedSentence(summary.text, claim.text) === null) return claim;
  }
  return null;
}

function fullest(material: Material): Claim | null {
  const [first, second] = fullestFirst(material).filter(({ met }) => met.length > 0);
  if (!first) return null;
  const shown = tellingFirst(first.met).slice(0, 2);
  const more = second
    ? tellingFirst(second.met)
        .filter(({ found }) => !shown.some((item) => item.found === found))
        .slice(0, 1)
    : [];
  if (shown.length === 0) return null;
  const { name } = material.vendor;
  const lead = `For ${wordsOf(first.dimension).need}, ${name} documents ${joined(shown.map(({ found }) => found))}`;
  const rest = second && more[0] ? `; for ${wordsOf(second.dimension).need}, ${more[0].found}` : '';
  return cited(sentence(`${lead}${rest}`), citationsOf([...shown, ...more]));
}

function gaps(material: Material): Claim | null {
  const { name } = material.vendor;
  const standing = emptiestFirst(material).find(({ absent }) => absent.length > 0);
  if (!standing) return null;
  const absent = standing.absent.slice(0, 3);
  const text = `Under ${standing.dimension.name}, no page read of ${name} shows ${joined(absent.map(labelOf), 'or')}`;
  return absence(
    sentence(text),
    absent.flatMap(({ result }) => result.searched),
  );
}

function pick(material: Material): Claim {
  const { vendor, category } = material;
  const [first] = fullestFirst(material);
  const [last] = emptiestFirst(material);
  const shown = first ? tellingFirst(first.met)[0] : undefined;
  const wanted = shown ? ` and ${shown.found} ${shown.found.endsWith('s') ? 'are' : 'is'} part of the plan` : '';
  const missing = last?.absent[0] ? `, with ${labelOf(last.absent[0])} supplied from elsewhere` : '';
  return judgement(
    sentence(`Pick ${vendor.name} when the stack lacks ${article(category.name)}${wanted}${missing}`),
    shown?.proof ?? [],
  );
}

function article(name: string): string {
  const plain = /^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
  return `${/^(?:[aeiou]|LLM|ML|RAG|A\/B)/i.test(plain) && !/^RAG/.test(plain) ? 'an' : 'a'} ${plain}`;
}

function citationsOf(items: readonly Decided[]): Citation[] {
  return items.flatMap(({ proof }) => proof);
}
