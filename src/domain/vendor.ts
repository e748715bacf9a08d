import { z } from 'zod';
import { AddressPattern } from './address-pattern.ts';
import { EntryType, Layer, PriceKind } from './closed-lists.ts';

/** First path segments that belong to the product's own pages, and words a vendor's form uses. */
export const reservedSlugs: ReadonlySet<string> = new Set([
  'new',
  'import',
  'vendors',
  'compare',
  'stack',
  'methodology',
  'changes',
  'review',
  'runs',
  'schedule',
  'insights',
  'reports',
  'audit',
  'settings',
  'queues',
  'api',
  'schemas',
  'badges',
  'healthz',
  'readyz',
  'metrics',
  'sign-in',
  'sign-out',
  'assets',
  'feed',
  'sitemap',
  'llms',
  'robots',
]);

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'a slug is lower-case letters, digits and single hyphens')
  .max(60)
  .refine((slug) => !reservedSlugs.has(slug), 'this slug is reserved for a page of Assay itself');

export const Price = z.strictObject({ kind: PriceKind, note: z.string().max(24) });

/** The product that is analysed. The one thing people edit; everything after it is appended. */
export const Vendor = z.strictObject({
  slug: Slug,
  name: z.string().min(1).max(80),
  layer: Layer,
  /** A category id of `prompts/rubric/stack.yaml`. */
  category: z.string().min(1),
  entryType: EntryType,
  /** The product's website, for readers. */
  homepage: z.url({ protocol: /^https?$/ }),
  /** Where the crawl starts; at least one. */
  sources: z
    .array(z.url({ protocol: /^https?$/ }))
    .min(1)
    .max(20),
  /** Only addresses that one of these matches are read, beside the sources; all where there are none. */
  include: z.array(AddressPattern).max(20).optional(),
  /** Addresses that are never read. */
  exclude: z.array(AddressPattern).max(20).optional(),
  price: Price,
  licence: z.string().min(1).max(60),
  archived: z.boolean(),
  /** Counts edits, from 1. */
  revision: z.int().positive(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Vendor = z.infer<typeof Vendor>;

/** A slug made from a product's name: "Apache Kafka®" gives `apache-kafka`. Empty when no letter or digit is left. */
export function slugFrom(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');
}
