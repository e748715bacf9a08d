import { describe, expect, it } from 'vitest';
import { stem, termsOf } from '../../src/domain/stem.ts';

describe('Stems', () => {
  it.each([
    ['scaling', 'scales', 'scaled'],
    ['policies', 'policy'],
    ['replicated', 'replication', 'replicates'],
    ['users', 'user'],
    ['running', 'runs'],
  ])('of %s and its kin are one', (...words) => {
    expect(new Set(words.map(stem)).size).toBe(1);
  });

  it('leave numbers and short words alone', () => {
    expect([stem('p99'), stem('sql'), stem('1000')]).toEqual(['p99', 'sql', '1000']);
  });

  it('leave out small words', () => {
    expect(termsOf(['the', 'users', 'of', 'it'])).toEqual(['user']);
  });
});
