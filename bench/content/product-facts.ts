import type { VendorInput } from '../../src/actions/vendor-input.ts';

/** What is said of a product beside its documentation: never read off its pages, so a person states it. */
export type ProductFacts = Pick<VendorInput, 'category' | 'entryType' | 'price'>;

/**
 * By the slug of the folder's MANIFEST.json, which names layer, licence, homepage and, in words of its own, a category.
 * Category and entry type put those words into Assay's lists. The price follows from the licence that stands in each
 * folder: all seven are published under Apache-2.0 or MIT and cost nothing to run oneself.
 */
export const productFacts: Readonly<Record<string, ProductFacts>> = {
  amundsen: { category: 'data-catalog', entryType: 'self-hosted-open-source', price: 'free-oss' },
  cedar: { category: 'policy-engine', entryType: 'framework', price: 'free-oss' },
  debezium: { category: 'change-data-capture', entryType: 'self-hosted-open-source', price: 'free-oss' },
  kserve: { category: 'ml-serving', entryType: 'self-hosted-open-source', price: 'free-oss' },
  langgraph: { category: 'agent-framework', entryType: 'framework', price: 'free-oss' },
  milvus: { category: 'vector-database', entryType: 'self-hosted-open-source', price: 'free-oss' },
  prometheus: { category: 'application-monitoring', entryType: 'self-hosted-open-source', price: 'free-oss' },
};
