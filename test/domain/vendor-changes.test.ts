import { expect, it } from 'vitest';
import type { Vendor } from '../../src/domain/vendor.ts';
import { vendorChanges } from '../../src/domain/vendor-changes.ts';

const milvus: Vendor = {
  slug: 'milvus',
  name: 'Milvus',
  layer: 'L1',
  category: 'vector',
  entryType: 'product',
  homepage: 'https://milvus.example',
  sources: ['https://milvus.example/docs'],
  price: { kind: 'unknown', note: '' },
  licence: 'unknown',
  archived: false,
  revision: 2,
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
};

it('What an edit changed of a product is told by field, from what to what, and nothing that stayed', () => {
  const edited: Vendor = {
    ...milvus,
    licence: 'Apache-2.0',
    price: { kind: 'free-oss', note: 'cloud extra' },
    include: ['/docs/*'],
    archived: true,
    revision: 3,
    updatedAt: '2026-01-02T00:00:00.000Z',
  };
  expect(vendorChanges(milvus, edited)).toEqual({
    licence: { from: 'unknown', to: 'Apache-2.0' },
    price: { from: 'unknown', to: 'free-oss (cloud extra)' },
    'only read': { from: 'nothing', to: '/docs/*' },
    archived: { from: 'no', to: 'yes' },
  });
  expect(vendorChanges(edited, { ...edited, revision: 4 })).toEqual({});
});
