import { join } from 'node:path';
import { readRubric } from '../src/adapters/rubric-files.ts';
import type { Rubric } from '../src/domain/rubric.ts';
import { clashOf } from '../src/domain/stack/clash-of.ts';
import { fillStack } from '../src/domain/stack/fill-stack.ts';
import { stackCatalogue } from '../src/domain/stack/stack-catalogue.ts';
import { stackConditions } from '../src/domain/stack/stack-conditions.ts';
import type { StackProduct } from '../src/domain/stack/stack-product.ts';
import { emptyStack, type StackState } from '../src/domain/stack/stack-state.ts';
import { inventedCatalogue, seeded } from './stack/invented-catalogue.ts';

/**
 * How long the Stack Builder takes over an invented catalogue, for states drawn at random: every context, industry and
 * condition, with and without linked products, own thresholds, licences, placements and exclusions.
 *   npm run bench:stack -- [products] [states]
 */
const [count, states] = [Number(process.argv[2] ?? 5000), Number(process.argv[3] ?? 400)];
const seed = 20_260_301;
const mostClashes = 100;

const rubric = await readRubric(join(import.meta.dirname, '..', 'prompts', 'rubric'));
const products = inventedCatalogue(count, rubric, seed);
const random = seeded(seed + 1);
const drawn = Array.from({ length: states }, () => drawnState(rubric, products, random));

// The first question of a process pays for the compiler too; the second catalogue shows what a new catalogue costs alone.
const cold = [timed(() => fillStack({ products, rubric, state: emptyStack })).ms];
const again = inventedCatalogue(count, rubric, seed + 2);
const anew = timed(() => fillStack({ products: again, rubric, state: { ...emptyStack, context: 'enterprise' } })).ms;
console.log(`${count} products, ${states} states, seed ${seed}, Node ${process.version}`);
console.log(
  `first recommendation of the process ${cold[0]?.toFixed(0)} ms; first over a catalogue not seen before ${anew.toFixed(0)} ms`,
);

const fills = drawn.map((state) => ({ state, ...timed(() => fillStack({ products, rubric, state })) }));
tell(
  'recommendation',
  fills.map(({ ms }) => ms),
);
tell(
  'of these with linked products only',
  fills.filter(({ state }) => state.linked).map(({ ms }) => ms),
);
const notProven = fills.filter(({ value }) => value.proof !== 'best');
console.log(
  `not proven best: ${notProven.length}, with linked products only ${notProven.filter(({ state }) => state.linked).length}`,
);
const slowest = [...fills].sort((a, b) => b.ms - a.ms)[0];
console.log(`slowest: ${slowest?.ms.toFixed(0)} ms, ${JSON.stringify(slowest?.state)}`);

const [whole, slots] = [drawn.slice(0, mostClashes), rubric.stack.layers.flatMap(({ categories }) => categories)];
const clashes = whole.map((state) => timed(() => clashOf({ products, rubric, state }, null)));
tell(
  'why the whole stack cannot be',
  clashes.map(({ ms }) => ms),
);
const one = whole.map((state, at) =>
  timed(() => clashOf({ products, rubric, state }, slots[at % slots.length]?.id ?? null)),
);
tell(
  'why a slot cannot be filled',
  one.map(({ ms }) => ms),
);
console.log(
  `clashes found ${clashes.filter(({ value }) => value).length}, not proven smallest ${clashes.filter(({ value }) => value && value.proof !== 'smallest').length}`,
);

// What takes most work: linked products only, and the products ruled out by which most others could be joined.
const hard = Array.from({ length: mostClashes }, () => hardState(rubric, products, random)).map((state) => {
  const { ms, value } = timed(() => ({
    clash: clashOf({ products, rubric, state }, null),
    fill: fillStack({ products, rubric, state }),
  }));
  return { ms, ...value };
});
tell(
  'hard states, filling and clash together',
  hard.map(({ ms }) => ms),
);
console.log(
  `of these not proven best ${hard.filter(({ fill }) => fill.proof !== 'best').length}; clashes ${hard.filter(({ clash }) => clash).length}, not proven smallest ${hard.filter(({ clash }) => clash && clash.proof !== 'smallest').length}, not known ${hard.filter(({ clash }) => clash?.proof === 'not-known').length}`,
);

/** Processor time of this process in milliseconds: other work on the machine does not count. */
function cpu(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timed<T>(work: () => T): { value: T; ms: number } {
  const from = cpu();
  const value = work();
  return { value, ms: cpu() - from };
}

function tell(what: string, times: number[]): void {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0).toFixed(1);
  console.log(`${what}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, most ${at(1)} ms (${sorted.length})`);
}

function hardState(from: Rubric, all: readonly StackProduct[], draw: () => number): StackState {
  const { links } = stackCatalogue(all, from.stack);
  const joins = (place: number): number => links[place]?.size ?? 0;
  const hubs = all.map((_, place) => place).sort((a, b) => joins(b) - joins(a));
  const out = Array.from({ length: 20 }, () => all[hubs[Math.floor(draw() ** 2 * 600)] ?? 0]?.slug ?? '');
  const placed = from.stack.layers
    .flatMap(({ categories }) => categories)
    .flatMap(({ id }) => {
      const there = all.filter(({ card }) => card.category === id);
      const slug = there[Math.floor(draw() * there.length)]?.slug;
      return slug !== undefined && draw() < 0.3 ? [{ category: id, slug }] : [];
    });
  return { ...drawnState(from, all, draw), linked: true, excluded: [...new Set(out)].sort(), placed };
}

function drawnState({ stack }: Rubric, all: readonly StackProduct[], random: () => number): StackState {
  const one = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const often = (share: number): boolean => random() < share;
  const some = (most: number): StackProduct[] =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () => one(all));
  const pins = new Map(often(0.6) ? some(5).map(({ slug, card }) => [card.category, slug]) : []);
  return {
    ...emptyStack,
    industry: one(stack.industries).id,
    context: often(0.7) ? one(stack.contexts).id : null,
    conditions: stackConditions(stack).flatMap(({ id }) => (often(0.4) ? [id] : [])),
    leastInpact: often(0.15) ? 16 + Math.floor(random() * 12) : null,
    leastGoals: often(0.15) ? 12 + Math.floor(random() * 8) : null,
    openSource: often(0.2),
    prices: often(0.2) ? ['free-oss', 'free-tier'] : [],
    linked: often(0.4),
    placed: stack.layers
      .flatMap(({ categories }) => categories)
      .flatMap(({ id }) => {
        const slug = pins.get(id);
        return slug === undefined ? [] : [{ category: id, slug }];
      }),
    excluded: often(0.3) ? some(3).map(({ slug }) => slug) : [],
    fill: true,
  };
}
