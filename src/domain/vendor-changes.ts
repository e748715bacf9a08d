import type { Vendor } from './vendor.ts';

/** What an edit of a product may change, in words. */
const fields = {
  name: 'name',
  layer: 'layer',
  category: 'category',
  entryType: 'type of entry',
  homepage: 'website',
  sources: 'documentation',
  include: 'only read',
  exclude: 'never read',
  price: 'price',
  licence: 'licence',
  archived: 'archived',
} as const satisfies Partial<Record<keyof Vendor, string>>;

/** What became otherwise, by the words for it: what it was and what it is, as text. */
export function vendorChanges(before: Vendor, after: Vendor): Record<string, { from: string; to: string }> {
  const changes: Record<string, { from: string; to: string }> = {};
  for (const [field, words] of Object.entries(fields) as [keyof typeof fields, string][]) {
    const [from, to] = [valueWords(before[field]), valueWords(after[field])];
    if (from !== to) changes[words] = { from, to };
  }
  return changes;
}

function valueWords(value: Vendor[keyof typeof fields]): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.join(' ') || 'nothing';
  if (typeof value === 'object') return value.note === '' ? value.kind : `${value.kind} (${value.note})`;
  return value;
}
