import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRubric } from '../../../src/adapters/rubric-files.ts';
import { readStackState } from '../../../src/domain/stack/read-stack-state.ts';
import { stackAddress } from '../../../src/domain/stack/stack-address.ts';
import { emptyStack } from '../../../src/domain/stack/stack-state.ts';
import {
  isUnasked,
  withExcluded,
  withoutExcluded,
  withoutPlaced,
  withPlaced,
} from '../../../src/web/public/stack/changed-state.ts';

const rubric = await readRubric(join(import.meta.dirname, '..', '..', '..', 'prompts', 'rubric'));
const store = { category: 'vector-database', slug: 'quillstore' };
const gate = { category: 'llm-access', slug: 'gate-house' };

describe('A stack that is changed', () => {
  it('has the same address whatever order products were placed in, and it is the canonical one', () => {
    const one = withPlaced(withPlaced(emptyStack, gate, rubric), store, rubric);
    const other = withPlaced(withPlaced(emptyStack, store, rubric), gate, rubric);
    expect(stackAddress(one)).toBe(stackAddress(other));
    const { state, problems } = readStackState(new URLSearchParams(stackAddress(one)), rubric);
    expect(problems).toEqual([]);
    expect(stackAddress(state)).toBe(stackAddress(one));
  });

  it('holds one product a slot: the later one', () => {
    const twice = withPlaced(
      withPlaced(emptyStack, store, rubric),
      { category: 'vector-database', slug: 'tidepool' },
      rubric,
    );
    expect(twice.placed).toEqual([{ category: 'vector-database', slug: 'tidepool' }]);
  });

  it('lets a product stand that was left out, and leaves out one that stands', () => {
    const out = withExcluded(withPlaced(emptyStack, store, rubric), 'quillstore');
    expect(out).toMatchObject({ placed: [], excluded: ['quillstore'] });
    expect(withExcluded(out, 'quillstore').excluded).toEqual(['quillstore']);
    expect(withPlaced(out, store, rubric)).toMatchObject({ placed: [store], excluded: [] });
    expect(withoutExcluded(out, 'quillstore')).toEqual(emptyStack);
  });

  it('is as before once what was placed is taken out', () => {
    expect(withoutPlaced(withPlaced(emptyStack, store, rubric), 'vector-database')).toEqual(emptyStack);
  });
});

describe('A stack of which nothing is asked', () => {
  it('is an empty one, of today or of a past time, or with the one product that an analysis places', () => {
    expect(isUnasked(emptyStack)).toBe(true);
    expect(isUnasked({ ...emptyStack, asOf: '2026-03-01' })).toBe(true);
    expect(isUnasked({ ...emptyStack, placed: [store] })).toBe(true);
  });

  it('is none with an industry, a second product, a slot looked at or a filling', () => {
    for (const asked of [
      { industry: 'healthcare' },
      { placed: [store, gate] },
      { slot: 'llm-access' },
      { fill: true },
    ]) {
      expect(isUnasked({ ...emptyStack, ...asked })).toBe(false);
    }
  });
});
