import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clashOf } from '../../../src/domain/stack/clash-of.ts';
import type { StackQuestion } from '../../../src/domain/stack/stack-question.ts';
import { bruteForceClash, bruteForcePossible, constraintsOf } from './brute-force.ts';
import { smallCategories, smallQuestion } from './small-catalogue.ts';

function agrees(question: StackQuestion, slot: string | null): void {
  const clash = clashOf(question, slot);
  const size = bruteForceClash(question, slot);
  expect(clash?.parts.length ?? null).toBe(size);
  if (!clash) return;
  const ids = clash.parts.map(({ constraint }) => constraint);
  expect(clash.proof).toBe('smallest');
  expect(bruteForcePossible(question, slot, ids)).toBe(false);
  for (const { constraint, possible, without } of clash.parts) {
    const others = constraintsOf(question).filter((id) => id !== constraint);
    expect(possible).toBe(bruteForcePossible(question, slot, others));
    expect(constraintsOf({ ...question, state: without })).toEqual(others);
  }
}

describe('Why a stack cannot be', () => {
  it('names as few constraints as any set that clashes in a slot, over a thousand small catalogues', () => {
    fc.assert(
      fc.property(smallQuestion, fc.constantFrom(...smallCategories), (question, slot) => agrees(question, slot)),
      { numRuns: 1000 },
    );
  });

  it('names as few constraints as any set that clashes in the whole stack, over a thousand small catalogues', () => {
    fc.assert(
      fc.property(smallQuestion, (question) => agrees(question, null)),
      { numRuns: 1000 },
    );
  });
});
