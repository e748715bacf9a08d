import type { VendorInput } from '../../src/actions/vendor-input.ts';

/** The two invented products that ship with their sites in `fixtures/`. */
export const inventedProducts: readonly VendorInput[] = [
  {
    url: 'https://docs.quillstore.example/',
    name: 'Quillstore',
    layer: 'L1',
    category: 'vector-database',
    entryType: 'self-hosted-open-source',
    homepage: 'https://quillstore.example/',
    price: 'free-oss',
    licence: 'Apache-2.0',
  },
  {
    url: 'https://docs.murmurgate.example/',
    name: 'Murmurgate',
    layer: 'L5',
    category: 'policy-engine',
    entryType: 'product',
    homepage: 'https://murmurgate.example/',
    price: 'paid',
    licence: 'proprietary',
  },
];
