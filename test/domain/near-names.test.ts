import { describe, expect, it } from 'vitest';
import { nearNames } from '../../src/domain/near-names.ts';

const products = ['KServe', 'Milvus', 'LangGraph', 'Cedar', 'Open Policy Agent'].map((name) => ({
  slug: name.toLowerCase().replaceAll(' ', '-'),
  name,
}));

describe('Products of nearly that name', () => {
  it.each([
    ['kserv', ['KServe']],
    ['k-serve', ['KServe']],
    ['ksreve', ['KServe']],
    ['Milvuss', ['Milvus']],
    ['langgraph-js', ['LangGraph']],
    ['openpolicyagent', ['Open Policy Agent']],
    ['ceadr', ['Cedar']],
  ])('are found for %s', (asked, names) => {
    expect(nearNames(asked, products).map(({ name }) => name)).toEqual(names);
  });

  it.each(['', 'prometheus', 'kafka', 'ce', '---', 'k'.repeat(200), '%00', 'milk'])('are none for "%s"', (asked) => {
    expect(nearNames(asked, products)).toEqual([]);
  });

  it('are at most three, the nearest first', () => {
    const many = ['brooke', 'brook', 'brooks', 'brooky', 'broom'].map((slug) => ({ slug, name: slug }));
    const found = nearNames('brook', many).map(({ slug }) => slug);
    expect([found.length, found[0]]).toEqual([3, 'brook']);
  });
});
