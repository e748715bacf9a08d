import type { Analysis, Claim } from '../../../domain/analysis.ts';
import { stemOf } from '../../../domain/claim-clause.ts';
import { categoryName } from '../category-name.ts';
import { cited, judgement } from '../claims.ts';
import type { Material } from '../material.ts';
import { isKnownSystem, outsideSystem } from '../outside-system.ts';
import { sentence } from '../phrasing.ts';
import { clauseOf, speaksOf } from '../quote-clause.ts';

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
    if (clause === '' || !tellsOf(clause, { kind, usual, material })) continue;
    const claim = cited(sentence(clause), [fact.citation]);
    if (material.sound(claim)) return claim;
  }
  const { name } = material.vendor;
  return judgement(
    sentence(
      kind === 'upstream'
        ? `As ${categoryName(material.category.name)}, ${name} is fed by ${usual}`
        : `What ${name} gives out is used by ${usual}`,
    ),
  );
}

/** Where something comes from or goes to is said with one of these. */
const ways = { upstream: /\b(?:from|in|scrapes|polls)\b/, downstream: /\b(?:to|into)\b/ } as const;

/** Whether a statement says who feeds the product or whom it feeds: of the product, with a neighbour in it, in the right direction. */
function tellsOf(
  clause: string,
  { kind, usual, material }: { kind: 'upstream' | 'downstream'; usual: string; material: Material },
): boolean {
  const { vendor } = material;
  const own = clause.replace(/^The /, '');
  // A sink takes what the product gave out, whatever it reads itself.
  const turned = kind === 'upstream' ? /\bsink\b/i : /\bsource connector\b/i;
  if (!own.startsWith(`${vendor.name} `) || turned.test(clause) || !ways[kind].test(clause)) return false;
  const words = clause.slice(clause.indexOf(vendor.name) + vendor.name.length).split(/[\s,()]+/);
  const named = words.some((word) => isKnownSystem(word) && outsideSystem(word, vendor) !== '');
  const usualStems = new Set(stemsOf(usual));
  return named || (speaksOf(clause, vendor.name) && stemsOf(clause).some((stem) => usualStems.has(stem)));
}

/** Shorter words say nothing of who is meant. */
const shortest = 5;

function stemsOf(text: string): string[] {
  return (text.toLowerCase().match(/\p{L}+/gu) ?? []).filter((word) => word.length >= shortest).map(stemOf);
}
