import { describe, expect, it } from 'vitest';
import { timeSpent } from '../../src/domain/time-spent.ts';

const at = (minute: number, person = 'ada') => ({ person, at: new Date(minute * 60_000).toISOString() });

describe('The time that people spent on a draft', () => {
  it('is what lies between their acts, in any order, each person for themselves', () => {
    expect(timeSpent([at(5), at(0), at(3), at(2, 'bob')])).toEqual([
      { person: 'ada', minutes: 6 },
      { person: 'bob', minutes: 1 },
    ]);
  });

  it('leaves out the night between two sittings', () => {
    expect(timeSpent([at(0), at(4), at(900), at(903)])).toEqual([{ person: 'ada', minutes: 9 }]);
  });

  it('is none where nobody did anything', () => {
    expect(timeSpent([])).toEqual([]);
  });
});
