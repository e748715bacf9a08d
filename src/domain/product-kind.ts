import { z } from 'zod';
import type { EntryType, Layer } from './closed-lists.ts';

/**
 * A kind of product that a gap can be told of. `service`: it runs by itself and is reached over a network. `store`: such
 * a service that keeps state. `called`: such a service that answers each call. `answers`: what it gives out is taken for an
 * answer or a decision. `content`: that answer is data or made of data, no ruling. `guesses`: it is ranked or learned, so it
 * can be wrong though nothing failed.
 */
export const ProductKind = z.enum(['any', 'service', 'store', 'called', 'answers', 'content', 'guesses']);
export type ProductKind = z.infer<typeof ProductKind>;

/** A library, a specification and a bare model run inside something else: they have no port, no node and no disk. */
const insideOthers: ReadonlySet<EntryType> = new Set(['framework', 'standard', 'model']);

/** Layers whose products keep what they are given: storage, moving data, definitions, records of operation. */
const keeping: ReadonlySet<Layer> = new Set(['L1', 'L2', 'L3', 'L6']);

/** Layers whose products move or watch what others said. */
const passing: ReadonlySet<Layer> = new Set(['L2', 'L6']);

/** Categories whose products rank, match or predict. */
const guessing: ReadonlySet<string> = new Set([
  'vector-database',
  'search-index',
  'entity-resolution',
  'rag-framework',
  'llm-access',
  'embedding-models',
  'ml-serving',
  'semantic-cache',
  'reranking',
  'agent-framework',
]);

/** How a product is offered and where it stands in a stack. */
export interface Placed {
  entryType: EntryType;
  layer: Layer;
  category: string;
}

const isService = ({ entryType }: Placed) => !insideOthers.has(entryType);
const answers = ({ layer }: Placed) => !passing.has(layer);

const tests: Record<ProductKind, (product: Placed) => boolean> = {
  any: () => true,
  service: isService,
  store: (product) => isService(product) && keeping.has(product.layer),
  called: (product) => isService(product) && answers(product),
  answers,
  // Governance rules on others' data; it holds none that could be right or wrong.
  content: (product) => answers(product) && product.layer !== 'L5',
  guesses: ({ category }) => guessing.has(category),
};

/** Whether a product is of the kind, by how it is offered and where it stands in a stack. */
export function isOfKind(product: Placed, kind: ProductKind): boolean {
  return tests[kind](product);
}
