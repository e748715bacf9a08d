import { describe, expect, it } from 'vitest';
import { comparedProduct } from '../../src/domain/compared-product.ts';

const isBrook = (name: string) => name.toLowerCase() === 'brook';

describe('The product that a line sets against this one', () => {
  it.each([
    ['Brook vs. Pond', 'Pond'],
    ['Pond versus Brook', 'Pond'],
    ['3. Brook compared to Open Pond', 'Open Pond'],
    ['To compare between Brook and Pond, two stores, a table follows.', 'Pond'],
    ['There are differences between iPond and Brook.', 'iPond'],
    ['How do I choose between Brook and Pond?', 'Pond'],
    ['A comparison of latency between Pond and Brook follows.', 'Pond'],
  ])('is read off "%s"', (line, name) => {
    expect(comparedProduct(line, isBrook)).toBe(name);
  });

  it.each([
    'Counters vs. gauges',
    'Pond vs. Lake',
    'Brook vs. everything else there is to store',
    'Brook vs. brook',
    'The difference between reading and writing',
    'The connector copies every change between Brook and Kafka within one second of the commit.',
    'Traffic between Brook and Redis is encrypted with TLS.',
    'The comparison job copies all changes between Brook and Kafka.',
    'Nothing is different. Traffic between Brook and Redis is encrypted.',
    'Between Brook and the other stores there are few differences.',
  ])('is none in "%s"', (line) => {
    expect(comparedProduct(line, isBrook)).toBeNull();
  });
});
