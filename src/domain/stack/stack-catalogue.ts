import type { Stack } from '../rubric.ts';
import { productNames } from './product-names.ts';
import type { WeakestLink } from './stack-candidate.ts';
import type { StackProduct } from './stack-product.ts';
import { weakestLink } from './weakest-link.ts';

/** What is worked out once a catalogue. Products are called by their place in it. */
export interface StackCatalogue {
  readonly products: readonly StackProduct[];
  readonly bySlug: ReadonlyMap<string, number>;
  /** By category of the rubric, in the order of their slugs. */
  readonly ofCategory: ReadonlyMap<string, readonly number[]>;
  readonly weakest: readonly WeakestLink[];
  /** For each product those of other categories that documents join it with: 2 where both vendors' do. */
  readonly links: readonly ReadonlyMap<number, 1 | 2>[];
  /** Which product a documented name means; null where none, or it is not certain. */
  readonly meant: (name: string) => number | null;
}

/** A catalogue is asked again and again, and does not change while it is the same list. */
const known = new WeakMap<readonly StackProduct[], { stack: Stack; catalogue: StackCatalogue }>();

/** The catalogue of a list of products, remembered for as long as that very list is. */
export function stackCatalogue(products: readonly StackProduct[], stack: Stack): StackCatalogue {
  const seen = known.get(products);
  if (seen?.stack === stack) return seen.catalogue;
  const catalogue = build(products, stack);
  known.set(products, { stack, catalogue });
  return catalogue;
}

function build(products: readonly StackProduct[], stack: Stack): StackCatalogue {
  const ofCategory = new Map<string, number[]>(
    stack.layers.flatMap(({ categories }) => categories.map(({ id }): [string, number[]] => [id, []])),
  );
  products.forEach(({ card }, place) => {
    ofCategory.get(card.category)?.push(place);
  });
  const slugOf = (place: number): string => products[place]?.slug ?? '';
  const meant = productNames(products.map(({ slug, card }) => ({ slug, name: card.name })));
  for (const places of ofCategory.values()) places.sort((a, b) => (slugOf(a) < slugOf(b) ? -1 : 1));
  return {
    products,
    bySlug: new Map(products.map(({ slug }, place) => [slug, place])),
    ofCategory,
    weakest: products.map(({ card }) => weakestLink(card)),
    links: linksOf({ products, ofCategory, meant }),
    meant,
  };
}

function linksOf({
  products,
  ofCategory,
  meant,
}: Pick<StackCatalogue, 'products' | 'ofCategory' | 'meant'>): Map<number, 1 | 2>[] {
  const named = products.map(({ card }, place) => {
    if (!ofCategory.has(card.category)) return new Set<number>();
    const places = card.integrates.map((name) => meant(name));
    return new Set(places.filter((other): other is number => other !== null && other !== place));
  });
  const links = products.map(() => new Map<number, 1 | 2>());
  named.forEach((others, place) => {
    const category = products[place]?.card.category;
    for (const other of others) {
      const there = products[other]?.card.category;
      if (there === category || there === undefined || !ofCategory.has(there)) continue;
      const sides = named[other]?.has(place) ? 2 : 1;
      links[place]?.set(other, sides);
      links[other]?.set(place, sides);
    }
  });
  return links;
}
