import { describe, expect, it } from 'vitest';
import { readHarvest } from '../../../../src/stages/gather/harvest/read-harvest.ts';
import type { Item } from './harvest-doubles.ts';

const offered = { checks: new Set(['a.one', 'a.two']), passages: 3 };
const item = (more: Partial<Item> = {}): Item => ({
  check: 'a.one',
  stance: 'supports',
  passage: 1,
  quote: 'So it is.',
  ...more,
});
/** So many true items, each of its own wording. */
const items = (count: number) => Array.from({ length: count }, (_, at) => item({ quote: `So it is ${at}.` }));
const read = (quotes: unknown, last = false) => readHarvest({ quotes }, offered, last);

describe('Reading a reply', () => {
  it('gives its quotes, and an empty list for none', () => {
    expect(read([item()])).toEqual({ ok: true, value: { quotes: [item()], proposed: 1, dropped: 0 } });
    expect(read([])).toEqual({ ok: true, value: { quotes: [], proposed: 0, dropped: 0 } });
  });

  it.each([null, 7, 'text', [], {}, { quotes: 'none' }])('takes %j for no reply, also the last time', (value) => {
    expect(readHarvest(value, offered, false).ok).toBe(false);
    expect(readHarvest(value, offered, true).ok).toBe(false);
  });

  it('complains once of a wrong shape, and drops and counts it the last time', () => {
    const mixed = [...items(4), { check: 'a.one', passage: 'one' }];
    expect(read(mixed)).toMatchObject({ ok: false, complaints: [expect.stringMatching(/^quotes\[4\]: /)] });
    expect(read(mixed, true)).toMatchObject({ ok: true, value: { proposed: 5, dropped: 1, quotes: { length: 4 } } });
  });

  it.each([
    ['an unknown check', item({ check: 'a.three' })],
    ['passage 0', item({ passage: 0 })],
    ['a passage beyond the last', item({ passage: 4 })],
  ])('drops %s and counts it', (_name, wrong) => {
    expect(read([...items(4), wrong])).toMatchObject({
      ok: true,
      value: { proposed: 5, dropped: 1, quotes: { length: 4 } },
    });
  });

  it('complains where more than a fifth names what was not offered', () => {
    const wrong = item({ check: 'a.three' });
    expect(read([...items(3), wrong])).toMatchObject({
      ok: false,
      complaints: ['quotes[3].check: is none of the checks'],
    });
    expect(read([...items(3), wrong], true)).toMatchObject({ ok: true, value: { proposed: 4, dropped: 1 } });
  });

  it('sends few complaints back however many there are', () => {
    const reading = read(Array.from({ length: 90 }, () => item({ passage: 9 })));
    expect(reading.ok ? [] : reading.complaints).toHaveLength(10);
  });

  it('takes one quote for one check once, in its weakest stance', () => {
    const twice = [
      item(),
      item({ stance: 'limits', quote: ' So  it is. ' }),
      item({ check: 'a.two' }),
      item({ passage: 2 }),
    ];
    expect(read(twice)).toMatchObject({
      ok: true,
      value: { quotes: [{ stance: 'limits' }, { check: 'a.two' }, { passage: 2 }] },
    });
  });
});
