import { describe, expect, it } from 'vitest';
import { inAskingOrder } from '../../../../src/stages/gather/harvest/asking-order.ts';
import { packPages } from '../../../../src/stages/gather/harvest/pack-pages.ts';
import { corpusOf } from '../small-corpus.ts';

describe('The order of asking', () => {
  it('is security, operations, concepts, reference, the rest, tutorials, news', () => {
    const sections = ['blog', 'concepts', 'misc-things', 'operations', 'reference', 'security', 'tutorials'];
    const pages = sections.map((section) => ({
      path: `/docs/${section}/page`,
      passages: [{ text: `A sentence of the section ${section} which is long enough to fill a part by itself.` }],
    }));
    const parts = packPages(corpusOf(pages).corpus, 45);
    expect(parts).toHaveLength(sections.length);
    expect(inAskingOrder(parts).map((part) => part[0]?.page.url.split('/')[4])).toEqual([
      'security',
      'operations',
      'concepts',
      'reference',
      'misc-things',
      'tutorials',
      'blog',
    ]);
  });
});
