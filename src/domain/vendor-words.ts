import type { EntryType, PriceKind } from './closed-lists.ts';

/** Kinds of price as a badge says them; what nobody entered stands under a heading only, beside what the pages say of it. */
export const priceWords: Readonly<Record<PriceKind, string>> = {
  'free-oss': 'Free, open source',
  'free-tier': 'Free tier',
  paid: 'Paid',
  'usage-based': 'Usage based',
  'contact-sales': 'Price on request',
  unknown: 'Not entered',
};

/** Kinds of product as a badge says them. */
export const entryTypeWords: Readonly<Record<EntryType, string>> = {
  product: 'Product',
  'managed-open-source': 'Managed open source',
  'cloud-service': 'Cloud service',
  'self-hosted-open-source': 'Self-hosted open source',
  framework: 'Framework or library',
  standard: 'Standard',
  model: 'Model',
  'model-runtime': 'Model runtime',
  registry: 'Registry',
};
