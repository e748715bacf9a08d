import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecisionValue } from '../../src/domain/closed-lists.ts';
import { contextResults, type Decisions, dimensionLevel, frameworkTotal, raises } from '../../src/domain/levels.ts';
import type { Check, Dimension, Framework, Stack } from '../../src/domain/rubric.ts';

function check(id: string): Check {
  return {
    id,
    label: id,
    question: '',
    counts: '',
    excludes: '',
    sought: '',
    fits: 'any',
    signals: { facets: [{ name: 'it', phrases: ['it'], distinct: 1, of: [] }], partly: [], not: [] },
    search: ['it'],
    strength: '',
    limitation: '',
    risk: null,
    poc: { week: 1, test: '', passes: '1' },
    watch: null,
  };
}

function framework(id: 'inpact' | 'goals', names: string[], levels: number[], bands: Framework['bands']): Framework {
  const dimensions = names.map((name): Dimension => {
    const checks = ['one', 'two', 'three', 'four', 'five', 'six'].map((each) => check(`${name}.${each}`));
    return { id: `${id}.${name}`, letter: 'X', name, asks: '', checks };
  });
  return { version: 1, id, name: id, asks: '', levels, bands, dimensions };
}

const inpact = framework(
  'inpact',
  ['a', 'b', 'c', 'd', 'e', 'f'],
  [1, 1, 2, 3, 4, 5, 6],
  [
    { from: 30, name: 'high' },
    { from: 24, name: 'good' },
    { from: 18, name: 'moderate' },
    { from: 0, name: 'low' },
  ],
);
const goals = framework(
  'goals',
  ['g', 'o', 'l', 's', 't'],
  [1, 2, 2, 3, 4, 4, 5],
  [
    { from: 21, name: 'production grade' },
    { from: 16, name: 'adoption ready' },
    { from: 11, name: 'emerging' },
    { from: 0, name: 'early' },
  ],
);

/** The first so many checks of each dimension met, the rest partly. */
function met(of: Framework, count: number): Decisions {
  return new Map(
    of.dimensions.flatMap(({ checks }) =>
      checks.map(({ id }, at) => [id, at < count ? ('met' as const) : ('partly' as const)]),
    ),
  );
}

const totalOf = (of: Framework, decisions: Decisions) =>
  frameworkTotal(
    of,
    of.dimensions.map((dimension) => dimensionLevel(of, dimension, decisions)),
  );

const anyDecisions = fc
  .array(fc.constantFrom(...DecisionValue.options), { minLength: 36, maxLength: 36 })
  .map(
    (values): Decisions =>
      new Map(
        [...inpact.dimensions, ...goals.dimensions]
          .flatMap(({ checks }) => checks)
          .map(({ id }, at) => [id, values[at % 36] ?? 'partly']),
      ),
  );

describe('The level of a dimension', () => {
  it.each([
    [inpact, [1, 1, 2, 3, 4, 5, 6]],
    [goals, [1, 2, 2, 3, 4, 4, 5]],
  ])('follows the table of its framework', (of, levels) => {
    const [first] = of.dimensions;
    levels.forEach((level, count) => {
      expect(first && dimensionLevel(of, first, met(of, count)).level).toBe(level);
    });
  });

  it('does not exist where no check is decided', () => {
    const [first] = inpact.dimensions;
    expect(first && dimensionLevel(inpact, first, new Map())).toEqual({
      id: 'inpact.a',
      status: 'not-assessed',
      level: null,
      max: 6,
    });
  });

  it('exists where a check is contradicted only', () => {
    const [first] = inpact.dimensions;
    expect(first && dimensionLevel(inpact, first, new Map([['a.one', 'contradicted']])).level).toBe(1);
  });

  it('counts met checks only, and never falls when one more is met', () => {
    fc.assert(
      fc.property(anyDecisions, fc.nat(35), (decisions, at) => {
        const ids = inpact.dimensions.flatMap(({ checks }) => checks.map(({ id }) => id));
        const better = new Map(decisions).set(ids[at] ?? '', 'met');
        for (const dimension of inpact.dimensions) {
          const before = dimensionLevel(inpact, dimension, decisions).level ?? 0;
          expect(dimensionLevel(inpact, dimension, better).level ?? 0).toBeGreaterThanOrEqual(before);
        }
      }),
    );
  });
});

describe('The total of a framework', () => {
  it('covers the assessed dimensions only and then has no band', () => {
    const decisions = new Map([...met(inpact, 4)].filter(([id]) => !/^[ef]\./.test(id)));
    expect(totalOf(inpact, decisions)).toEqual({ total: 16, max: 24, assessed: 4, of: 6, band: null });
  });

  it('has the band that it reaches', () => {
    expect(totalOf(inpact, met(inpact, 6))).toEqual({ total: 36, max: 36, assessed: 6, of: 6, band: 'high' });
    expect(totalOf(inpact, met(inpact, 5)).band).toBe('high');
    expect(totalOf(inpact, met(inpact, 4)).band).toBe('good');
    expect(totalOf(inpact, met(inpact, 3)).band).toBe('moderate');
    expect(totalOf(inpact, met(inpact, 2)).band).toBe('low');
    expect(totalOf(goals, met(goals, 6))).toMatchObject({ total: 25, max: 25, band: 'production grade' });
  });
});

describe('Contexts', () => {
  const stack: Stack = {
    version: 1,
    layers: [],
    industries: [],
    contexts: [{ id: 'enterprise', name: 'Enterprise', inpact: 24, goals: 18 }],
  };

  it('pass or fail on each framework independently', () => {
    const totals = { inpact: totalOf(inpact, met(inpact, 4)), goals: totalOf(goals, met(goals, 1)) };
    expect(contextResults(stack, totals)).toEqual([
      { id: 'enterprise', inpact: { needs: 24, pass: true }, goals: { needs: 18, pass: false } },
    ]);
  });

  it('are undecided where a framework was not assessed as a whole', () => {
    const decisions = new Map([...met(inpact, 6)].filter(([id]) => !id.startsWith('f.')));
    const [enterprise] = contextResults(stack, {
      inpact: totalOf(inpact, decisions),
      goals: totalOf(goals, met(goals, 6)),
    });
    expect(enterprise).toEqual({
      id: 'enterprise',
      inpact: { needs: 24, pass: null },
      goals: { needs: 18, pass: true },
    });
  });
});

describe('What would raise a score', () => {
  it('names the checks not met, the next level and how many of them unlock it', () => {
    const [first] = raises(goals, met(goals, 4));
    expect(first).toEqual({ dimension: 'goals.g', level: 4, nextLevel: 5, needs: 2, checks: ['g.five', 'g.six'] });
  });

  it('says nothing of a dimension at its top', () => {
    expect(raises(inpact, met(inpact, 6))).toEqual([]);
  });

  it('is true: so many of the named checks met give the next level, one fewer does not', () => {
    fc.assert(
      fc.property(anyDecisions, fc.constantFrom(inpact, goals), (decisions, of) => {
        for (const raise of raises(of, decisions)) {
          const dimension = of.dimensions.find(({ id }) => id === raise.dimension);
          if (dimension === undefined) throw new Error('no such dimension');
          const meet = (count: number) =>
            new Map([...decisions, ...raise.checks.slice(0, count).map((id) => [id, 'met'] as const)]);
          expect(dimensionLevel(of, dimension, meet(raise.needs)).level).toBe(raise.nextLevel);
          expect(dimensionLevel(of, dimension, meet(raise.needs - 1)).level).not.toBe(raise.nextLevel);
        }
      }),
    );
  });
});
