import { isInvented } from '../invented.ts';
import { priceWords } from '../vendor-words.ts';
import type { Joint, StackCandidate } from './stack-candidate.ts';
import type { StackGround } from './stack-ground.ts';
import type { Standing } from './standing.ts';

/** A product of the catalogue as a candidate for its slot, beside what stands in the others. */
export function candidateOf(ground: StackGround, product: number, standing: readonly Standing[]): StackCandidate {
  const { catalogue, constraints, canBeJoined } = ground;
  const found = catalogue.products[product];
  const weakest = catalogue.weakest[product];
  if (!found || !weakest) throw new Error(`The catalogue has no product ${product}`);
  const { slug, version, card } = found;
  const fails = constraints
    // A placement says what stands in a slot, not what could.
    .filter(({ id }) => !id.startsWith('in:'))
    .filter(({ id, refuses }) => (id === 'linked' ? !canBeJoined(product) : refuses(found)))
    .map(({ id, why }) => ({ constraint: id, text: why(found) }));
  return {
    ...{ slug, version, name: card.name, category: card.category, licence: card.licence },
    invented: isInvented(card.homepage),
    price: priceWords[card.price.kind],
    inpact: totalOf(card.inpact),
    goals: totalOf(card.goals),
    weakest,
    passes: fails.length === 0,
    fails,
    joints: jointsOf(ground, product, standing),
  };
}

/** The documented integrations of a product with what stands in other slots, those of both vendors first. */
export function jointsOf({ catalogue }: StackGround, product: number, standing: readonly Standing[]): Joint[] {
  const links = catalogue.links[product];
  return standing
    .flatMap(({ product: other }): Joint[] => {
      const sides = links?.get(other);
      const there = catalogue.products[other];
      return sides && there ? [{ slug: there.slug, name: there.card.name, sides }] : [];
    })
    .sort((a, b) => b.sides - a.sides);
}

function totalOf({ total, max, assessed, of, band }: StackCandidate['inpact']): StackCandidate['inpact'] {
  return { total, max, assessed, of, band };
}
