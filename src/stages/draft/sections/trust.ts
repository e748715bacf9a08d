import type { Claim } from '../../../domain/analysis.ts';
import { isOfKind } from '../../../domain/product-kind.ts';
import { lacksOf, thingOf } from '../check-words.ts';
import { absence, cited, judgement } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { joined, possessive, sentence, wordCount } from '../phrasing.ts';
import { platformsNamed } from '../platforms-named.ts';
import { factOf, proofOf, standings, tellingFirst } from '../standing.ts';
import { tellingWords } from '../telling-words.ts';
import { reached } from './stack-impact.ts';

const mostWords = 120;
/** Beside its own: more would say of no layer that it matters. */
const layersTouched = 2;
const mostPlatforms = 3;

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
export function trust(material: Material): Claim[] {
  const permitted = standings(material).find(({ dimension }) => dimension.id === 'inpact.permitted');
  if (!permitted) return [];
  const telling = tellingFirst(permitted.met).slice(0, 3);
  const met = telling.length > 0 ? telling : permitted.met.slice(0, 1);
  // A library has no port to guard: what it cannot have is no gap. What a quote rules out stands whatever the kind.
  const absent = permitted.absent.filter(({ check }) => isOfKind(material.placed, check.fits));
  const against = denied(permitted.contradicted, material);
  const missing = notShown(absent, material);
  // Advice follows from what the section says: of a gap that is not told, a reader could not see what it settles.
  const open = [...(against ? permitted.contradicted.slice(0, 1) : []), ...(missing ? absent : [])];
  const claims = [
    shown(met, material),
    met.length > 0 ? origin(met, material) : null,
    touches(material),
    against,
    missing,
    met.length + open.length > 0 ? advice(open, material) : null,
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

/**
 * Trust is inherited where the quoted passages name another system. That they name none is said only where no word of them
 * could be a name, or speaks of something outside.
 */
function origin(met: readonly Decided[], { vendor, facts }: Material): Claim | null {
  const citations = met.flatMap(proofOf);
  const it = met.length > 1 ? 'these controls' : 'this control';
  const integrated = [...facts.integration, ...facts.upstream, ...facts.downstream].map(({ name }) => name);
  const { names, isClear } = platformsNamed(
    citations.map(({ quote }) => quote),
    integrated,
    {
      name: vendor.name,
      category: vendor.category,
      controls: met.flatMap((item) => [item.check.label, item.check.sought, thingOf(item)]),
    },
  );
  if (names.length > 0) {
    const care = `what is set there needs the same care as ${vendor.name} itself`;
    return judgement(`The passages on ${it} name ${joined(names.slice(0, mostPlatforms))}: ${care}.`, citations);
  }
  if (!isClear) return null;
  const none = `name no platform that ${vendor.name} would inherit ${met.length > 1 ? 'them' : 'it'} from`;
  return judgement(`The passages on ${it} ${none}.`, citations);
}

function touches(material: Material): Claim {
  const { vendor, layer, rubric } = material;
  const others = reached(material).filter(({ item }) => item.noun !== '');
  const near = others.slice(0, layersTouched).flatMap(({ layer: id, item }) => {
    const name = rubric.stack.layers.find((each) => each.id === id)?.name;
    return name === undefined ? [] : [{ text: `${name} (${item.noun})`, proof: item.nounProof }];
  });
  const rest = near.length > 0 ? ` and touches ${joined(near.map(({ text }) => text))}` : '';
  return judgement(
    sentence(`${vendor.name} works in ${layer.name}${rest}`),
    near.flatMap(({ proof }) => proof),
  );
}

/**
 * What the documentation rules out: one control, the first in rubric order, with its words where these may be published,
 * else by name alone; the quote stands behind it either way.
 */
function denied([item]: readonly Decided[], { vendor, sound }: Material): Claim | null {
  if (!item) return null;
  const { text, proof } = tellingWords(item);
  const bare = `${possessive(vendor.name)} documentation speaks against ${thingOf(item)}`;
  const texts = text === '' ? [bare] : [`${bare} (${text})`, bare];
  return texts.map((each) => cited(sentence(each), proof)).find(sound) ?? null;
}

function notShown(open: readonly Decided[], { vendor, pagesRead, sound }: Material): Claim | null {
  if (open.length === 0) return null;
  const searched = open.flatMap(({ result }) => result.searched);
  const claim = absence(
    sentence(`The pages read of ${vendor.name} show no ${lacksOf(open, 4)}`),
    searched.length > 0 ? searched : pagesRead,
  );
  return sound(claim) ? claim : null;
}

function advice(open: readonly Decided[], { vendor }: Material): Claim {
  const acts = open.flatMap(({ check }) => substitutes[check.id]?.(vendor.name) ?? []);
  const second = acts[1]?.replace(` ${vendor.name}`, ' it');
  return acts[0] !== undefined
    ? judgement(sentence(`Until that is settled, ${joined([acts[0], ...(second ? [second] : [])])}`))
    : judgement(`Before agents rely on ${vendor.name}, try each of these controls with their own identities.`);
}
