import { describe, expect, it } from 'vitest';
import { startPace } from '../../../src/domain/pace.ts';
import { indexTerms } from '../../../src/stages/gather/bm25.ts';

const pace = startPace(new AbortController().signal, 20_000);

describe('The word rank', async () => {
  const rank = await indexTerms([['role', 'access'], ['role', 'role', 'table', 'row', 'cell'], ['table'], []], pace);

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

  it('breaks ties by position', async () => {
    expect((await indexTerms([['a'], ['a'], ['a']], pace)).search(['a'], 3).map(({ at }) => at)).toEqual([0, 1, 2]);
  });
});
