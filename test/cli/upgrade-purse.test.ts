import { describe, expect, it } from 'vitest';
import { purseOf, wantedUsd } from '../../src/cli/upgrade-purse.ts';

describe('A purse', () => {
  it('holds what is left, never less than the smallest amount that is counted, and no sum without a price', () => {
    const purse = purseOf(1);
    purse.spend(0.25);
    expect(purse.budget()).toEqual({ budgetUsd: 0.75 });
    purse.spend(2);
    expect([purse.left, purse.budget()]).toEqual([0, { budgetUsd: 0.000_001 }]);
    expect(purseOf(null).budget()).toEqual({});
  });

  it('is asked leave for by half as much again as the estimate, for nothing where all is answered', () => {
    const cost = { usd: 0, unasked: 4, unaskedTokens: 1_000 };
    expect(wantedUsd({ ...cost, unaskedUsd: 0.1 })).toBeCloseTo(0.15, 9);
    expect(wantedUsd({ ...cost, unasked: 0, unaskedUsd: 0 })).toBe(0);
    expect(wantedUsd({ ...cost, unaskedUsd: null })).toBeNull();
  });
});
