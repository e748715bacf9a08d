import { describe, expect, it } from 'vitest';
import { clauseOf, speaksOf } from '../../../src/stages/draft/quote-clause.ts';

describe('A clause of a quote', () => {
  it('is the whole quote when short, else the part up to the last boundary that fits', () => {
    expect(clauseOf('Brook keeps vectors on disk.', 10)).toBe('Brook keeps vectors on disk');
    expect(clauseOf('Brook keeps its vectors on disk, which makes a restart of the server quick.', 8)).toBe(
      'Brook keeps its vectors on disk',
    );
  });

  it('does not end within a list, a bracketed list or a waiting word', () => {
    expect(clauseOf('Brook reads from stores such as Wharf, Pier and Quay in all of the regions.', 8)).toBe('');
    expect(clauseOf('Brook reads from Wharf, Pier, Quay (stream), or Jetty in all of the regions.', 9)).toBe('');
  });

  it('is empty when what would be cut away turns it', () => {
    expect(clauseOf('Brook encrypts every connection to a node, but only in the paid edition.', 8)).toBe('');
  });

  it('leaves an aside behind a dash out', () => {
    expect(clauseOf('Brook is a small framework - the nodes are plain functions.', 20)).toBe(
      'Brook is a small framework',
    );
  });

  it('speaks of the product where its name is followed by a verb, not by the name of a part', () => {
    expect(speaksOf('Brook keeps vectors.', 'Brook')).toBe(true);
    expect(speaksOf('Brook Studio keeps vectors.', 'Brook')).toBe(false);
  });
});
