import { describe, expect, it } from 'vitest';
import { rankWords } from '../../../src/stages/gather/bm25.ts';

function rankOf(documents: readonly (readonly string[])[]) {
  const countIn = (terms: readonly string[], term: string) => terms.filter((each) => each === term).length;
  return rankWords({
    lengths: documents.map((terms) => terms.length),
    of: (term) => documents.flatMap((terms, at) => (terms.includes(term) ? [at, countIn(terms, term)] : [])),
  });
}

describe('The word rank', () => {
  const rank = rankOf([['role', 'access'], ['role', 'role', 'table', 'row', 'cell'], ['table'], []]);

  it('puts the document with more of the query first', () => {
    expect(rank.search(['role', 'access'], 5).map(({ at }) => at)).toEqual([0, 1]);
  });

  it('counts rare words for more than common ones', () => {
    expect(rank.search(['access', 'table'], 1)[0]?.at).toBe(0);
  });

  it('gives nothing for unknown words, and no more than asked for', () => {
    expect(rank.search(['unknown'], 5)).toEqual([]);
    expect(rank.search(['role'], 1)).toHaveLength(1);
  });

  it('breaks ties by position', () => {
    expect(
      rankOf([['a'], ['a'], ['a']])
        .search(['a'], 3)
        .map(({ at }) => at),
    ).toEqual([0, 1, 2]);
  });
});
