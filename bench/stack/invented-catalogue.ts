import type { PriceKind } from '../../src/domain/closed-lists.ts';
import type { FrameworkCard } from '../../src/domain/publication-card.ts';
import type { Framework, Rubric } from '../../src/domain/rubric.ts';
import type { StackProduct } from '../../src/domain/stack/stack-product.ts';

/** Numbers from 0 to 1 that are the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** About one product in seven has a dimension that could not be assessed. */
const notAssessed = 0.014;
/** Names that no product of the catalogue bears. */
const outside = 0.3;
/** Of the names that stand in the catalogue, those of a product that names this one too. */
const returned = 0.3;

const licences = ['Apache-2.0', 'MIT', 'proprietary', 'BUSL-1.1', 'AGPL-3.0-only', 'unknown'];
const prices: PriceKind[] = ['free-oss', 'free-tier', 'paid', 'usage-based', 'contact-sales', 'unknown'];

/**
 * A made-up catalogue: categories of very different sizes, levels that go together within a product, and 5 to 20 documented
 * integrations each, of which a few products get most, as Kafka or PostgreSQL do.
 */
export function inventedCatalogue(count: number, rubric: Rubric, seed: number): StackProduct[] {
  const random = seeded(seed);
  const categories = rubric.stack.layers.flatMap(({ id, categories: each }) =>
    each.map((category) => ({ layer: id, category: category.id, weight: 0.3 + 2 * random() ** 2 })),
  );
  const weights = categories.reduce((sum, { weight }) => sum + weight, 0);
  const drawn = (): (typeof categories)[number] => {
    let rest = random() * weights;
    const found = categories.find(({ weight }) => {
      rest -= weight;
      return rest < 0;
    });
    return found ?? (categories[0] as (typeof categories)[number]);
  };
  const popular = popularity(count, random);
  const names = Array.from({ length: count }, (_, place) => `Product ${place}`);
  const namedBy = names.map((): number[] => []);
  const named = names.map((_, place) => {
    const wanted = 5 + Math.floor(random() * 16);
    const found = new Set<string>();
    for (let each = 0; each < wanted; each += 1) {
      if (random() < outside) {
        found.add(`Outside ${Math.floor(random() * 400)}`);
        continue;
      }
      const back = namedBy[place] ?? [];
      const other = back.length > 0 && random() < returned ? back[Math.floor(random() * back.length)] : popular();
      if (other === undefined || other === place) continue;
      namedBy[other]?.push(place);
      found.add(names[other] ?? '');
    }
    return [...found].sort();
  });
  return names.map((name, place) => {
    const { layer, category } = drawn();
    const quality = bell(random);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
    return {
      slug: `product-${place}`,
      version: 1,
      card: {
        ...{ name, layer, category, licence: pick(licences), price: { kind: pick(prices), note: '' } },
        homepage: `https://product-${place}.test/`,
        inpact: framework(rubric.inpact, quality, random),
        goals: framework(rubric.goals, quality, random),
        integrates: named[place] ?? [],
      },
    };
  });
}

/** Draws products so that the n-th most popular is named about 1/n as often as the first. */
function popularity(count: number, random: () => number): () => number {
  const order = Array.from({ length: count }, (_, place) => place);
  for (let at = order.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  const sums: number[] = [];
  let sum = 0;
  for (let rank = 1; rank <= count; rank += 1) {
    sum += 1 / rank;
    sums.push(sum);
  }
  return () => {
    const wanted = random() * sum;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return order[low] ?? 0;
  };
}

/** Near enough to a normal distribution of mean 0 and deviation 1. */
function bell(random: () => number): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

function framework({ dimensions, levels }: Framework, quality: number, random: () => number): FrameworkCard {
  const max = Math.max(...levels);
  const found = dimensions.map(({ id }) => {
    const level = Math.round(0.6 * max + 0.8 * quality + 0.8 * bell(random));
    return { id, level: random() < notAssessed ? null : Math.min(max, Math.max(1, level)), max };
  });
  const assessed = found.flatMap(({ level }) => (level === null ? [] : [level]));
  return {
    total: assessed.reduce((sum, level) => sum + level, 0),
    max: assessed.length * max,
    assessed: assessed.length,
    of: found.length,
    band: null,
    dimensions: found,
  };
}
