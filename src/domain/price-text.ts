import type { Vendor } from './vendor.ts';
import { priceWords } from './vendor-words.ts';

/** What was entered of the price: the words of its kind and the note; empty where neither was, since pages quoted may name it. */
export function priceText({ kind, note }: Vendor['price']): string {
  return [kind === 'unknown' ? '' : priceWords[kind], note].filter(Boolean).join(', ');
}
