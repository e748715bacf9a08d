import { describe, expect, it } from 'vitest';
import { fillStack } from '../../../src/domain/stack/fill-stack.ts';
import { emptyStack } from '../../../src/domain/stack/stack-state.ts';
import { product, smallRubric } from './small-catalogue.ts';

const facts = { licence: 'MIT', price: 'paid' as const, names: [] };

describe('Why a product was chosen', () => {
  it('tells the weakest link of what is filled in, not of a weaker product that was placed', () => {
    const products = [
      product(0, { ...facts, category: 'vector', levels: [5, 5, 1, 5] }),
      product(1, { ...facts, category: 'bus', levels: [5, 5, 4, 5] }),
      product(2, { ...facts, category: 'bus', levels: [5, 5, 2, 5] }),
      product(3, { ...facts, category: 'bus', levels: [5, 5, 3, 5] }),
    ];
    const state = { ...emptyStack, placed: [{ category: 'vector', slug: products[0]?.slug ?? '' }], fill: true };
    const [choice] = fillStack({ products, rubric: smallRubric, state }).choices;
    expect(choice?.slug).toBe(products[1]?.slug);
    expect(choice?.reason).toContain('1 keeps the weakest link of what is filled in at 4 of 5');
    expect(choice?.reason).not.toContain('1 of 5');
  });
});
