import type { Evidence } from './evidence.ts';

/**
 * Whether all pages were read by whoever was to read them. A part of which a model's reply was discarded counts: the
 * reply is kept, and would be discarded again. A part without a reply, or beyond the budget, does not.
 */
export function wasReadWhole({ producer, harvest }: Pick<Evidence, 'producer' | 'harvest'>): boolean {
  if (!harvest) return producer.analyst === 'offline';
  return harvest.parts.every(({ outcome }) => outcome === 'read' || outcome === 'discarded');
}
