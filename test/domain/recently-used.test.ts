import { expect, it } from 'vitest';
import { recentlyUsed } from '../../src/domain/recently-used.ts';

it('lets go of what was unused longest once the bound is passed', () => {
  const kept = recentlyUsed<string>(10);
  kept.set('a', 'A', 4);
  kept.set('b', 'B', 4);
  expect(kept.get('a')).toBe('A');
  kept.set('c', 'C', 4);
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual(['A', undefined, 'C']);
});

it('counts a value that is set again once, by its new size', () => {
  const kept = recentlyUsed<string>(10);
  kept.set('a', 'A', 9);
  kept.set('a', 'AA', 5);
  kept.set('b', 'B', 5);
  expect([kept.get('a'), kept.get('b')]).toEqual(['AA', 'B']);
});

it('does not keep what is larger than the bound, and lets go of nothing for it', () => {
  const kept = recentlyUsed<string>(10);
  kept.set('a', 'A', 10);
  kept.set('b', 'B', 11);
  expect([kept.get('a'), kept.get('b')]).toEqual(['A', undefined]);
});

it('gives the room of what is dropped to others', () => {
  const kept = recentlyUsed<string>(10);
  kept.set('a', 'A', 10);
  kept.drop('a');
  kept.set('b', 'B', 5);
  kept.set('c', 'C', 5);
  expect([kept.get('a'), kept.get('b'), kept.get('c')]).toEqual([undefined, 'B', 'C']);
});
