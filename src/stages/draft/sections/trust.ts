import type { Claim } from '../../../domain/analysis.ts';
import { absence, cited, judgement } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { joined, possessive, sentence, wordCount } from '../phrasing.ts';
import { factOf, labelsOf, standings, tellingFirst } from '../standing.ts';

const mostWords = 120;

/** Where the product's trust comes from: only what its Permitted checks show, own or inherited, and the layers touched. */
export function trust(material: Material, layers: readonly string[]): Claim[] {
  const permitted = standings(material).find(({ dimension }) => dimension.id === 'inpact.permitted');
  if (!permitted) return [];
  const met = tellingFirst(permitted.met).slice(0, 3);
  const claims = [
    shown(met, material),
    met.length > 0 ? origin(met, material) : null,
    touches(layers, material),
    notShown([...permitted.absent], material),
    advice(permitted.met, material),
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

function shown(met: readonly Decided[], { vendor }: Material): Claim | null {
  if (met.length === 0) return null;
  const text = `Control over access is documented for ${vendor.name} by ${joined(met.map(factOf))}`;
  return cited(
    sentence(text),
    met.flatMap(({ proof }) => proof),
  );
}

/** Trust is inherited where the quoted passages name another system that the documentation treats as an integration. */
function origin(met: readonly Decided[], { vendor, facts }: Material): Claim {
  const citations = met.flatMap(({ proof }) => proof);
  const others = [...new Set([...facts.integration, ...facts.upstream, ...facts.downstream].map(({ name }) => name))]
    .filter((name) => name.length > 2 && name !== vendor.name)
    .filter((name) =>
      citations.some(({ quote }) =>
        quote
          .split(/[^\p{L}\p{N}.+-]+/u)
          .join(' ')
          .includes(name),
      ),
    )
    .sort()
    .slice(0, 3);
  return others.length > 0
    ? judgement(
        `Part of it is inherited: these passages lean on ${joined(others)}, whose configuration ${vendor.name} then depends on.`,
        citations,
      )
    : judgement(
        `These passages name no other platform, so the control reads as ${possessive(vendor.name)} own.`,
        citations,
      );
}

function touches(layers: readonly string[], { vendor, layer }: Material): Claim {
  const others = layers.filter((name) => name !== layer.name);
  const rest = others.length > 0 ? ` and touches ${joined(others)}` : '';
  return judgement(sentence(`${vendor.name} works in ${layer.name}${rest}`));
}

function notShown(absent: readonly Decided[], { vendor }: Material): Claim | null {
  if (absent.length === 0) return null;
  const text = `Not found for ${vendor.name} in the pages read: ${labelsOf(absent, 6)}`;
  return absence(
    sentence(text),
    absent.flatMap(({ result }) => result.searched),
  );
}

function advice(met: readonly Decided[], { vendor }: Material): Claim {
  const text =
    met.length >= 4
      ? `Before agents rely on ${vendor.name}, try the documented controls with their own identities.`
      : `Until more is shown, put ${vendor.name} behind a gateway that knows each caller and keeps its own record.`;
  return judgement(text);
}
