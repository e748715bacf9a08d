import type { Analysis, Claim } from '../../../domain/analysis.ts';
import type { Fact } from '../../../domain/evidence.ts';
import { cited, judgement } from '../claims.ts';
import type { Material } from '../material.ts';
import { joined, sentence } from '../phrasing.ts';
import { clauseOf } from '../quote-clause.ts';

/** What the product does in its layer, what feeds it, and what it feeds. */
export function integration(material: Material): Analysis['integration'] {
  const { upstream, downstream } = material.category;
  return {
    role: role(material),
    upstream: neighbours('upstream', upstream, material),
    downstream: neighbours('downstream', downstream, material),
  };
}

function role({ vendor, category, layer }: Material): Claim {
  return judgement(sentence(`In ${layer.name}, ${vendor.name} ${category.role}`));
}

function neighbours(kind: 'upstream' | 'downstream', usual: string, material: Material): Claim {
  const facts = material.facts[kind];
  for (const fact of facts) {
    const clause = clauseOf(fact.citation.quote, 34);
    if (clause === '') continue;
    const claim = cited(sentence(clause), [fact.citation]);
    if (material.sound(claim)) return claim;
  }
  const { name } = material.vendor;
  const named = namedFirst(facts).slice(0, 4);
  const lead = kind === 'upstream' ? `What feeds ${name}` : `What draws on ${name}`;
  const known = named.length > 0 ? `; named are ${joined(named.map((fact) => fact.name))}` : '';
  const claim = judgement(
    sentence(`${lead}: ${usual}${known}`),
    named.map(({ citation }) => citation),
  );
  return material.sound(claim) ? claim : judgement(sentence(`${lead}: ${usual}`));
}

function namedFirst(facts: readonly Fact[]): Fact[] {
  const seen = new Set<string>();
  return facts.filter(({ name }) => name !== '' && !seen.has(name) && seen.add(name));
}
