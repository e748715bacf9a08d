import { demoProduct } from '../../src/actions/add-demo.ts';
import type { VendorInput } from '../../src/actions/vendor-input.ts';

/** The two invented products that ship with their sites in `fixtures/`. */
export const inventedProducts: readonly VendorInput[] = [
  demoProduct,
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
