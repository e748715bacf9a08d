import { describe, expect, it } from 'vitest';
import { isOpenSource } from '../../../src/domain/stack/open-source-licence.ts';
import { productNames } from '../../../src/domain/stack/product-names.ts';

const products = [
  { slug: 'apache-kafka', name: 'Apache Kafka' },
  { slug: 'redis', name: 'Redis' },
  { slug: 'redis-stack', name: 'Redis Stack' },
  { slug: 'druid-one', name: 'Druid' },
  { slug: 'druid-two', name: 'Apache Druid' },
  { slug: 'twin-a', name: 'Twin' },
  { slug: 'twin-b', name: 'TWIN' },
];
const meant = productNames(products);
const slugOf = (name: string): string | null => products[meant(name) ?? -1]?.slug ?? null;

describe('A documented name', () => {
  it('means the product of that name or slug, in any case, with and without Apache', () => {
    expect(slugOf('apache kafka')).toBe('apache-kafka');
    expect(slugOf('Kafka')).toBe('apache-kafka');
    expect(slugOf('Kafka®')).toBe('apache-kafka');
    expect(slugOf('Apache Redis')).toBe('redis');
    expect(slugOf('redis-stack')).toBe('redis-stack');
  });

  it('means no product of which it is only a part, and none that it is a part of', () => {
    expect(slugOf('Kafka Connect')).toBeNull();
    expect(slugOf('Stack')).toBeNull();
    expect(slugOf('Redis Enterprise')).toBeNull();
  });

  it('means the one of exactly that name first, and nothing where several are called so', () => {
    expect(slugOf('Druid')).toBe('druid-one');
    expect(slugOf('Apache Druid')).toBe('druid-two');
    expect(slugOf('Twin')).toBeNull();
  });
});

describe('An open-source licence', () => {
  it('is one that the Open Source Initiative approved, or a choice or a sum of such', () => {
    for (const licence of [
      'Apache-2.0',
      'MIT OR GPL-3.0-only',
      'Apache-2.0 WITH LLVM-exception',
      'BUSL-1.1 OR AGPL-3.0-only',
    ]) {
      expect(isOpenSource(licence), licence).toBe(true);
    }
    for (const licence of ['BUSL-1.1', 'SSPL-1.0', 'proprietary', 'unknown', 'Elastic-2.0', 'MIT AND BUSL-1.1', '']) {
      expect(isOpenSource(licence), licence).toBe(false);
    }
  });
});
