import { describe, expect, it } from 'vitest';
import { fillStack } from '../../../src/domain/stack/fill-stack.ts';
import { slotCandidates } from '../../../src/domain/stack/slot-candidates.ts';
import { stackChoice } from '../../../src/domain/stack/stack-choice.ts';
import { emptyStack } from '../../../src/domain/stack/stack-state.ts';
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
    expect(stackChoice(invented, emptyStack)).toBe(invented);
    expect(stackChoice(real, emptyStack)).toBe(real);
  });

  it('are the real ones once there are any, though an invented one would be better or alone in its slot', () => {
    const products = stackChoice(all, emptyStack);
    expect(products).toEqual(real);
    const question = { products, rubric: smallRubric, state: { ...emptyStack, fill: true } };
    expect(fillStack(question).choices.map(({ slug }) => slug)).toEqual(real.map(({ slug }) => slug));
    expect(slotCandidates(question, 'bus')).toEqual([]);
  });

  it('are the same list for the same placements, and hold an invented product that a person placed', () => {
    const placed = { ...emptyStack, placed: [{ category: 'vector', slug: mole }] };
    expect(stackChoice(all, placed).map(({ slug }) => slug)).toEqual([mole, ...real.map(({ slug }) => slug)]);
    expect(stackChoice(all, placed)).toBe(stackChoice(all, { ...placed }));
    expect(stackChoice(all, emptyStack)).toBe(stackChoice(all, emptyStack));
    expect(stackChoice(all, { ...emptyStack, placed: [{ category: 'vector', slug: real[0]?.slug ?? '' }] })).toEqual(
      real,
    );
  });
});
