import type { Analysis, Claim } from '../../../domain/analysis.ts';
import { lacksOf } from '../check-words.ts';
import { absence, cited, judgement } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { joined, possessive, sentence, wordCount } from '../phrasing.ts';
import { factOf, proofOf, standings, tellingFirst } from '../standing.ts';

const mostWords = 120;
/** Beside its own: more would say of no layer that it matters. */
const layersTouched = 2;

/** What to put in front of a product that does not show a check of Permitted. */
const substitutes: Readonly<Record<string, (name: string) => string>> = {
  'permitted.authentication': (name) => `put ${name} behind a gateway that knows each caller`,
  'permitted.roles': (name) => `grant rights to roles in front of ${name}`,
  'permitted.attributes': (name) => `let a policy engine in front of ${name} weigh who asks for what`,
  'permitted.isolation': (name) => `give each tenant an encrypted installation of ${name}`,
  'permitted.access-audit': (name) => `keep the record of calls to ${name} at a gateway`,
  'permitted.fine-control': (name) => `have a person approve risky acts in ${name}`,
};

/** Where the product's trust comes from: only what its Permitted checks show, own or inherited, and the layers touched. */
export function trust(material: Material, stack: Analysis['stackImpact']): Claim[] {
  const permitted = standings(material).find(({ dimension }) => dimension.id === 'inpact.permitted');
  if (!permitted) return [];
  const met = tellingFirst(permitted.met).slice(0, 3);
  const claims = [
    shown(met, material),
    met.length > 0 ? origin(met, material) : null,
    notShown([...permitted.contradicted, ...permitted.absent], material),
    touches(stack, material),
    advice([...permitted.contradicted, ...permitted.absent], material),
  ].filter((claim) => claim !== null && material.sound(claim)) as Claim[];
  return within(claims, mostWords);
}

/** As many whole sentences as fit. */
function within(claims: readonly Claim[], most: number): Claim[] {
  const kept: Claim[] = [];
  let total = 0;
  for (const claim of claims) {
    total += wordCount(claim.text);
    if (total > most) break;
    kept.push(claim);
  }
  return kept;
}

function shown(met: readonly Decided[], { vendor, sound }: Material): Claim | null {
  for (let count = met.length; count > 0; count -= 1) {
    const items = met.slice(0, count);
    const text = sentence(`Trust in ${vendor.name} rests on ${joined(items.map(factOf))}`);
    const claim = cited(text, items.flatMap(proofOf));
    if (sound(claim)) return claim;
  }
  return null;
}

/** Trust is inherited where the quoted passages name another system that the documentation treats as an integration. */
function origin(met: readonly Decided[], { vendor, facts }: Material): Claim {
  const citations = met.flatMap(proofOf);
  const others = [...new Set([...facts.integration, ...facts.upstream, ...facts.downstream].map(({ name }) => name))]
    .filter((name) => name.length > 2 && !name.startsWith(vendor.name))
    .filter((name) =>
      citations.some(({ quote }) => ` ${quote.split(/[^\p{L}\p{N}.+-]+/u).join(' ')} `.includes(` ${name} `)),
    )
    .sort()
    .slice(0, 3);
  return others.length > 0
    ? judgement(
        `Part of this control is inherited from ${joined(others)}, so ${others.length > 1 ? 'their' : 'its'} configuration needs the same care as that of ${vendor.name}.`,
        citations,
      )
    : judgement(
        `As described, this control is ${possessive(vendor.name)} own and not inherited from a platform.`,
        citations,
      );
}

function touches(stack: Analysis['stackImpact'], { vendor, layer, rubric }: Material): Claim {
  const others = stack
    .filter((line) => line.layer !== vendor.layer && line.effect.kind === 'cited')
    .slice(0, layersTouched);
  const names = others.flatMap((line) => rubric.stack.layers.find(({ id }) => id === line.layer)?.name ?? []);
  const rest = names.length > 0 ? ` and is cited below as reaching into ${joined(names)}` : '';
  return judgement(
    sentence(`${vendor.name} works in ${layer.name}${rest}`),
    others.flatMap(({ effect }) => effect.citations),
  );
}

function notShown(open: readonly Decided[], { vendor, pagesRead }: Material): Claim | null {
  if (open.length === 0) return null;
  const searched = open.flatMap(({ result }) => result.searched);
  return absence(
    sentence(`The pages read of ${vendor.name} show no ${lacksOf(open, 4)}`),
    searched.length > 0 ? searched : pagesRead,
  );
}

function advice(open: readonly Decided[], { vendor }: Material): Claim {
  const acts = open.flatMap(({ check }) => substitutes[check.id]?.(vendor.name) ?? []);
  const second = acts[1]?.replace(` ${vendor.name}`, ' it');
  return acts[0] !== undefined
    ? judgement(sentence(`Until that is settled, ${joined([acts[0], ...(second ? [second] : [])])}`))
    : judgement(`Before agents rely on ${vendor.name}, try each of these controls with their own identities.`);
}
