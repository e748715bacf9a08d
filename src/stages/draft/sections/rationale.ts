import type { Citation, Claim } from '../../../domain/analysis.ts';
import { lacksOf, thingOf } from '../check-words.ts';
import { absence, cited } from '../claims.ts';
import type { Decided, Material } from '../material.ts';
import { joined, lowered, possessive, sentence, wordCount } from '../phrasing.ts';
import { factOf, proofOf, type Standing, tellingFirst } from '../standing.ts';

/** A second statement is told beside the first only while both can be read in one breath. */
const mostWordsStated = 30;

/** A part of the sentence with what proves it. */
interface Part {
  text: string;
  proof: Citation[];
}

/** One sentence: what was observed, in words of the documentation where they stand alone, and what is missing. */
export function rationale(standing: Standing, material: Material): Claim {
  for (const part of candidates(standing, material)) {
    const claim = cited(
      sentence(
        `${part.text}${missing(standing, part.text.includes(material.vendor.name) ? '' : ` of ${material.vendor.name}`)}`,
      ),
      part.proof,
    );
    if (material.sound(claim)) return claim;
  }
  return nothing(standing, material);
}

/** Best first; each is tried until one may be published. */
function candidates(standing: Standing, material: Material): Part[] {
  const { met, partly, contradicted } = standing;
  const [against] = tellingFirst(contradicted);
  const half = tellingFirst(partly)[0];
  const shown = [...stated(tellingFirst(met), material), ...named(met, material)];
  const withHalf = half && met.length < 4 ? shown.map((part) => joinedParts(part, inPart(half))) : [];
  const withAgainst = against ? shown.map((part) => joinedParts(part, ruledOut(against))) : [];
  const { name } = material.vendor;
  const halfOnly = half ? [{ text: `${name} documents ${factOf(half)} in part`, proof: proofOf(half) }] : [];
  const againstOnly = against ? [{ text: `${name} rules out ${factOf(against)}`, proof: proofOf(against) }] : [];
  return [...withAgainst, ...againstOnly, ...withHalf, ...shown, ...halfOnly, ...plain(standing, material)];
}

/** Two statements, or one with a name beside it, or one. */
function stated(items: readonly Decided[], material: Material): Part[] {
  const [first, ...others] = items.filter(({ said }) => said !== null);
  if (!first?.said) return [];
  const lead = ownLead(first.said.text, material);
  const one = { text: lead, proof: first.said.proof };
  const second = others.find(({ said }) => said && wordCount(lead) + wordCount(said.text) <= mostWordsStated);
  if (second?.said) {
    const more = { text: lowered(second.said.text, material.names), proof: second.said.proof };
    return [joinedParts(one, { ...more, text: `and ${more.text}` }), one];
  }
  const beside = items.find((item) => item !== first && item.noun !== '');
  if (!beside) return [one];
  return [joinedParts(one, { text: `beside ${factOf(beside)}`, proof: proofOf(beside) }), one];
}

/** A statement that does not name the product says whose it is. */
function ownLead(text: string, { vendor, names }: Material): string {
  return text.includes(vendor.name) ? text : `In ${vendor.name}, ${lowered(text, names)}`;
}

function named(met: readonly Decided[], { vendor }: Material): Part[] {
  const items = tellingFirst(met.filter(({ noun }) => noun !== '')).slice(0, 2);
  if (items.length === 0) return [];
  return [{ text: `${vendor.name} documents ${joined(items.map(factOf))}`, proof: items.flatMap(proofOf) }];
}

function plain({ met, partly, contradicted }: Standing, { vendor }: Material): Part[] {
  const items = [...met, ...partly, ...contradicted].filter(({ result }) => result.citations.length > 0).slice(0, 3);
  if (items.length === 0) return [];
  const text = `${possessive(vendor.name)} documentation speaks to ${joined(items.map(thingOf))}`;
  return [{ text, proof: items.flatMap(({ result }) => result.citations.slice(0, 1)) }];
}

function inPart(item: Decided): Part {
  return { text: `with ${factOf(item)} in part`, proof: proofOf(item) };
}

function ruledOut(item: Decided): Part {
  const said = item.said ? `: “${item.said.text}”` : '';
  return {
    text: `while its documentation rules out ${thingOf(item)}${said}`,
    proof: item.said?.proof ?? proofOf(item),
  };
}

function joinedParts(first: Part, second: Part): Part {
  return { text: `${first.text}, ${second.text}`, proof: [...first.proof, ...second.proof] };
}

function missing({ absent }: Standing, whose: string): string {
  return absent.length > 0 ? `; the pages read${whose} show no ${lacksOf(absent, 3)}` : '';
}

function nothing({ dimension, absent }: Standing, { vendor, pagesRead }: Material): Claim {
  const searched = absent.flatMap(({ result }) => result.searched);
  return absence(
    sentence(`Nothing on ${dimension.name} was found for ${vendor.name}: no ${lacksOf(absent, 6)}`),
    searched.length > 0 ? searched : pagesRead,
  );
}
