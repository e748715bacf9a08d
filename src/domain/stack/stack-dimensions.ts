import type { StackDimension } from './report-shape.ts';
import type { StackProduct } from './stack-product.ts';
import type { StackRubric } from './stack-rubric.ts';

/** The lowest level of each dimension over these products, and who has it; what was not assessed is lowest. */
export function stackDimensions(products: readonly StackProduct[], rubric: StackRubric): StackDimension[] {
  return (['inpact', 'goals'] as const).flatMap((framework) =>
    rubric[framework].dimensions.flatMap(({ id, letter, name }): StackDimension[] => {
      const levels = products.flatMap(({ slug, card }) => {
        const found = card[framework].dimensions.find((dimension) => dimension.id === id);
        return found ? [{ slug, name: card.name, level: found.level, max: found.max }] : [];
      });
      const lowest = levels.reduce<(typeof levels)[number] | null>(
        (least, each) => (least === null || shareOf(each) < shareOf(least) ? each : least),
        null,
      );
      if (lowest === null) return [];
      const share = shareOf(lowest);
      const causes = levels
        .filter((each) => shareOf(each) === share)
        .map((each) => ({ slug: each.slug, name: each.name }));
      return [{ id, letter, name, framework, level: lowest.level, max: lowest.max, share, causes }];
    }),
  );
}

/** The dimensions with the smallest share. */
export function weakestOf(dimensions: readonly StackDimension[]): StackDimension[] {
  const least = Math.min(...dimensions.map(({ share }) => share));
  return dimensions.filter(({ share }) => share === least);
}

function shareOf({ level, max }: { level: number | null; max: number }): number {
  return (level ?? 0) / max;
}
