import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { flagFaults } from '../../src/cli/flag-faults.ts';

const edit = new Command('edit').argument('<slug>').option('--url <url>').option('--price-note <note>');
const add = new Command('add').argument('<url>').option('--sources <urls...>');

describe('The fault of a field', () => {
  it.each([
    ['sources.0', '--url'],
    ['sources', '--url'],
    ['priceNote', '--price-note'],
    ['slug', '<slug>'],
    ['layer', 'layer'],
  ])('of "%s" is told by what was typed to change it: %s', (path, typed) => {
    expect(flagFaults(edit, [{ path, message: 'must be right' }])).toBe(`${typed}: must be right.`);
  });

  it('is told by the flag of its own name where there is one', () => {
    const faults = ['url', 'sources.1'].map((path) => ({ path, message: 'is wrong' }));
    expect(flagFaults(add, faults)).toBe('<url>: is wrong.\n--sources: is wrong.');
  });
});
