import type { Claim } from '../../../domain/analysis.ts';
import { repeatedSentence } from '../../../domain/lint-overlap.ts';
import { categoryName } from '../category-name.ts';
import { absence, cited, judgement } from '../claims.ts';
import { wordsOf } from '../dimension-words.ts';
import type { Material } from '../material.ts';
import { joined, sentence, wordCount } from '../phrasing.ts';
import { clauseOf } from '../quote-clause.ts';
import { emptiestFirst, fullestFirst, labelsOf, nounsFirst } from '../standing.ts';

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
  const [first, second] = fullestFirst(material).filter(({ met }) => nounsFirst(met).length > 0);
  if (!first) return null;
  const shown = nounsFirst(first.met).slice(0, 2);
  const more = second
    ? nounsFirst(second.met)
        .filter(({ noun }) => !shown.some((item) => item.noun === noun))
        .slice(0, 1)
    : [];
  const lead = `For ${wordsOf(first.dimension).need}, ${material.vendor.name} documents ${joined(shown.map(({ noun }) => noun))}`;
  const rest = second && more[0] ? `; for ${wordsOf(second.dimension).need}, ${more[0].noun}` : '';
  return cited(
    sentence(`${lead}${rest}`),
    [...shown, ...more].flatMap(({ proof }) => proof),
  );
}

function gaps(material: Material): Claim | null {
  const standing = emptiestFirst(material).find(({ absent }) => absent.length > 0);
  if (!standing) return null;
  const text = `Under ${standing.dimension.name}, the pages read of ${material.vendor.name} leave open: ${labelsOf(standing.absent, 4)}`;
  return absence(
    sentence(text),
    standing.absent.slice(0, 4).flatMap(({ result }) => result.searched),
  );
}

function pick(material: Material): Claim {
  const { vendor, category } = material;
  const full = fullestFirst(material).find(({ met }) => nounsFirst(met).length > 0);
  const last = emptiestFirst(material).find(({ absent }) => absent.length > 0);
  const shown = full ? nounsFirst(full.met)[0] : undefined;
  const use = full ? ` for ${wordsOf(full.dimension).need}` : '';
  const rest = last && last !== full ? `, and plan to get ${wordsOf(last.dimension).need} from elsewhere` : '';
  return judgement(
    sentence(`Pick ${vendor.name}${use} when the stack lacks ${categoryName(category.name)}${rest}`),
    shown?.proof ?? [],
  );
}
