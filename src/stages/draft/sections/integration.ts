import type { Analysis, Claim } from '../../../domain/analysis.ts';
import type { Fact } from '../../../domain/evidence.ts';
import { cited, judgement } from '../claims.ts';
import type { Material } from '../material.ts';
import { capitalised, joined, sentence } from '../phrasing.ts';
import { clauseOf } from '../quote-clause.ts';
import { fullestFirst, nounsFirst } from '../standing.ts';

/** What the product does in its layer, what feeds it, and what it feeds. */
export function integration(material: Material): Analysis['integration'] {
  const { upstream, downstream } = material.category;
  return {
    role: role(material),
    upstream: neighbours('upstream', upstream, material),
    downstream: neighbours('downstream', downstream, material),
  };
}

function role(material: Material): Claim {
  const { vendor, category, layer } = material;
  const [first] = fullestFirst(material).flatMap(({ met }) => nounsFirst(met));
  const base = `In ${layer.name}, ${vendor.name} ${category.role}`;
  const claim = first ? judgement(sentence(`${base}; among its documented means is ${first.noun}`), first.proof) : null;
  return claim && material.sound(claim) ? claim : judgement(sentence(base));
}

function neighbours(kind: 'upstream' | 'downstream', usual: string, material: Material): Claim {
  const facts = material.facts[kind];
  for (const fact of facts) {
    const clause = clauseOf(fact.citation.quote, 34);
    if (clause === '') continue;
    const claim = cited(sentence(clause), [fact.citation]);
    if (material.sound(claim)) return claim;
  }
  const named = namedFirst(facts).slice(0, 4);
  if (named.length > 0) {
    const claim = judgement(
      sentence(
        `${capitalised(usual)}, with ${joined(named.map(({ name }) => name))} named for ${material.vendor.name}`,
      ),
      named.map(({ citation }) => citation),
    );
    if (material.sound(claim)) return claim;
  }
  return judgement(sentence(`For ${material.vendor.name}, ${usual}`));
}

function namedFirst(facts: readonly Fact[]): Fact[] {
  const seen = new Set<string>();
  return facts.filter(({ name }) => name !== '' && !seen.has(name) && seen.add(name));
}
