import { describe, expect, it } from 'vitest';
import { isOfKind, type ProductKind } from '../../src/domain/product-kind.ts';

const product = (
  layer: 'L1' | 'L2' | 'L4' | 'L5',
  category: string,
  entryType: 'framework' | 'product' = 'product',
) => ({
  layer,
  category,
  entryType,
});

describe('A gap is told of products that can have it', () => {
  const cases: [ProductKind, string, ReturnType<typeof product>, boolean][] = [
    ['called', 'a store that answers', product('L1', 'vector-database'), true],
    ['called', 'what only moves data', product('L2', 'change-data-capture'), false],
    ['called', 'a library', product('L5', 'policy-engine', 'framework'), false],
    ['content', 'a store', product('L1', 'document-store'), true],
    ['content', 'an engine that rules', product('L5', 'policy-engine'), false],
    ['guesses', 'a model that predicts', product('L4', 'ml-serving'), true],
    ['guesses', 'an engine that rules', product('L5', 'policy-engine'), false],
    ['guesses', 'a store that gives back what it was given', product('L1', 'document-store'), false],
  ];

  it.each(cases)('%s: %s', (kind, _what, placed, expected) => {
    expect(isOfKind(placed, kind)).toBe(expected);
  });
});
