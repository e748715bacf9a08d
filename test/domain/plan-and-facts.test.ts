import { describe, expect, it } from 'vitest';
import { factsApart } from '../../src/domain/facts-apart.ts';
import { plannedPages } from '../../src/domain/planned-pages.ts';
import { aVendor } from '../contract/sample-records.ts';

describe('The pages of a plan', () => {
  it('are told as a range where some may hold no text, and as one number where none is doubtful', () => {
    const told = (least: number, most: number, full = false) =>
      plannedPages({ read: { least, most, full }, found: 130 });
    expect(told(55, 70)).toBe(
      '55 to 70 pages of the 130 addresses found, more where links lead on; the first pages of folders, and notices, often hold no text of their own',
    );
    expect(told(120, 120, true)).toBe('120 pages of the 130 addresses found, which is all that one run reads');
    expect(told(1, 1)).toMatch(/^1 page of/);
    expect(plannedPages({ read: { least: 1, most: 1, full: false }, found: 1 })).toMatch(/^this page alone/);
  });
});

describe('What is entered of a product', () => {
  const vendor = aVendor({ licence: 'MIT', price: { kind: 'paid', note: 'from $9' } });

  it('is told apart from what an analysis shows, fact by fact, and what nobody entered as none', () => {
    const shown = { ...vendor, licence: 'unknown', price: { kind: 'unknown' as const, note: '' } };
    expect(factsApart(shown, vendor)).toEqual([
      { fact: 'Price', shown: 'none', entered: 'Paid, from $9' },
      { fact: 'Licence', shown: 'none', entered: 'MIT' },
    ]);
    const noted = { ...vendor, price: { kind: 'unknown' as const, note: 'from $9' } };
    expect(factsApart(noted, vendor)).toEqual([{ fact: 'Price', shown: 'from $9', entered: 'Paid, from $9' }]);
    const elsewhere = { ...vendor, sources: ['https://other.example/'], archived: true };
    expect(factsApart(vendor, elsewhere)).toEqual([]);
  });
});
