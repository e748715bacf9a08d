import { describe, expect, it } from 'vitest';
import { clashOf } from '../../../src/domain/stack/clash-of.ts';
import { fillStack } from '../../../src/domain/stack/fill-stack.ts';
import { slotCandidates } from '../../../src/domain/stack/slot-candidates.ts';
import { stackChoice } from '../../../src/domain/stack/stack-choice.ts';
import { emptyStack, type StackState } from '../../../src/domain/stack/stack-state.ts';
import { product, smallRubric } from './small-catalogue.ts';

const free = { licence: 'MIT', price: 'free-oss' as const, names: [] };
const at = (place: number, category: string, homepage: string) => {
  const made = product(place, { category, levels: [5, 4, 3, 3], ...free });
  return { ...made, card: { ...made.card, homepage } };
};
const invented = [at(0, 'vector', 'https://mole.example/'), at(1, 'bus', 'https://adder.example/')];
const real = [at(2, 'vector', 'https://zebra.dev/')];
const all = [...invented, ...real];
const [mole = ''] = invented.map(({ slug }) => slug);

describe('The products that a stack is chosen from', () => {
  it('are all of them while none is real, and all where none is invented', () => {
    for (const whole of [invented, real]) {
      const { products, aside } = stackChoice(whole, emptyStack);
      expect(products).toBe(whole);
      expect(aside.size).toBe(0);
    }
  });

  it('are the real ones once there are any, though an invented one would be better or alone in its slot', () => {
    const { products } = stackChoice(all, emptyStack);
    expect(products).toEqual(real);
    const question = { products, rubric: smallRubric, state: { ...emptyStack, fill: true } };
    expect(fillStack(question).choices.map(({ slug }) => slug)).toEqual(real.map(({ slug }) => slug));
    expect(slotCandidates(question, 'bus')).toEqual([]);
  });

  it('are the same list for the same placements, and hold an invented product that a person placed', () => {
    const placed = { ...emptyStack, placed: [{ category: 'vector', slug: mole }] };
    expect(stackChoice(all, placed).products.map(({ slug }) => slug)).toEqual([mole, ...real.map(({ slug }) => slug)]);
    expect(stackChoice(all, placed).products).toBe(stackChoice(all, { ...placed }).products);
    expect(stackChoice(all, emptyStack).products).toBe(stackChoice(all, emptyStack).products);
    const own = { ...emptyStack, placed: [{ category: 'vector', slug: real[0]?.slug ?? '' }] };
    expect(stackChoice(all, own).products).toEqual(real);
  });

  it('come with how many invented ones were left out, so that nothing is said to be all there is', () => {
    expect([...stackChoice(all, emptyStack).aside]).toEqual([
      ['vector', 1],
      ['bus', 1],
    ]);
    const placed = { ...emptyStack, placed: [{ category: 'vector', slug: mole }] };
    expect([...stackChoice(all, placed).aside]).toEqual([['bus', 1]]);
    const whyNot = (state: StackState, slot: string) =>
      clashOf({ ...stackChoice(all, state), rubric: smallRubric, state }, slot)?.text;
    expect(whyNot(emptyStack, 'bus')).toBe('Invented products aside, the catalogue has no product for bus yet.');
    expect(whyNot(emptyStack, 'policy')).toBe('The catalogue has no product for policy yet.');
    const high: StackState = { ...emptyStack, leastInpact: 36 };
    expect(whyNot(high, 'vector')).toMatch(/^Invented products aside, nothing in the catalogue fills vector with /);
  });
});
