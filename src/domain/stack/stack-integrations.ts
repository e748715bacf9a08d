import type { IntegrationSide, StackIntegration } from './report-shape.ts';
import type { ProductName } from './stack-candidate.ts';
import type { StackCatalogue } from './stack-catalogue.ts';
import type { StackDetails } from './stack-product.ts';

/** The integrations between these products that their own documents state, those of both sides first, with the quotes of each. */
export function stackIntegrations(
  { products: all, meant }: StackCatalogue,
  standing: readonly number[],
  details: ReadonlyMap<string, StackDetails>,
): StackIntegration[] {
  const products = standing.flatMap((place): ProductName[] => {
    const found = all[place];
    return found ? [{ slug: found.slug, name: found.card.name }] : [];
  });
  const says = products.flatMap((by): IntegrationSide[] =>
    (details.get(by.slug)?.integrations ?? []).flatMap(({ name, citations }) => {
      const place = meant(name);
      const of = place === null ? undefined : products.find(({ slug }) => slug === all[place]?.slug);
      return of && of.slug !== by.slug ? [{ by, of, name, citations }] : [];
    }),
  );
  const pairs = products.flatMap((one, place) => products.slice(place + 1).map((other) => [one, other] as const));
  const found = pairs.flatMap(([one, other]): StackIntegration[] => {
    const between = [sideOf(says, one, other), sideOf(says, other, one)].filter((side) => side !== null);
    if (between.length === 0) return [];
    return [{ products: [one, other], sides: between.length === 2 ? 2 : 1, says: between }];
  });
  return found.sort((a, b) => b.sides - a.sides);
}

/** What one product's documents say of another; they may call it by several names. */
function sideOf(says: readonly IntegrationSide[], by: ProductName, of: ProductName): IntegrationSide | null {
  const all = says.filter((side) => side.by.slug === by.slug && side.of.slug === of.slug);
  const [first] = all;
  return first ? { ...first, citations: all.flatMap(({ citations }) => citations) } : null;
}
