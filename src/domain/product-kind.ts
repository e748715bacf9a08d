import { z } from 'zod';
import type { EntryType, Layer } from './closed-lists.ts';

/**
 * A kind of product that a gap can be told of. `service`: it runs by itself and is reached over a network. `store`: such
 * a service that keeps state. `answers`: what it gives out is taken for an answer or a decision.
 */
export const ProductKind = z.enum(['any', 'service', 'store', 'answers']);
export type ProductKind = z.infer<typeof ProductKind>;

/** A library, a specification and a bare model run inside something else: they have no port, no node and no disk. */
const insideOthers: ReadonlySet<EntryType> = new Set(['framework', 'standard', 'model']);

/** Layers whose products keep what they are given: storage, moving data, definitions, records of operation. */
const keeping: ReadonlySet<Layer> = new Set(['L1', 'L2', 'L3', 'L6']);

/** Layers whose products move or watch what others said. */
const passing: ReadonlySet<Layer> = new Set(['L2', 'L6']);

interface Placed {
  entryType: EntryType;
  layer: Layer;
}

const tests: Record<ProductKind, (product: Placed) => boolean> = {
  any: () => true,
  service: ({ entryType }) => !insideOthers.has(entryType),
  store: ({ entryType, layer }) => !insideOthers.has(entryType) && keeping.has(layer),
  answers: ({ layer }) => !passing.has(layer),
};

/** Whether a product is of the kind, by how it is offered and where it stands in a stack. */
export function isOfKind(product: Placed, kind: ProductKind): boolean {
  return tests[kind](product);
}
