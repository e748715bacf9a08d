import { describe, expect, it } from 'vitest';
import { type Compared, crossCheck } from '../../src/domain/cross-check.ts';

const inpact = { id: 'inpact' as const, levels: [1, 1, 2, 3, 4, 5, 6] };
const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const dimension = { id: 'inpact.some', checks: ids.map((id) => ({ id })) };

/** Six checks on which both say the same, but for those given. */
function compared(...given: Partial<Compared>[]): Compared[] {
  return ids.map((id, index) => ({ id, model: 'partly', offline: 'partly', traced: true, ...given[index] }));
}

const kinds = (...given: Partial<Compared>[]) =>
  crossCheck(inpact, dimension, compared(...given)).map(({ kind, on }) => `${kind} ${on}`);

describe('The cross-check of two analysts', () => {
  it('finds nothing where they agree, or differ within a level', () => {
    expect(kinds()).toEqual([]);
    expect(kinds({ model: 'met', offline: 'met' }, { model: 'met', offline: 'partly' })).toEqual([]);
    expect(kinds({ model: 'no-evidence', offline: 'contradicted' })).toEqual([]);
    expect(kinds({ model: 'partly', offline: 'met' })).toEqual([]);
  });

  it('finds a gap of two levels, in either direction, and none of one', () => {
    const met = { model: 'met', offline: 'partly' } as const;
    const missed = { model: 'partly', offline: 'met' } as const;
    // Two checks met come to level 2, three to 3: from none, 1.
    expect(kinds(met, met)).toEqual([]);
    expect(kinds(met, met, met)).toEqual(['level-gap inpact.some']);
    expect(kinds(missed, missed, missed)).toEqual(['level-gap inpact.some']);
  });

  it('takes a dimension without a level for less than the lowest', () => {
    const none = { model: 'no-evidence', offline: 'no-evidence' } as const;
    const met = { model: 'met', offline: 'no-evidence' } as const;
    expect(kinds(met, none, none, none, none, none)).toEqual([]);
    expect(kinds(met, met, none, none, none, none)).toEqual(['level-gap inpact.some']);
  });

  it('finds a met whose quotes were not found by words', () => {
    expect(kinds({ model: 'met', offline: 'no-evidence', traced: false })).toEqual(['met-without-lexical-trace a']);
    expect(kinds({ model: 'met', offline: 'no-evidence', traced: true })).toEqual([]);
    expect(kinds({ model: 'partly', offline: 'no-evidence', traced: false })).toEqual([]);
  });

  it('finds a met that signals show and the model did not see or denied', () => {
    expect(kinds({ model: 'no-evidence', offline: 'met' })).toEqual(['missed-positive a']);
    expect(kinds({}, { model: 'contradicted', offline: 'met' })).toEqual(['missed-positive b']);
  });

  it('finds a denial that signals show and the model took for met, traced or not', () => {
    expect(kinds({ model: 'met', offline: 'contradicted' })).toEqual(['missed-risk a']);
    expect(kinds({ model: 'met', offline: 'contradicted', traced: false })).toEqual(['missed-risk a']);
  });
});
