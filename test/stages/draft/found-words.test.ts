import { describe, expect, it } from 'vitest';
import type { Quote } from '../../../src/domain/evidence.ts';
import { nounIn } from '../../../src/stages/draft/found-words.ts';

/** What stands in brackets behind a check's words, from a sentence and what a phrase found in it. */
function shownOf(quote: string, found: string, label = 'Anything else'): string {
  return nounIn({ found, citation: { quote } } as Pick<Quote, 'found' | 'citation'>, { names: new Set(), label });
}

describe('The words found in a quote, as a phrase that stands alone', () => {
  it.each([
    [
      'Clients retry with exponential backoff and time out after ten seconds.',
      'exponential backoff and time',
      'exponential backoff',
    ],
    ['The release of Milvus 2.5 brings a new index.', 'release of Milvus 2', 'release of Milvus 2.5'],
    ['It has scalability boundaries like products of its kind.', 'scalability boundaries', 'scalability boundaries'],
    ['Each tenant runs its own execution threads.', 'own execution threads', 'execution threads'],
  ])('of “%s” end where the phrase ends', (quote, found, shown) => {
    expect(shownOf(quote, found)).toBe(shown);
  });

  it.each([
    ['Nobody has to learn a language of ours.', 'language of ours'],
    ['Each run has its own threads.', 'own threads'],
  ])('of “%s” are none: they say nothing away from it', (quote, found) => {
    expect(shownOf(quote, found)).toBe('');
  });
});
