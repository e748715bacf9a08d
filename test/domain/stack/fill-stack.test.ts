import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillStack } from '../../../src/domain/stack/fill-stack.ts';
import { bruteForceFill } from './brute-force.ts';
import { smallQuestion } from './small-catalogue.ts';

describe('Filling a stack', () => {
  it('agrees with looking at every filling, over a thousand small catalogues', () => {
    fc.assert(
      fc.property(smallQuestion, (question) => {
        const { choices, open, proof } = fillStack(question);
        const expected = bruteForceFill(question);
        const found = new Map<string, string | null>(open.map((category) => [category, null]));
        for (const { category, slug } of choices) found.set(category, slug);
        expect(proof).toBe('best');
        expect(Object.fromEntries([...found].sort())).toEqual(Object.fromEntries([...expected].sort()));
      }),
      { numRuns: 1000 },
    );
  });
});
