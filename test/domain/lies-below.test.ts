import { describe, expect, it } from 'vitest';
import { liesBelow } from '../../src/domain/lies-below.ts';

describe('What lies below the start of a documentation', () => {
  it.each([
    ['https://docs.acme.example/', 'https://docs.acme.example/any/page'],
    ['https://docs.acme.example/docs', 'https://docs.acme.example/docs/'],
    ['https://docs.acme.example/docs/v2.5', 'https://docs.acme.example/docs/v2.5/start?tab=1'],
    ['https://docs.acme.example/docs/index.html', 'https://docs.acme.example/docs/start'],
    ['https://github.com/milvus-io/milvus', 'https://github.com/milvus-io/milvus/issues'],
  ])('of %s is %s', (start, address) => {
    expect(liesBelow(address, start, false)).toBe(true);
  });

  it.each([
    ['https://docs.acme.example/docs', 'https://docs.acme.example/'],
    ['https://docs.acme.example/docs', 'https://docs.acme.example/docs-old/start'],
    ['https://docs.acme.example/docs/v2.5', 'https://docs.acme.example/docs/v2.4'],
    ['https://docs.acme.example/', 'https://acme.example/'],
    ['https://github.com/milvus-io/milvus', 'https://github.com/milvus-io/attu'],
    ['https://learn.microsoft.com/azure', 'https://learn.microsoft.com/en-us/sql/'],
    ['https://github.com/acme/README.md', 'https://github.com/acme/other'],
  ])('of %s is not %s', (start, address) => {
    expect(liesBelow(address, start, false)).toBe(false);
  });

  it('is nothing beside a file where others have theirs on its host', () => {
    const [start, beside] = ['https://docs.many.example/acme.html', 'https://docs.many.example/other'];
    expect([liesBelow(beside, start, false), liesBelow(beside, start, true)]).toEqual([true, false]);
    expect(liesBelow(start, start, true)).toBe(true);
  });
});
